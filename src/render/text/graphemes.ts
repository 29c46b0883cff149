let segmenter: Intl.Segmenter | undefined;

/** The characters as a reader sees them. The segmenter is slow to make, and mostly not needed. */
export function graphemesOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
