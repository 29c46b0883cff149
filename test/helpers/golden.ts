import { Chalk } from 'chalk';
import { expect } from 'vitest';
import { loadGlyphs } from '../../src/adapters/terminal/glyphs.ts';
import { createLiveView } from '../../src/adapters/terminal/live-view.ts';
import type { WatchEvent } from '../../src/core/model/events.ts';
import { mostSeriousExitCode } from '../../src/core/model/outcome.ts';
import { resultFollowUp, resumeLines } from '../../src/render/result/follow-up-lines.ts';
import { closingLine, resultLines } from '../../src/render/result/result.ts';
import { createResultCollector } from '../../src/render/result/result-collector.ts';
import { noPaint, type Paint, type Theme, themeOf } from '../../src/render/theme/theme.ts';
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
      if (unicode) parts.push(`[${columns} columns, colours]`, ...painted.styles, '');
    }
  }
  return parts.join('\n');
}

/** The live view at `atMs` epoch ms, after the events up to then. */
export function goldenView(
  events: readonly WatchEvent[],
  atMs: number,
  rows = 24,
): Promise<string> {
  return golden(async (screen, look, unicode) => {
    let nowMs = 0;
    let repaint = (): void => {};
    const glyphs = loadGlyphs(unicode);
    const view = createLiveView(screen.stream, {
      theme: look,
      unicode,
      glyphs,
      now: () => nowMs,
      offsetMinutes: 0,
      keepPainting(paint) {
        repaint = paint;
        return () => {};
      },
    });
    await glyphs;
    for (const event of events.filter(({ at }) => at <= atMs)) {
      nowMs = event.at;
      view.handle(event);
    }
    nowMs = atMs;
    repaint();
    return view.stop;
  }, rows);
}

/** The lines that remain at the end, on one screen. */
export function goldenEnd(events: readonly WatchEvent[]): Promise<string> {
  return golden(async ({ stream }, look) => {
    const closing = createResultCollector();
    for (const event of events) if (event.type !== 'end') closing.on(event);
    const { columns } = stream;
    const all = closing.all();
    const lines = resultLines(all, look, { columns });
    const shown = all.flatMap((result, index) => [
      ...(lines[index] ?? []),
      ...resultFollowUp(result, look, { below: true, columns }),
    ]);
    const exitCode = mostSeriousExitCode(all);
    const last = [closingLine(all, exitCode, look) ?? [], resumeLines(all, look, { columns })];
    for (const line of [...shown, ...last.flat()]) stream.write(`${line}\n`);
    return () => {};
  }, 24);
}
