import type { ResultEvent, RetryEvent } from '../../core/model/events.ts';
import type { ImportSnapshot, ImportState } from '../../core/model/snapshot.ts';
import { expectedPercent } from '../../core/pacing/estimate.ts';
import { formatWait } from '../../core/text/duration.ts';
import { openRetry, type Row } from '../state/view.ts';
import {
  countForms,
  countsOf,
  failedOf,
  formatLeft,
  formatSeconds,
  formatUsual,
  isContradicted,
  rateOf,
  recordsOf,
  wholePercent,
} from '../text/formatters.ts';
import { clockTime } from '../text/local-time.ts';
import { outcomeWords, reasonOf, tookWords } from '../text/result-words.ts';
import { wordsOf } from '../text/words.ts';
import { statusSymbolOf } from '../theme/status-symbol.ts';
import type { Symbols, Tone } from '../theme/theme.ts';
import type { Viewport } from './viewport.ts';

/** The content of a row, except its name. Unknown values are empty. */
export interface RowContent {
  /** One column. */
  readonly mark: string;
  readonly tone: Tone;
  readonly progress?: Progress | undefined;
  /** They take the place of all columns, or of those after the percentage. */
  readonly words: readonly string[];
  /** The longest form first. */
  readonly counts: readonly string[];
  readonly left: string;
  readonly rate: string;
  /** The local time when it will be done. Only if that is minutes away. */
  readonly finish: string;
  readonly note: string;
  readonly failed: string;
  readonly elapsed: string;
  /**
   * The reason for the full text of a single import: there is no answer, or a person has to act.
   */
  readonly kind?: 'outage' | 'action-required';
  /** The page to act on. */
  readonly page?: string | undefined;
}

interface Progress {
  /** 0 to 99; 100 only for an import that has succeeded. */
  readonly percent: number;
  /** The service reports no progress: this follows from past imports. */
  readonly estimated: boolean;
  /** As it was before an outage. */
  readonly stale: boolean;
}

type Moment = Pick<Viewport, 'nowMs' | 'spinner' | 'offsetMinutes'>;

const nothing = { words: [], counts: [], left: '', rate: '', finish: '', note: '', failed: '' };
/** Closer to the end, the time left is more useful. */
const leastFinishMs = 120_000;
const inFigures: readonly ImportState[] = ['running', 'unknown', 'succeeded'];

export function rowContent(row: Row, moment: Moment, symbols: Symbols): RowContent {
  const { nowMs, spinner } = moment;
  const { snapshot, result, startedAt } = row;
  if (result) return ended(result, symbols);
  const elapsed = `${formatSeconds(nowMs - startedAt)} elapsed`;
  const retry = openRetry(row, nowMs);
  if (retry) return { ...outage(retry, snapshot, nowMs, symbols), elapsed };
  const live = { ...nothing, mark: spinner, tone: 'cyan', elapsed } as const;
  if (snapshot === undefined) return { ...live, words: [`polling${symbols.ellipsis}`] };
  if (snapshot.state === 'action-required') {
    const kind = 'action-required';
    const waiting = `waiting for ${formatSeconds(nowMs - row.stateSince)}`;
    const content = { ...live, ...marked(kind, symbols), kind, elapsed: waiting } as const;
    return { ...content, words: wordsOf(snapshot), page: snapshot.url };
  }
  if (snapshot.percent !== undefined && inFigures.includes(snapshot.state)) {
    return { ...live, ...inNumbers(row, snapshot, moment) };
  }
  return { ...live, ...inWords(row, snapshot, nowMs) };
}

function marked(symbol: Parameters<typeof statusSymbolOf>[0], symbols: Symbols) {
  const { symbol: key, tone } = statusSymbolOf(symbol);
  return { mark: symbols[key], tone };
}

function inNumbers({ forecast }: Row, snapshot: ImportSnapshot, { nowMs, offsetMinutes }: Moment) {
  const { state } = snapshot;
  const leftMs = forecast ? forecast.doneAt - nowMs : 0;
  const left = formatLeft(leftMs) ?? '';
  const clock =
    forecast && leftMs >= leastFinishMs && clockTime(forecast.doneAt, nowMs, offsetMinutes);
  const [stateText = '', ...notes] = wordsOf(snapshot);
  return {
    progress: { percent: wholePercent(snapshot) ?? 0, estimated: false, stale: false },
    counts: isContradicted(snapshot) ? [] : countForms(snapshot),
    left,
    rate: (forecast && left && rateOf(snapshot, forecast)) || '',
    finish: clock ? `done about ${clock}` : '',
    note: (state === 'unknown' ? stateText : notes[0]) ?? '',
    failed: failedOf(snapshot) ?? '',
  };
}

/**
 * For a service that reports no progress, the prediction from past imports, until its time is over.
 */
function inWords({ expected, expectedAt }: Row, snapshot: ImportSnapshot, nowMs: number) {
  const words = [...wordsOf(snapshot), countsOf(snapshot)].filter((text) => text !== undefined);
  const failed = failedOf(snapshot) ?? '';
  if (expected === undefined) return { words, failed };
  const now = { ...expected, elapsedMs: expected.elapsedMs + nowMs - (expectedAt ?? nowMs) };
  const usual = formatUsual(now);
  if (now.elapsedMs > now.usualMs) return { words: [...words, usual], failed };
  const percent = Math.floor(expectedPercent(now));
  return {
    progress: { percent, estimated: true, stale: false },
    left: usual,
    note: words.join(', '),
    failed,
  };
}

function outage(
  { at, delayMs, attempt, error, givesUpMs }: RetryEvent,
  snapshot: ImportSnapshot | undefined,
  nowMs: number,
  symbols: Symbols,
) {
  const untilMs = at + delayMs - nowMs;
  const { code, status } = error;
  const percent = snapshot && wholePercent(snapshot);
  const words = [
    code === 'busy' && status !== undefined ? `HTTP ${status}` : reasonOf(error),
    untilMs > 0
      ? `retry ${attempt} in ${formatWait(untilMs)}`
      : `retry ${attempt} now${symbols.ellipsis}`,
    givesUpMs === undefined ? '' : `gives up in ${formatSeconds(at + givesUpMs - nowMs)}`,
  ];
  return {
    ...nothing,
    ...marked('outage', symbols),
    ...(percent !== undefined && { progress: { percent, estimated: false, stale: true } }),
    words: words.filter(Boolean),
    kind: 'outage' as const,
  };
}

function ended(result: ResultEvent, symbols: Symbols): RowContent {
  const { outcome, snapshot } = result;
  const records = snapshot ? recordsOf(snapshot) : '';
  const words = [outcomeWords(result), records, tookWords(result) ?? ''].filter(Boolean);
  return { ...nothing, ...marked(outcome, symbols), words, elapsed: '' };
}
