import type { Outcome } from '../../core/model/outcome.ts';
import type { Tone } from './theme.ts';

export interface StatusSymbol {
  readonly symbol: 'good' | 'bad' | 'doubtful' | 'running';
  readonly tone: Tone;
}

const good: StatusSymbol = { symbol: 'good', tone: 'green' };
const bad: StatusSymbol = { symbol: 'bad', tone: 'red' };
const doubtful: StatusSymbol = { symbol: 'doubtful', tone: 'yellow' };

const marks: Readonly<Record<Outcome, StatusSymbol>> = {
  succeeded: good,
  failed: bad,
  aborted: bad,
  refused: bad,
  'not-found': bad,
  partial: doubtful,
  short: bad,
  'no-answer': doubtful,
  stalled: doubtful,
  'action-required': doubtful,
  'timed-out': doubtful,
  interrupted: doubtful,
};

/** `null`: the import is still running. */
export function statusSymbolOf(outcome: Outcome | null): StatusSymbol {
  return outcome === null ? { symbol: 'running', tone: 'cyan' } : marks[outcome];
}
