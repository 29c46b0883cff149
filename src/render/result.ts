import type { ResultEvent } from '../core/events.ts';
import { countsOf, failedOf, wholePercent } from './figures.ts';
import type { DrawBar, Look, Paint } from './look.ts';
import { markOf } from './mark.ts';
import { widthOf } from './width.ts';
import { durationWords, outcomeWords, targetName } from './words.ts';

interface Cell {
  readonly text: string;
  readonly painted: string;
}

const barWidth = 10;
const gap = 2;

/**
 * One line an import, in columns: mark and name, outcome, counts, duration, the service's message.
 * One that goes on shows how far it is, with a bar where `drawBar` is given.
 */
export function resultLines(
  results: readonly ResultEvent[],
  look: Look,
  drawBar?: DrawBar,
): readonly string[] {
  const table = results.map((result) => cellsOf(result, look, drawBar));
  return results.map((result, row) => {
    const parts = (table[row] ?? []).map(({ text, painted }, column) => {
      const widest = Math.max(...table.map((cells) => widthOf(cells[column]?.text ?? '')));
      return widest === 0 ? '' : painted + ' '.repeat(widest - widthOf(text) + gap);
    });
    return [...parts, tailOf(result, look)].join('').trimEnd();
  });
}

function cellsOf(result: ResultEvent, { paint, symbols }: Look, drawBar?: DrawBar): Cell[] {
  const { outcome, snapshot, target } = result;
  const { symbol, tone } = markOf(outcome);
  const mark = symbols[symbol];
  const name = targetName(target);
  const failed = snapshot && failedOf(snapshot);
  const counts = [snapshot && countsOf(snapshot), failed].filter(Boolean).join(', ');
  return [
    { text: `${mark} ${name}`, painted: `${paint[tone](mark)} ${paint.bold(name)}` },
    cell(outcomeWords(result), paint[tone]),
    outcome === null ? percentCell(result, paint, drawBar) : cell(''),
    cell(counts, failed === undefined ? undefined : paint.yellow),
  ];
}

function cell(text: string, paint: Paint[keyof Paint] = (plain) => plain): Cell {
  return { text, painted: paint(text) };
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

/** What may be long, and therefore stands in no column. */
function tailOf(result: ResultEvent, { paint }: Look): string {
  const duration = durationWords(result);
  return [duration && paint.dim(duration), result.snapshot?.message]
    .filter(Boolean)
    .join(' '.repeat(gap));
}
