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
 * The progress to report to a CI system, event by event. For one import it follows the log. For
 * several it reports all together, once one has answered: at each 5 % and when imports end. Without
 * counts, an import is at 0 until it succeeds. One that doesn't succeed stays where it was.
 */
export function createProgress(imports: number): (event: ImportEvent) => Progress | undefined {
  const { rows: view, handle } = createView();
  let lastSteps = '';
  return (event) => {
    if (imports === 1) return progressOf(event);
    handle(event);
    const percent = Math.floor(view.reduce((sum, row) => sum + partOf(row), 0) / imports);
    const ended = view.filter(({ result }) => result).length;
    const isSilent = view.every(({ result, snapshot }) => !result && !snapshot);
    const steps = [percent, (ended / imports) * 100].map((part) => Math.floor(part / stepPercent));
    if (view.length < imports || isSilent || String(steps) === lastSteps) return undefined;
    lastSteps = String(steps);
    return { percent, text: `${imports} imports: ${summaryOf(view, event.at).join(', ')}` };
  };
}

/** 100 only for an import that has succeeded. */
function partOf({ result, snapshot }: Row): number {
  if (result && isGood(result)) return 100;
  return Math.min(99, snapshot?.percent ?? 0);
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
