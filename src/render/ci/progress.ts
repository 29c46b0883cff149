import type { ImportEvent } from '../../core/events.ts';
import { figuresOf, wholePercent } from '../figures.ts';
import { tally } from '../tally.ts';
import { nextView, type View } from '../view.ts';
import { stateWords, targetName } from '../words.ts';

/** How far all is. */
export interface Progress {
  /** Whole, 0 to 100; of several imports the mean. Absent where it is not known. */
  readonly percent?: number;
  readonly text: string;
}

const stepPercent = 5;

/**
 * What a CI system is told of the progress, event by event: of one import what a log is told, of
 * several how far all are, at each 5 % (where there are only words, an import is at 0 to its end).
 */
export function createProgress(imports: number): (event: ImportEvent) => Progress | undefined {
  let view: View = [];
  let step = -1;
  return (event) => {
    if (imports === 1) return progressOf(event);
    view = nextView(view, event);
    const parts = view.map(({ result, snapshot }) => (result ? 100 : (snapshot?.percent ?? 0)));
    const percent = Math.floor(parts.reduce((sum, part) => sum + part, 0) / imports);
    if (view.length < imports || Math.floor(percent / stepPercent) === step) return undefined;
    step = Math.floor(percent / stepPercent);
    return { percent, text: `${imports} imports: ${tally(view, event.at)}` };
  };
}

function progressOf(event: ImportEvent): Progress | undefined {
  if (event.type !== 'progress' || !event.milestone) return undefined;
  const { snapshot, estimate, target } = event;
  const percent = wholePercent(snapshot);
  const words = [stateWords(snapshot), ...figuresOf(snapshot, estimate)].join(', ');
  return { ...(percent !== undefined && { percent }), text: `${targetName(target)}: ${words}` };
}
