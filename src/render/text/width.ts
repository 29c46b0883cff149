import { eastAsianWidth } from 'get-east-asian-width';

/** ASCII, Latin letters and the symbols used here: one column each, and nearly all text. */
const narrow = /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u02FF\u2026\u2500-\u25FC\u2714\u2716]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colors and links begin with one
const unseen = /\u001B(?:\[[0-9;]*m|\]8;[^\u001B]*\u001B\\)/g;

/** The columns of a plain text in a terminal. Colors and links take no columns. */
export function widthOf(text: string): number {
  const bare = text.includes('\u001B') ? text.replace(unseen, '') : text;
  if (narrow.test(bare)) return bare.length;
  return graphemesOf(bare).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/**
 * Terminals disagree about characters made of several code points, such as Thai and Hindi syllables
 * and emoji with a skin tone. Some draw one sign, others each part. The larger width counts, so no
 * line is ever wider than the terminal.
 */
function graphemeWidth(grapheme: string): number {
  const parts: number[] = Array.from(grapheme, (part) =>
    isUnspaced(part) ? 0 : eastAsianWidth(part.codePointAt(0) ?? 0),
  );
  const sum = parts.reduce((width, part) => width + part, 0);
  return isPictured(grapheme) ? Math.max(2, sum) : sum;
}

// Patterns with Unicode properties are slow to make, so these are made when they are first used.

/** Takes no column: marks above and below a letter, joiners, variation selectors. */
const isUnspaced = (part: string) => /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}]$/u.test(part);
/** Flags, and signs that are drawn as emoji. */
const isPictured = (grapheme: string) => /^\p{Regional_Indicator}{2}|\uFE0F/u.test(grapheme);

let segmenter: Intl.Segmenter | undefined;

/** The characters as readers see them. The segmenter is slow to create, and rarely needed. */
export function graphemesOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
