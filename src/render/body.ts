import type { ImportSnapshot } from '../core/snapshot.ts';
import {
  failedOf,
  figuresOf,
  formatCount,
  formatLeft,
  formatSeconds,
  rateOf,
  wholePercent,
} from './figures.ts';
import type { Look, Tone } from './look.ts';
import { markOf } from './mark.ts';
import type { Row } from './view.ts';
import { durationWords, outcomeWords, reasonOf, stateWords, wordsOf } from './words.ts';

/** How far an import is, in figures. */
export interface BarBody {
  readonly kind: 'bar';
  /** 0 to 99; 100 only of an import that has succeeded. */
  readonly percent: number;
  readonly completed: string;
  readonly total: string;
  readonly failed: string;
  readonly rate: string;
  readonly left: string;
  readonly note: string;
}

/** What is going on, in words. */
export interface WordsBody {
  readonly kind: 'words';
  /** One column; the spinner where nothing else is to be said. */
  readonly mark: string;
  readonly tone: Tone;
  readonly text: string;
}

export type Body = BarBody | WordsBody;

/** A good answer that brings nothing new is no event: so long after a retry, one is assumed. */
const mostAskingMs = 15_000;

/** What a row shows at this moment, beside its name and the time. */
export function bodyOf(row: Row, nowMs: number, spinner: string, { symbols }: Look): Body {
  const words = (mark: string, tone: Tone, ...texts: (string | undefined)[]): WordsBody => {
    const text = texts.filter(Boolean).join(symbols.separator);
    return { kind: 'words', mark, tone, text };
  };
  const asking = `asking${symbols.ellipsis}`;
  const { snapshot, retry, result } = row;
  if (result) {
    const { symbol, tone } = markOf(result.outcome);
    const figures = result.snapshot ? figuresOf(result.snapshot) : [];
    return words(symbols[symbol], tone, outcomeWords(result), ...figures, durationWords(result));
  }
  const untilMs = retry ? retry.at + retry.delayMs - nowMs : Number.NEGATIVE_INFINITY;
  if (retry && untilMs > -mostAskingMs) {
    const again = untilMs > 0 ? `again in ${formatSeconds(untilMs + 999)}` : asking;
    const percentOnly = snapshot ? figuresOf(snapshot).slice(0, 1) : [];
    return words(symbols.doubtful, 'yellow', again, reasonOf(retry.error), ...percentOnly);
  }
  if (snapshot === undefined) return words(spinner, 'cyan', asking);
  const percent = wholePercent(snapshot);
  const inFigures = ['running', 'unknown', 'succeeded'].includes(snapshot.state);
  if (percent !== undefined && inFigures) return bar(row, snapshot, percent, nowMs);
  const waits = snapshot.state === 'action-required';
  const [mark, tone] = waits
    ? ([symbols.doubtful, 'yellow'] as const)
    : ([spinner, 'cyan'] as const);
  return words(mark, tone, ...wordsOf(snapshot), ...figuresOf(snapshot));
}

function bar(row: Row, snapshot: ImportSnapshot, percent: number, nowMs: number): BarBody {
  const { estimate, estimatedAt = 0 } = row;
  const { state, phase, completed, total } = snapshot;
  const counts = completed !== undefined && total !== undefined;
  const left = estimate && formatLeft(estimate.remainingMs - (nowMs - estimatedAt));
  return {
    kind: 'bar',
    percent,
    completed: counts ? formatCount(completed) : '',
    total: counts ? formatCount(total) : '',
    failed: failedOf(snapshot) ?? '',
    rate: (estimate && rateOf(snapshot, estimate)) ?? '',
    left: left ?? '',
    note: (state === 'unknown' ? stateWords(snapshot) : phase) ?? '',
  };
}
