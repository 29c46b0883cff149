import type { ImportEvent } from '../../core/model/events.ts';
import { summaryOf } from '../state/summary.ts';
import { createView, isGood, type Row } from '../state/view.ts';
import { figuresOf, wholePercent } from '../text/formatters.ts';
import { stateWords, targetName } from '../text/words.ts';

/** The progress of all imports. */
export interface Progress {
  /** An integer, 0 to 100. The mean of several imports. Absent if unknown. */
  readonly percent?: number;
  readonly text: string;
}

const stepPercent = 5;

/**
 * The progress to report to a CI system, event by event. For one import, it follows the log. For
 * several imports, it reports their total once one has answered: after each 5 % and when imports
 * end. Without counts, an import is at 0 until it succeeds. An import that doesn't succeed stays
 * where it was.
 */
export function createProgress(imports: number): (event: ImportEvent) => Progress | undefined {
  const view = createView();
  let hundredths = 0;
  let ended = 0;
  let isSilent = true;
  let lastSteps = '';
  return (event) => {
    if (imports === 1) return progressOf(event);
    const { before, after } = view.handle(event) ?? {};
    hundredths += hundredthsOf(after) - hundredthsOf(before);
    if (after?.result && !before?.result) ended += 1;
    isSilent &&= !after?.result && !after?.snapshot;
    const percent = Math.floor(hundredths / 100 / imports);
    const steps = [percent, (ended / imports) * 100].map((part) => Math.floor(part / stepPercent));
    if (view.rows.length < imports || isSilent || String(steps) === lastSteps) return undefined;
    lastSteps = String(steps);
    return { percent, text: `${imports} imports: ${summaryOf(view.rows, event.at).join(', ')}` };
  };
}

/** Integers, because their sum is exact. 100 % only for an import that has succeeded. */
function hundredthsOf(row: Row | undefined): number {
  if (row?.result && isGood(row.result)) return 10_000;
  return Math.min(9900, Math.floor((row?.snapshot?.percent ?? 0) * 100));
}

function progressOf(event: ImportEvent): Progress | undefined {
  if (event.type !== 'progress' || !event.milestone) return undefined;
  const { snapshot, estimate, target } = event;
  const percent = wholePercent(snapshot);
  const { phase } = snapshot;
  const said = [stateWords(snapshot), phase, ...figuresOf(snapshot, estimate)];
  const words = said.filter((word) => word !== undefined).join(', ');
  return { ...(percent !== undefined && { percent }), text: `${targetName(target)}: ${words}` };
}
