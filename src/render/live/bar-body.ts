import type { Expectation } from '../../core/model/estimates.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import { expectedPercent } from '../../core/pacing/estimate.ts';
import { formatCount } from '../../core/text/format-count.ts';
import { mostRates } from '../state/pace.ts';
import type { Row } from '../state/view.ts';
import { failedOf, formatLeft, formatUsual, rateOf, wholePercent } from '../text/formatters.ts';
import { clockTime } from '../text/local-time.ts';
import { stateWords, wordsOf } from '../text/words.ts';
import { sparkline } from '../theme/sparkline.ts';
import type { Symbols } from '../theme/theme.ts';
import type { Viewport } from './viewport.ts';

/** The progress of an import, as texts. Unknown values are empty. */
export interface BarBody {
  readonly kind: 'bar';
  /** 0 to 99; 100 only for an import that has succeeded. */
  readonly percent: number;
  /** The service reports no progress: this follows from past imports. */
  readonly estimated: boolean;
  readonly completed: string;
  readonly total: string;
  readonly failed: string;
  readonly rate: string;
  /** The recent rates, drawn; blanks for rates to come. */
  readonly trend: string;
  readonly left: string;
  /** The time of day when it will be done. */
  readonly finish: string;
  readonly note: string;
}

export function barBody(
  { forecast, pace }: Row,
  snapshot: ImportSnapshot,
  { nowMs, offsetMinutes }: Pick<Viewport, 'nowMs' | 'offsetMinutes'>,
  symbols: Symbols,
): BarBody {
  const { state, phase, completed, total } = snapshot;
  const counts = completed !== undefined && total !== undefined;
  const left = forecast && formatLeft(forecast.doneAt - nowMs);
  const time = forecast && left && clockTime(forecast.doneAt, nowMs, offsetMinutes);
  return {
    kind: 'bar',
    percent: wholePercent(snapshot) ?? 0,
    estimated: false,
    completed: counts ? formatCount(completed) : '',
    total: counts ? formatCount(total) : '',
    failed: failedOf(snapshot) ?? '',
    rate: (forecast && left && rateOf(snapshot, forecast)) || '',
    trend: counts && symbols.trend ? trendOf(pace?.recent ?? [], symbols.trend) : '',
    left: left ?? '',
    finish: time ? `done about ${time}` : '',
    note: (state === 'unknown' ? stateWords(snapshot) : phase) ?? '',
  };
}

/** Fewer rates show nothing. */
const leastPlotted = 3;

/** Blank until there is something to show, so that its place is reserved. */
function trendOf(rates: readonly number[], levels: string): string {
  const plot = rates.length < leastPlotted ? '' : sparkline(rates, { levels });
  return plot.padStart(mostRates);
}

/** `sinceMs`: since the expectation was computed. */
export function expectedBody(
  snapshot: ImportSnapshot,
  expected: Expectation,
  sinceMs: number,
): BarBody {
  const now = { ...expected, elapsedMs: expected.elapsedMs + sinceMs };
  return {
    kind: 'bar',
    percent: Math.floor(expectedPercent(now)),
    estimated: true,
    completed: '',
    total: '',
    failed: failedOf(snapshot) ?? '',
    rate: '',
    trend: '',
    left: formatUsual(now),
    finish: '',
    note: wordsOf(snapshot).join(', '),
  };
}

/** `40%`, or `~40%` for an estimate. */
export function percentText({ percent, estimated }: BarBody): string {
  return `${estimated ? '~' : ''}${percent}%`;
}
