import type { Outcome } from '../../core/model/outcome.ts';
import type { Tone } from './theme.ts';

export interface Mark {
  readonly symbol: 'good' | 'bad' | 'doubtful' | 'goingOn';
  readonly tone: Tone;
}

const good: Mark = { symbol: 'good', tone: 'green' };
const bad: Mark = { symbol: 'bad', tone: 'red' };
const doubtful: Mark = { symbol: 'doubtful', tone: 'yellow' };

const marks: Readonly<Record<Outcome, Mark>> = {
  succeeded: good,
  failed: bad,
  aborted: bad,
  refused: bad,
  'not-found': bad,
  partial: doubtful,
  'no-answer': doubtful,
  stalled: doubtful,
  'action-required': doubtful,
  'timed-out': doubtful,
  interrupted: doubtful,
};

/** `null`: the import goes on. */
export function markOf(outcome: Outcome | null): Mark {
  return outcome === null ? { symbol: 'goingOn', tone: 'cyan' } : marks[outcome];
}
