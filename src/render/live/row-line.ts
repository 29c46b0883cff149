import type { Row } from '../state/view.ts';
import { clip, clipMiddle, padEnd, padStart } from '../text/fit.ts';
import { widthOf } from '../text/width.ts';
import type { DrawBar, Theme, Tone } from '../theme/theme.ts';
import { type Columns, gap, markWidth } from './columns.ts';
import type { RowContent } from './row-content.ts';

/** How a frame is drawn. */
export interface Look {
  readonly theme: Theme;
  readonly drawBar: DrawBar;
}

const space = ' '.repeat(gap);
/** The least width of what a person has to do, next to how long it has been waiting. */
const leastBeforeSince = 24;

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
    const text = wordsText(row, content, after(0), look.theme);
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
  if (words.length > 0) {
    const taken = (columns.bar && columns.bar + gap) + (columns.percent && columns.percent + gap);
    const text = wordsThatFit(words, Math.max(0, after(taken)), symbols);
    cells.push([paint[content.tone](text), Math.max(0, after(taken))]);
  } else {
    const counts = content.counts.find((form) => fits(form, columns.counts)) ?? '';
    const notes = [counts === '' ? failed : '', note].filter(Boolean).join(symbols.separator);
    cells.push(
      [withTones(counts, look.theme), columns.counts],
      [fits(rate, columns.rate) ? paint.dim(padStart(rate, columns.rate)) : '', columns.rate],
      [fits(left, columns.left) ? withTones(left, look.theme) : '', columns.left],
      [fits(finish, columns.finish) ? paint.dim(finish) : '', columns.finish],
      [paint.dim(clip(notes, columns.note, symbols.ellipsis)), columns.note],
    );
  }
  return joined(cells);
}

/** Highlights the figure in `~13s left` and `usually 4m 00s`, and failed records, as in `x26`. */
function withTones(text: string, { paint, symbols }: Theme): string {
  return text
    .replace(/ left$|usually /, (unit) => paint.dim(unit))
    .replace(/x([\d.,]+[kM]?)$/, (_, count) => paint.yellow(symbols.failed + count));
}

/** The text that replaces all columns. An import that ended has the form of its result. */
function wordsText(
  { result }: Row,
  { words, failed, tone, kind, elapsed }: RowContent,
  room: number,
  { paint, symbols }: Theme,
): string {
  const [state = '', ...others] = words;
  const separator = result ? space : symbols.separator;
  const joinedTo = (first: string) => [first, ...others, failed].filter(Boolean).join(separator);
  // The service's own word in parentheses is the first to go.
  const isWhole = result !== undefined || fits(joinedTo(state), room);
  const shown = isWhole ? state : state.replace(/ \([^)]*\)$/, '');
  const whole = joinedTo(shown);
  const since = kind === 'action-required' && elapsed !== '' ? separator + elapsed : '';
  const before = room - widthOf(since);
  const isRoomy = before >= Math.min(leastBeforeSince, widthOf(whole));
  const text = isRoomy
    ? clip(whole, before, symbols.ellipsis) + since
    : clip(whole, room, symbols.ellipsis);
  if (tone === calm) return text;
  return paint[tone](text.slice(0, shown.length)) + text.slice(shown.length);
}

export function fits(text: string, width: number): boolean {
  return widthOf(text) <= width;
}

/** Without those at the end that would be cut, except the first. */
function wordsThatFit(
  [first = '', ...others]: readonly string[],
  room: number,
  { separator, ellipsis }: Theme['symbols'],
): string {
  return others.reduce(
    (known, text) => (fits(known + separator + text, room) ? known + separator + text : known),
    clip(first, room, ellipsis),
  );
}

/** The tone of an import that needs no attention. Its name is dimmed. */
const calm: Tone = 'cyan';

/** The mark and the name, which links to the import's page if there is one. */
function nameText(
  { name, snapshot }: Row,
  { mark, tone }: RowContent,
  width: number,
  { paint, symbols, link }: Theme,
): string {
  const clipped = clipMiddle(name, width, symbols.ellipsis);
  const painted = tone === calm ? paint.dim(clipped) : clipped;
  return `${paint[tone](mark)} ${link(painted, snapshot?.url)}`;
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
