import type { ResultEvent, RetryEvent } from '../../core/model/events.ts';
import type { ImportSnapshot, ImportState } from '../../core/model/snapshot.ts';
import { openRetry, type Row } from '../state/view.ts';
import { countsOf, failedOf, figuresOf, formatWait, wholePercent } from '../text/formatters.ts';
import { durationWords, outcomeWords, reasonOf, wordsOf } from '../text/words.ts';
import { statusSymbolOf } from '../theme/status-symbol.ts';
import type { Symbols, Theme, Tone } from '../theme/theme.ts';
import { type BarBody, barBody, expectedBody } from './bar-body.ts';
import type { Viewport } from './viewport.ts';

/** What is going on, in words. */
interface WordsBody {
  readonly kind: 'words';
  /** One column, before the name; the spinner if there is nothing else to show. */
  readonly mark: string;
  readonly tone: Tone;
  readonly text: string;
}

export type Body = BarBody | WordsBody;

const inFigures: readonly ImportState[] = ['running', 'unknown', 'succeeded'];

/** What a row shows at present, besides its name and the time. */
export function bodyOf(row: Row, viewport: Viewport, { symbols }: Theme): Body {
  const { nowMs, spinner } = viewport;
  const { snapshot, result } = row;
  if (result) return resultBody(result, symbols);
  const retry = openRetry(row, nowMs);
  if (retry) return retryBody(retry, snapshot, nowMs, symbols);
  if (snapshot === undefined) return words(spinner, 'cyan', [asking(symbols)], symbols);
  if (snapshot.percent !== undefined && inFigures.includes(snapshot.state)) {
    return barBody(row, snapshot, viewport, symbols);
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
  const { symbol, tone } = statusSymbolOf(outcome);
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
  const next = untilMs > 0 ? `again in ${formatWait(untilMs)}` : asking(symbols);
  const percent = snapshot && wholePercent(snapshot);
  const reached = percent === undefined ? undefined : `${percent}%`;
  return words(symbols.doubtful, 'yellow', [next, reasonOf(error), reached], symbols);
}
