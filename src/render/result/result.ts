import type { ResultEvent } from '../../core/model/events.ts';
import { gateWords } from '../../core/model/gates.ts';
import { failedOf, formatRate, recordsOf, wholePercent } from '../text/formatters.ts';
import { widthOf } from '../text/width.ts';
import { durationWords, outcomeWords, targetName } from '../text/words.ts';
import { wrap } from '../text/wrap.ts';
import { statusSymbolOf } from '../theme/status-symbol.ts';
import type { DrawBar, Paint, Theme } from '../theme/theme.ts';
import type { Finished } from './result-collector.ts';

interface Cell {
  readonly text: string;
  readonly painted: string;
}

const barWidth = 10;
const gap = 2;
const between = ' '.repeat(gap);

export interface ResultLayout {
  /** For the bar of a running import. */
  readonly drawBar?: DrawBar | undefined;
  /** The width of the terminal; absent if lines may be of any width. */
  readonly columns?: number | undefined;
}

/**
 * One line per import, in columns: symbol and name, outcome, counts, duration and speed, the
 * service's message. A running import shows its progress. If the terminal is too narrow for
 * columns, each line is laid out by itself and may wrap.
 */
export function resultLines(
  results: readonly Finished[],
  theme: Theme,
  { drawBar, columns = Infinity }: ResultLayout = {},
): readonly string[] {
  const table = results.map((result) => cellsOf(result, theme, drawBar));
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((cells) => widthOf(cells[column]?.text ?? ''))),
  );
  const durations = results.map((result) => durationOf(result, theme));
  const heads = table.map((cells, row) => {
    const padded = cells.map(({ text, painted }, column) => {
      const widest = widths?.[column] ?? 0;
      return widest === 0 ? '' : painted + ' '.repeat(widest - widthOf(text) + gap);
    });
    return `${padded.join('')}${durations[row]}`.trimEnd();
  });
  const inColumns = heads.every((head) => widthOf(head) <= columns);
  return results.flatMap((result, row) => {
    const cells = table[row] ?? [];
    const apart = [...cells.map(({ painted }) => painted), durations[row] ?? ''];
    const parts = [...(inColumns ? [heads[row] ?? ''] : apart), messageOf(result)];
    return wrap(parts.filter(Boolean), columns, between);
  });
}

function cellsOf(result: Finished, { paint, symbols, link }: Theme, drawBar?: DrawBar): Cell[] {
  const { outcome, snapshot, target } = result;
  const { symbol, tone } = statusSymbolOf(outcome);
  const mark = symbols[symbol];
  const name = targetName(target);
  const failed = snapshot && failedOf(snapshot);
  const counts = snapshot ? recordsOf(snapshot) : '';
  const linked = link(paint.bold(name), snapshot?.url);
  return [
    { text: `${mark} ${name}`, painted: `${paint[tone](mark)} ${linked}` },
    cell(outcomeWords(result), paint[tone]),
    outcome === null ? percentCell(result, paint, drawBar) : cell(''),
    cell(counts, failed === undefined ? undefined : paint.yellow),
  ];
}

function cell(text: string, paint: Paint[keyof Paint] = (plain) => plain): Cell {
  return { text, painted: text && paint(text) };
}

function percentCell({ snapshot }: ResultEvent, paint: Paint, drawBar?: DrawBar): Cell {
  const percent = snapshot && wholePercent(snapshot);
  if (percent === undefined) return cell('');
  const figure = `${percent}%`.padStart(3);
  if (drawBar === undefined) return cell(figure);
  const [done, rest] = drawBar(Math.floor((percent / 100) * barWidth) / barWidth, barWidth);
  const painted = `${paint.cyan(done)}${paint.dim(rest)} ${figure}`;
  return { text: `${done}${rest} ${figure}`, painted };
}

/** The duration and the speed: `in 3m 05s (120/s)`. */
function durationOf(result: Finished, { paint }: Theme): string {
  const { perSecond } = result;
  const speed = perSecond === undefined ? '' : ` (${formatRate(perSecond)})`;
  const duration = durationWords(result);
  return duration === undefined ? '' : paint.dim(duration + speed);
}

/** The service's message, unless the error below contains it too; and the gates. */
function messageOf({ snapshot, error, gates = [] }: ResultEvent): string {
  const message = snapshot?.message ?? '';
  const own = error?.message.includes(message) ? '' : message;
  return [own, gateWords(gates)].filter(Boolean).join(' ');
}
