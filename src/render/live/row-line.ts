import type { Row } from '../state/view.ts';
import { clip, clipMiddle, padEnd, padStart } from '../text/fit.ts';
import { widthOf } from '../text/width.ts';
import type { DrawBar, Theme } from '../theme/theme.ts';
import { type Columns, gap, markWidth } from './columns.ts';
import type { RowContent } from './row-content.ts';

/** How a frame is drawn. */
export interface Look {
  readonly theme: Theme;
  readonly drawBar: DrawBar;
}

const space = ' '.repeat(gap);

/** One import in columns, or with text instead of them. Without spaces at its end. */
export function rowLine(
  row: Row,
  content: RowContent,
  columns: Columns,
  room: number,
  look: Look,
): string {
  const { paint, symbols } = look.theme;
  const { progress, words, left, rate, finish, note, failed } = content;
  if (room < markWidth + gap) return clip(row.name, room, symbols.ellipsis);
  const name = nameText(row, content, columns.name, look.theme);
  const after = (taken: number) => room - markWidth - columns.name - gap - taken;
  if (!progress) {
    const text = clip(
      [...words, failed].filter(Boolean).join(symbols.separator),
      after(0),
      symbols.ellipsis,
    );
    return text === '' || after(0) < 4
      ? name
      : joined([
          [name, columns.name + markWidth],
          [text, after(0)],
        ]);
  }
  const percent = paint.bold(padStart(percentText(content), columns.percent));
  const cells: [text: string, width: number][] = [
    [name, columns.name + markWidth],
    [barText(content, columns.bar, look), columns.bar],
    [columns.percent ? percent : '', columns.percent],
  ];
  const isShort = (text: string, width: number) => widthOf(text) <= width;
  if (words.length > 0) {
    const taken = (columns.bar && columns.bar + gap) + (columns.percent && columns.percent + gap);
    const text = clip(words.join(symbols.separator), Math.max(0, after(taken)), symbols.ellipsis);
    cells.push([paint[content.tone](text), Math.max(0, after(taken))]);
  } else {
    const counts = content.counts.find((form) => isShort(form, columns.counts)) ?? '';
    const notes = [counts === '' ? failed : '', note].filter(Boolean).join(symbols.separator);
    cells.push(
      [counts, columns.counts],
      [isShort(rate, columns.rate) ? paint.dim(padStart(rate, columns.rate)) : '', columns.rate],
      [isShort(left, columns.left) ? left : '', columns.left],
      [isShort(finish, columns.finish) ? paint.dim(finish) : '', columns.finish],
      [paint.dim(clip(notes, columns.note, symbols.ellipsis)), columns.note],
    );
  }
  return joined(cells);
}

/** The mark and the name, which links to the import's page if there is one. */
function nameText(
  { name, snapshot }: Row,
  { mark, tone }: RowContent,
  width: number,
  { paint, symbols, link }: Theme,
): string {
  const clipped = clipMiddle(name, width, symbols.ellipsis);
  return `${paint[tone](mark)} ${link(clipped, snapshot?.url)}`;
}

/** `40%`, or `~40%` for an estimate. */
function percentText({ progress }: RowContent): string {
  return progress ? `${progress.estimated ? '~' : ''}${progress.percent}%` : '';
}

/** Rounded down: a bar is full only at 100 %. */
export function barText({ progress }: RowContent, width: number, { theme, drawBar }: Look): string {
  if (width <= 0 || !progress) return '';
  const { paint, symbols } = theme;
  const { percent, estimated, stale } = progress;
  const halves = Math.floor((percent / 100) * width * 2);
  const [done, rest] = drawBar(Math.floor(halves / 2) / width, width);
  const half = halves % 2 === 1 && symbols.barHalf ? symbols.barHalf : '';
  const tone = estimated || stale ? 'dim' : percent === 100 ? 'green' : 'cyan';
  return paint[tone](done + half) + paint.dim(rest.slice(half.length));
}

function joined(cells: readonly (readonly [text: string, width: number])[]): string {
  const kept = cells.filter(([, width]) => width > 0);
  const last = kept.findLastIndex(([text]) => text !== '');
  return kept
    .slice(0, last + 1)
    .map(([text, width], index) => (index === last ? text : padEnd(text, width)))
    .join(space)
    .trimEnd();
}
