import { Chalk } from 'chalk';
import { expect } from 'vitest';
import { loadGlyphs } from '../../src/adapters/terminal/glyphs.ts';
import { createLiveView } from '../../src/adapters/terminal/live-view.ts';
import { createPresenter } from '../../src/cli/output/presenter.ts';
import type { World } from '../../src/cli/world.ts';
import type { WatchEvent } from '../../src/core/model/events.ts';
import { asConfigured } from '../../src/render/result/resume.ts';
import { noPaint, type Paint, type Theme, themeOf } from '../../src/render/theme/theme.ts';
import { quietWorld } from './quiet-world.ts';
import { createScreen, type MemoryScreen } from './screen.ts';

/** Shows something. Returns a function that ends it. */
type Show = (screen: MemoryScreen, look: Theme, unicode: boolean) => Promise<() => void>;

/**
 * What terminals of 40, 80, 100, 120 and 200 columns show: first in Unicode, below it the style of
 * each cell (letters as in `Screen.styles`), then in ASCII. Colors never change the text.
 */
async function golden(show: Show, rows: number): Promise<string> {
  const on = async (columns: number, paint: Paint, unicode: boolean) => {
    const screen = createScreen(columns, rows);
    const stop = await show(screen, themeOf(paint, unicode), unicode);
    const shown = { rows: await screen.all(), styles: await screen.styles() };
    stop();
    return shown;
  };
  const parts: string[] = [];
  for (const columns of [40, 80, 100, 120, 200]) {
    for (const unicode of [true, false]) {
      const bare = await on(columns, noPaint, unicode);
      const painted = await on(columns, new Chalk({ level: 1 }), unicode);
      expect(painted.rows).toEqual(bare.rows);
      if (!unicode) expect(bare.rows.join('')).toMatch(/^\p{ASCII}+$/u);
      parts.push(`[${columns} columns${unicode ? '' : ', ASCII'}]`, ...bare.rows, '');
      if (unicode) parts.push(`[${columns} columns, colors]`, ...painted.styles, '');
    }
  }
  return parts.join('\n');
}

/** A live view in time that only passes when told. */
async function openView(
  { stream }: MemoryScreen,
  events: readonly WatchEvent[],
  theme: Theme,
  unicode: boolean,
) {
  let nowMs = Number.NEGATIVE_INFINITY;
  let repaint = (): void => {};
  const glyphs = loadGlyphs(unicode);
  const view = createLiveView(stream, {
    theme,
    unicode,
    glyphs,
    now: () => nowMs,
    offsetMinutes: 0,
    inForeground: () => true,
    keepPainting(paint) {
      repaint = paint;
      return () => {};
    },
  });
  await glyphs;
  return {
    stop: view.stop,
    /** Time passes until `atMs` epoch ms. */
    pass(atMs: number): void {
      for (const event of events.filter(({ at }) => at > nowMs && at <= atMs)) {
        nowMs = event.at;
        view.handle(event);
      }
      nowMs = atMs;
      repaint();
    },
  };
}

/** The live view `atMs` epoch ms, after the events that came before. */
export function goldenView(
  events: readonly WatchEvent[],
  atMs: number,
  rows = 24,
): Promise<string> {
  return golden(async (screen, theme, unicode) => {
    const view = await openView(screen, events, theme, unicode);
    view.pass(atMs);
    return view.stop;
  }, rows);
}

/** A time in epoch ms, and the width of the terminal from then on. */
export type Moment = readonly [atMs: number, columns?: number];

/** What a terminal shows at these times, with what has scrolled out of it. */
export async function goldenStory(
  events: readonly WatchEvent[],
  moments: readonly Moment[],
  columns = 80,
): Promise<string> {
  const screen = createScreen(columns);
  const view = await openView(screen, events, themeOf(noPaint, true), true);
  const shown: string[] = [];
  for (const [atMs, wider] of moments) {
    if (wider !== undefined) await screen.resize(wider, 24);
    view.pass(atMs);
    const seconds = `${(atMs - (events[0]?.at ?? 0)) / 1000} s`;
    const now = wider === undefined ? seconds : `${seconds}, resized to ${wider} columns`;
    shown.push(`[${now}]`, ...(await screen.all()), '');
  }
  view.stop();
  return shown.join('\n');
}

/** What stays on a terminal when all is over: what the program prints on stdout and stderr. */
export function goldenEnd(events: readonly WatchEvent[]): Promise<string> {
  return golden(async ({ stream }, { paint }, unicode) => {
    const writer = {
      isTerminal: true,
      isBehind: false,
      columns: stream.columns,
      write: stream.write,
      writeExactly: stream.write,
    };
    const env = { TERM: 'xterm', LANG: unicode ? 'C.UTF-8' : 'C' };
    const silent = { handle() {}, log() {}, stop() {} };
    const world: World = {
      ...quietWorld(),
      stdout: writer,
      stderr: writer,
      env: paint === noPaint ? { ...env, NO_COLOR: '1' } : env,
      loadPaint: async () => paint,
      openLiveView: async () => silent,
    };
    const imports = events.filter(({ type }) => type === 'start').length;
    const resume = { ...asConfigured, last: true };
    const presenter = await createPresenter({ once: false, resume, imports }, world);
    for (const event of events) presenter.handle(event);
    return () => {};
  }, 40);
}
