import { clip } from '../text/fit.ts';
import { widthOf } from '../text/width.ts';
import { wrap, wrapSentence } from '../text/wrap.ts';
import type { Paint, Theme } from '../theme/theme.ts';
import type { RowContent } from './row-content.ts';

interface Space {
  readonly room: number;
  /** The terminal is narrow: facts and texts have a line each. */
  readonly isStacked: boolean;
}

/** The least width of a text next to facts. */
const leastText = 12;
const stopInstead = 'to exit instead: --on-action-required exit';
const indent = '  ';

/**
 * The lines below the line of figures of a single import. `content` is the rest, which that line
 * doesn't show. The reason for a missing answer and the task for a person appear in full, and other
 * texts as far as they fit.
 */
export function linesBelow(
  content: RowContent,
  { room, isStacked }: Space,
  { paint, symbols, link }: Theme,
): readonly string[] {
  const { kind, tone, words, note, page, failed } = content;
  const { separator, ellipsis } = symbols;
  const fitting = (lines: readonly string[]) => lines.map((line) => clip(line, room, ellipsis));
  if (kind === 'outage') {
    const [first = '', ...others] = words;
    const lines = first === '' ? [] : wrap([indent + first, ...others], room, separator);
    return fitting(lines).map((line) => paint[tone](line));
  }
  const inner = room - indent.length;
  const said = [...words, note].filter(Boolean).join(separator);
  const facts = factsOf(content);
  if (kind === 'action-required') {
    const texts = said === '' ? [] : wrapSentence(indent + said, room, indent);
    const quiet = factsThatFit([...facts, stopInstead], inner, separator);
    return [
      ...fitting(texts),
      ...(page === undefined ? [] : [indent + link(clip(page, inner, ellipsis), page)]),
      ...fitting([indent + quiet]).map((line) => paint.dim(line)),
    ];
  }
  const lines = isStacked
    ? [factsThatFit(facts, inner, separator), said]
    : [inOneLine(said, facts, inner, symbols)];
  return fitting(lines.filter(Boolean).map((line) => indent + line)).map((line) =>
    quietExcept(failed, line, paint),
  );
}

/** The most important first. */
function factsOf({ counts, failed, elapsed, rate, finish }: RowContent): readonly string[] {
  const [longest = ''] = counts;
  return [longest.trimStart(), failed, elapsed, rate, finish].filter(Boolean);
}

/** A text, cut if necessary, and behind it the facts that fit. */
function inOneLine(
  said: string,
  facts: readonly string[],
  room: number,
  { separator, ellipsis }: Theme['symbols'],
): string {
  const least = said === '' ? 0 : Math.min(leastText, widthOf(said)) + widthOf(separator);
  const known = factsThatFit(facts, room - least, separator);
  if (said === '' || known === '') return said + known;
  return clip(said, room - widthOf(separator + known), ellipsis) + separator + known;
}

function factsThatFit(facts: readonly string[], room: number, separator: string): string {
  return facts.reduce((known, fact) => {
    const longer = known === '' ? fact : known + separator + fact;
    return widthOf(longer) <= room ? longer : known;
  }, '');
}

/** Failed records stand out. */
function quietExcept(failed: string, line: string, { dim, yellow }: Paint): string {
  const at = failed === '' ? -1 : line.lastIndexOf(failed);
  if (at < 0) return dim(line);
  return dim(line.slice(0, at)) + yellow(failed) + dim(line.slice(at + failed.length));
}
