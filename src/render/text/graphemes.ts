let segmenter: Intl.Segmenter | undefined;

/** The characters as readers see them. The segmenter is slow to create, and rarely needed. */
export function graphemesOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
