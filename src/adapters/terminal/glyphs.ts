import { type DrawBar, noPaint, themeOf } from '../../render/theme/theme.ts';

/** Only a terminal needs this, so it is loaded late. */
export interface Glyphs {
  readonly drawBar: DrawBar;
  /** The spinner's glyph at a time in ms. */
  readonly spinner: (atMs: number) => string;
}

export async function loadGlyphs(unicode: boolean): Promise<Glyphs> {
  const [{ spinners }, drawBar] = await Promise.all([import('ora'), loadBar(unicode)]);
  const { frames, interval } = unicode ? spinners.dots : spinners.line;
  return {
    drawBar,
    spinner: (atMs) => frames[Math.floor(atMs / interval) % frames.length] ?? '',
  };
}

/** The bar of cli-progress. */
export async function loadBar(unicode: boolean): Promise<DrawBar> {
  const { barDone, barRest } = themeOf(noPaint, unicode).symbols;
  const { Format } = (await import('cli-progress')).default;
  return (fraction, width) => {
    const bar = Format.BarFormat(fraction, {
      barsize: width,
      barCompleteString: barDone.repeat(width),
      barIncompleteString: barRest.repeat(width),
      barGlue: '\n',
    });
    const [done = '', rest = ''] = bar.split('\n');
    return [done, rest];
  };
}
