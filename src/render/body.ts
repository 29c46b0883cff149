import type { ResultEvent, RetryEvent } from '../core/events.ts';
import { type Expectation, expectedPercent } from '../core/expectation.ts';
import type { ImportSnapshot, ImportState } from '../core/snapshot.ts';
import {
  countsOf,
  failedOf,
  figuresOf,
  formatCount,
  formatLeft,
  formatSeconds,
  formatUsual,
  rateOf,
  wholePercent,
} from './figures.ts';
import type { Look, Symbols, Tone } from './look.ts';
import { markOf } from './mark.ts';
import { openRetry, type Row } from './view.ts';
import { durationWords, outcomeWords, reasonOf, stateWords, wordsOf } from './words.ts';

/** How far an import is, in figures. */
export interface BarBody {
  readonly kind: 'bar';
  /** 0 to 99; 100 only of an import that has succeeded. */
  readonly percent: number;
  /** The service says nothing of it: it is what past imports let expect. */
  readonly estimated: boolean;
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

const inFigures: readonly ImportState[] = ['running', 'unknown', 'succeeded'];

/** What a row shows at this moment, beside its name and the time. */
export function bodyOf(row: Row, nowMs: number, spinner: string, { symbols }: Look): Body {
  const { snapshot, result } = row;
  if (result) return resultBody(result, symbols);
  const retry = openRetry(row, nowMs);
  if (retry) return retryBody(retry, snapshot, nowMs, symbols);
  if (snapshot === undefined) return words(spinner, 'cyan', [asking(symbols)], symbols);
  if (snapshot.percent !== undefined && inFigures.includes(snapshot.state)) {
    return barBody(row, snapshot, nowMs);
  }
  if (row.expected) return expectedBody(snapshot, row.expected, nowMs - (row.expectedAt ?? nowMs));
  const texts = [...wordsOf(snapshot), ...figuresOf(snapshot)];
  return snapshot.state === 'action-required'
    ? words(symbols.doubtful, 'yellow', texts, symbols)
    : words(spinner, 'cyan', texts, symbols);
}

function words(
  mark: string,
  tone: Tone,
  texts: readonly (string | undefined)[],
  { separator }: Symbols,
): WordsBody {
  return { kind: 'words', mark, tone, text: texts.filter(Boolean).join(separator) };
}

const asking = ({ ellipsis }: Symbols): string => `asking${ellipsis}`;

function resultBody(result: ResultEvent, symbols: Symbols): WordsBody {
  const { outcome, snapshot } = result;
  const { symbol, tone } = markOf(outcome);
  const figures = snapshot ? [countsOf(snapshot), failedOf(snapshot)] : [];
  const texts = [outcomeWords(result), ...figures, durationWords(result)];
  return words(symbols[symbol], tone, texts, symbols);
}

function retryBody(
  { at, delayMs, error }: RetryEvent,
  snapshot: ImportSnapshot | undefined,
  nowMs: number,
  symbols: Symbols,
): WordsBody {
  const untilMs = at + delayMs - nowMs;
  const next = untilMs > 0 ? `again in ${formatSeconds(untilMs + 999)}` : asking(symbols);
  const percent = snapshot && wholePercent(snapshot);
  const reached = percent === undefined ? undefined : `${percent}%`;
  return words(symbols.doubtful, 'yellow', [next, reasonOf(error), reached], symbols);
}

function barBody(
  { estimate, estimatedAt = 0 }: Row,
  snapshot: ImportSnapshot,
  nowMs: number,
): BarBody {
  const { state, phase, completed, total } = snapshot;
  const counts = completed !== undefined && total !== undefined;
  const left = estimate && formatLeft(estimate.remainingMs - (nowMs - estimatedAt));
  return {
    kind: 'bar',
    percent: wholePercent(snapshot) ?? 0,
    estimated: false,
    completed: counts ? formatCount(completed) : '',
    total: counts ? formatCount(total) : '',
    failed: failedOf(snapshot) ?? '',
    rate: (estimate && rateOf(snapshot, estimate)) ?? '',
    left: left ?? '',
    note: (state === 'unknown' ? stateWords(snapshot) : phase) ?? '',
  };
}

/** `sinceMs`: since `expected` was made. */
function expectedBody(
  snapshot: ImportSnapshot,
  { usualMs, elapsedMs }: Expectation,
  sinceMs: number,
): BarBody {
  const percent = Math.floor(expectedPercent({ usualMs, elapsedMs: elapsedMs + sinceMs }));
  return {
    kind: 'bar',
    percent,
    estimated: true,
    completed: '',
    total: '',
    failed: failedOf(snapshot) ?? '',
    rate: '',
    left: formatUsual(usualMs),
    note: wordsOf(snapshot).join(', '),
  };
}

/** `40%`; `~40%` of an estimate. */
export function percentText({ percent, estimated }: BarBody): string {
  return `${estimated ? '~' : ''}${percent}%`;
}
