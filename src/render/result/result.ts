import type { ResultEvent } from '../../core/model/events.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { gateWords } from '../../core/model/records/gates.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { longestMs } from '../state/longest.ts';
import { failedOf, formatRate, recordsOf, wholePercent } from '../text/formatters.ts';
import { isOver, outcomeWords, shortResult, tookWords } from '../text/result-words.ts';
import { widthOf } from '../text/width.ts';
import { targetName } from '../text/words.ts';
import { wrap, wrapSentence } from '../text/wrap.ts';
import { statusSymbolOf } from '../theme/status-symbol.ts';
import type { DrawBar, Paint, Theme } from '../theme/theme.ts';
import type { Finished } from './result-collector.ts';

interface Cell {
  readonly text: string;
  readonly painted: string;
}

const barWidth = 10;
const between = '  ';
const indent = '  ';

export interface ResultLayout {
  /** For the bar of a running import. */
  readonly drawBar?: DrawBar | undefined;
  /** The width of the terminal. Absent if lines may be of any width. */
  readonly columns?: number | undefined;
}

/**
 * The lines of each import, in columns: symbol and name, outcome, records, duration and speed. Then
 * the service's message and the gates, on lines of their own in a terminal. A running import shows
 * its progress. An outcome in many words goes beyond its column, and may wrap. If the terminal is too
 * narrow for the columns of the others, each line is laid out by itself.
 */
export function resultLines(
  results: readonly Finished[],
  theme: Theme,
  { drawBar, columns = Infinity }: ResultLayout = {},
): readonly (readonly string[])[] {
  const table = results.map((result) => cellsOf(result, theme, drawBar));
  const isLong = results.length > 1 ? table.map(hasLongOutcome) : [];
  const inColumns = table.filter((_, row) => !isLong[row]);
  const widths = [0, 1, 2, 3, 4].map((column) =>
    widest((column === 0 ? table : inColumns).map((cells) => cells[column]?.text)),
  );
  const inOneRow = (cells: readonly Cell[]) =>
    cells
      .map((cell, column) => padded(cell, widths[column] ?? 0) + (widths[column] ? between : ''))
      .join('')
      .trimEnd();
  const heads = inColumns.map(inOneRow);
  const isTable = heads.every((head) => widthOf(head) <= columns);
  return results.map((result, row) => {
    const cells = table[row] ?? [];
    const width = isTable ? (widths[0] ?? 0) : 0;
    const parts = cells
      .map((cell, column) => padded(cell, column === 0 ? width : 0))
      .filter((part) => part !== '');
    const head = isTable && !isLong[row] ? [inOneRow(cells)] : parts;
    const messages = messagesOf(result);
    if (columns === Infinity) return [[...head, ...messages].join(between)];
    const below = messages.flatMap((message) => wrapSentence(`${indent}${message}`, columns));
    return [...wrap(head, columns, between), ...below];
  });
}

const mostOutcome = 'partially succeeded'.length;

/** Its column would leave a hole in all other lines. */
function hasLongOutcome([, outcome, progress]: readonly Cell[]): boolean {
  return progress?.text === '' && widthOf(outcome?.text ?? '') > mostOutcome;
}

function padded({ text, painted }: Cell, width: number): string {
  return painted + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function widest(texts: readonly (string | undefined)[]): number {
  return texts.reduce((most, text = '') => Math.max(most, widthOf(text)), 0);
}

/** They explain no exit code: a signal does, which ends the whole watch. */
const blameless: readonly (Outcome | null)[] = ['succeeded', 'interrupted', null];

/**
 * The last line of several imports: `2 succeeded, 2 failed in 23s · exit code 1 (shop:7 failed)`.
 * `undefined` for one.
 */
export function closingLine(
  results: readonly ResultEvent[],
  exitCode: number,
  { symbols }: Pick<Theme, 'symbols'>,
): string | undefined {
  if (results.length < 2) return undefined;
  const counts = new Map<string, number>();
  for (const result of results) {
    const word = shortResult(result);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const counted = [...counts].map(([word, count]) => `${count} ${countable(word)}`).join(', ');
  const isWatch = results.some(({ outcome }) => outcome !== null);
  const durationMs = longestMs(results);
  const within = results.every(isOver) ? 'in' : 'after';
  const took = isWatch && durationMs > 0 ? ` ${within} ${formatDuration(durationMs)}` : '';
  const cause = results.find(
    (each) => each.exitCode === exitCode && !blameless.includes(each.outcome),
  );
  const why = cause ? ` (${targetName(cause.target)} ${shortResult(cause)})` : '';
  return `${counted}${took}${symbols.separator}exit code ${exitCode}${why}`;
}

/** `no status yet`, but `1 with no status yet`. */
function countable(word: string): string {
  return word.replace(/^(?=no status|no usable|unknown status)/, 'with ');
}

function cellsOf(result: Finished, { paint, symbols, link }: Theme, drawBar?: DrawBar): Cell[] {
  const { outcome, snapshot, target } = result;
  const { symbol, tone } = statusSymbolOf(outcome);
  const mark = symbols[symbol];
  const name = targetName(target);
  const failed = snapshot && failedOf(snapshot);
  const counts = snapshot ? recordsOf(snapshot) : '';
  const linked = link(name, snapshot?.url);
  return [
    { text: `${mark} ${name}`, painted: `${paint[tone](mark)} ${linked}` },
    cell(outcomeWords(result), paint[tone]),
    outcome === null ? percentCell(result, paint, drawBar) : cell(''),
    cell(counts, failed === undefined ? undefined : paint.yellow),
    cell(durationOf(result), paint.dim),
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

/** The duration and the speed: `3m 05s (120/s)`. */
function durationOf(result: Finished): string {
  const { perSecond } = result;
  const speed = perSecond === undefined ? '' : ` (${formatRate(perSecond)})`;
  const duration = tookWords(result);
  return duration === undefined ? '' : duration + speed;
}

/** The service's message, unless the error below contains it too, and the gates. */
function messagesOf({ snapshot, error, gates = [] }: ResultEvent): readonly string[] {
  const message = snapshot?.message ?? '';
  const own = error?.message.includes(message) ? '' : message;
  return [own, gateWords(gates)].filter(Boolean);
}
