import type { Outcome } from '../../core/model/outcome.ts';
import type { Symbols, Tone } from './theme.ts';

/** The symbol of an import that has ended, or of a watch that has ended. */
export interface StatusSymbol {
  readonly symbol: keyof Symbols & (Outcome | 'running' | 'outage');
  readonly tone: Tone;
}

const tones: Readonly<Record<StatusSymbol['symbol'], Tone>> = {
  succeeded: 'green',
  partial: 'yellow',
  short: 'red',
  failed: 'red',
  aborted: 'red',
  refused: 'red',
  'not-found': 'red',
  'no-answer': 'yellow',
  stalled: 'yellow',
  'action-required': 'yellow',
  'timed-out': 'yellow',
  interrupted: 'yellow',
  running: 'cyan',
  outage: 'yellow',
};

/** `null`: the import is still running. */
export function statusSymbolOf(status: StatusSymbol['symbol'] | null): StatusSymbol {
  const symbol = status ?? 'running';
  return { symbol, tone: tones[symbol] };
}
