import { describe, expect, it, test } from 'vitest';
import { loadGlyphs } from '../../../src/adapters/terminal/glyphs.ts';
import { createLiveView } from '../../../src/adapters/terminal/live-view.ts';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import type { Target } from '../../../src/core/model/target.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { createScreen } from '../../helpers/screen.ts';
import { chat, progress, result, shop, start, warning } from '../../render/sample-events.ts';

const glyphs = loadGlyphs(true);

/** A live view on a terminal that already shows a prompt, in time that only passes when told. */
async function open(columns = 80, rows = 24) {
  const screen = createScreen(columns, rows);
  screen.stream.write('$ importwatch wait\n');
  let nowMs = noon;
  let repaint = (): void => {};
  let painting = true;
  let foreground = true;
  const view = createLiveView(screen.stream, {
    theme: themeOf(noPaint, true),
    unicode: true,
    glyphs,
    now: () => nowMs,
    inForeground: () => foreground,
    keepPainting(paint) {
      repaint = paint;
      return () => {
        painting = false;
      };
    },
  });
  await glyphs;
  return {
    ...screen,
    view,
    isPainting: () => painting,
    setForeground(is: boolean) {
      foreground = is;
    },
    /** Many events, one frame. */
    tell(...events: WatchEvent[]) {
      events.forEach(view.handle);
      repaint();
    },
    repaint: () => repaint(),
    pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 80) {
        nowMs += Math.min(80, ms - passed);
        repaint();
      }
    },
  };
}

const halfway = progress({ completed: 2500, total: 5000 });

const targets = (count: number): Target[] =>
  Array.from({ length: count }, (_, index) => ({ ...shop, id: String(index) }));

test('a view is painted below the existing lines', async () => {
  const { tell, rows, cursor, view } = await open();
  tell(start(), halfway);
  expect(await rows()).toEqual([
    '$ importwatch wait',
    '⠋ shop:123  ━━━━━━━━━━━━━━──────────────   50%  2,500/5,000',
    '  0s elapsed',
  ]);
  expect(await cursor()).toEqual({ visible: false, row: 3, column: 0 });
  view.stop();
});

test('a replay counts from the time of its recording, while its spinner turns as usual', async () => {
  const { stream, rows } = createScreen();
  const view = createLiveView(stream, {
    theme: themeOf(noPaint, true),
    unicode: true,
    glyphs,
    now: () => noon + 3_600_000 + 80,
    eventTime: () => noon + 1000,
    inForeground: () => true,
    keepPainting: () => () => {},
  });
  await glyphs;
  view.handle(start());
  expect(await rows()).toEqual(['⠙ shop:123  polling…', '  1s elapsed']);
  view.stop();
});

test('a spinner turns and time passes without events', async () => {
  const { tell, rows, pass, view } = await open();
  tell(start());
  const seen = new Set<string | undefined>();
  for (let frame = 0; frame < 10; frame++) {
    pass(80);
    seen.add((await rows())[1]);
  }
  expect(seen.size).toBe(10);
  pass(62_000);
  expect((await rows())[1]).toMatch(/^\S shop:123 {2}polling…$/);
  view.stop();
});

test('nothing is written while nothing changes', async () => {
  const { tell, written, pass, repaint, view } = await open();
  tell(start(), halfway);
  const before = written().length;
  for (let frame = 0; frame < 10; frame++) repaint();
  expect(written().length).toBe(before);
  pass(80);
  expect(written().length).toBeGreaterThan(before);
  view.stop();
});

test('many events between two frames are painted once', async () => {
  const { view, written, pass } = await open();
  view.handle(start());
  const before = written().length;
  for (let completed = 0; completed < 100; completed++) {
    view.handle(progress({ completed, total: 5000 }));
  }
  expect(written().length).toBe(before);
  pass(80);
  expect(written().slice(before)).toContain('99/5,000');
  view.stop();
});

test('a frame fits a terminal that was resized without an event', async () => {
  const { tell, resize, all, pass, view } = await open();
  tell(start(), halfway);
  await resize(40, 24, false);
  pass(1000);
  expect(await all()).toEqual([
    '$ importwatch wait',
    expect.stringMatching(/^\S shop:123 {10}50%$/),
    '  ━━━━━━━━━━━━━━━━━━╸──────────────────',
    '  2,500/5,000 · 1s elapsed',
  ]);
  view.stop();
});

test('frames are written over, never blanked first', async () => {
  const { tell, written, pass, view } = await open();
  tell(start(), halfway);
  const before = written().length;
  pass(5000);
  expect(written().slice(before)).not.toContain('\u001B[2K');
  const afterErasures = written().slice(before).split('\u001B[J').slice(1);
  expect(afterErasures).not.toHaveLength(0);
  for (const rest of afterErasures) expect(rest).toMatch(/^.\[\?2026l/);
  view.stop();
});

test('a frame is shown in one piece by terminals that support it', async () => {
  const { tell, written, resize, pass, view } = await open();
  const before = written().length;
  tell(start(), halfway, warning());
  pass(3000);
  await resize(40, 24);
  const frames = written().slice(before).split('\u001B[?2026h');
  expect(frames.shift()).toBe('');
  expect(frames.length).toBeGreaterThan(5);
  for (const frame of frames) expect(frame.indexOf('\u001B[?2026l')).toBe(frame.length - 8);
  view.stop();
});

test('nothing is erased from the top of the screen to its end, which tmux would keep', async () => {
  const { tell, written, resize, view, pass } = await open();
  tell(...Array.from({ length: 30 }, (_, id) => start({ ...shop, id: String(id) })));
  view.log('A line that stays');
  pass(100);
  await resize(40, 12);
  pass(100);
  view.stop();
  expect(written()).toContain('\u001B[J');
  expect(written()).not.toMatch(/\[\d+A.\[J/);
});

test('a resize during a run leaves nothing behind', async () => {
  const { tell, rows, all, resize, view, pass } = await open();
  tell(start(shop), start(chat), halfway, progress({ percent: 10 }, { target: chat }));
  await resize(40, 24);
  expect(await rows()).toEqual([
    '$ importwatch wait',
    'Waiting for 2 imports · 2 running',
    '  ⠋ shop:123  ━━━━━━━━━╸─────────   50%',
    '  ⠋ chat      ━╸─────────────────   10%',
  ]);
  pass(1000);
  await resize(80, 24);
  expect(await rows()).toEqual([
    '$ importwatch wait',
    'Waiting for 2 imports · 2 running · 1s elapsed',
    '  ⠹ shop:123  ━━━━━━━━━━━━━─────────────   50%  2,500/5,000',
    '  ⠹ chat      ━━╸───────────────────────   10%',
  ]);
  for (const columns of [33, 20, 61, 8, 120, 40, 80]) await resize(columns, 24);
  view.stop();
  expect(await all()).toEqual(['$ importwatch wait']);
});

test('a row is erased before it becomes shorter and after a resize: tmux would wrap it as it was', async () => {
  const { tell, written, resize, view } = await open(80, 24);
  const since = async (act: () => unknown) => {
    const before = written().length;
    await act();
    return written().slice(before);
  };
  tell(start(), halfway);
  const longer = await since(() => tell(progress({ completed: 2600, total: 50_000 })));
  expect(longer).not.toContain('A\u001B[K');
  const shorter = await since(() => tell(progress({})));
  expect(shorter).toContain('\u001B[2A\u001B[K');
  const resized = await since(() => resize(30, 24));
  expect(resized).toContain('\u001B[3A\u001B[K\n\u001B[K\n\u001B[K\n\r\u001B[3A');
  view.stop();
});

test('a terminal that becomes lower and higher shows what fits', async () => {
  const { tell, rows, resize, view } = await open(60, 24);
  tell(...targets(20).map((target) => start(target)));
  await resize(60, 8);
  const lines = await rows();
  expect(lines).toHaveLength(7);
  expect(lines[6]).toBe('  … and 15 more');
  view.stop();
});

test('more imports than rows never scroll', async () => {
  const { tell, rows, all, pass, view } = await open(80, 24);
  tell(...targets(100).map((target) => start(target)));
  const firstFrame = await all();
  tell(...targets(100).map((target) => progress({ percent: 50 }, { target })));
  pass(10_000);
  tell(...targets(90).map((target) => result({ target })));
  expect(await all()).toHaveLength(firstFrame.length);
  expect((await rows()).at(-1)).toBe('  … and 79 more');
  view.stop();
  expect(await all()).toEqual(['$ importwatch wait']);
});

test.each([
  [10, 12],
  [10, 6],
  [3, 4],
])('eight imports leave nothing behind at %i columns and %i rows', async (columns, height) => {
  const { tell, rows, all, pass, view } = await open(columns, height);
  const prompt = await all();
  tell(...targets(8).map((target) => start(target)));
  for (const percent of [10, 50, 90]) {
    tell(...targets(8).map((target) => progress({ percent, message: 'Busy.' }, { target })));
    pass(1000);
  }
  tell(...targets(3).map((target) => result({ target, outcome: 'failed' })));
  pass(1000);
  expect((await rows()).length).toBeLessThanOrEqual(height);
  view.stop();
  expect((await all()).slice(0, prompt.length)).toEqual(prompt);
  expect((await all()).slice(prompt.length).join('').trim()).toBe('');
});

test('warnings and other lines stay above, whatever their width', async () => {
  const { tell, rows, view } = await open(40);
  tell(start(), halfway, warning({ message: 'Nothing has changed for 10m; it may be stuck.' }));
  view.log('GET https://shop.example 200 12 ms');
  expect(await rows()).toEqual([
    '$ importwatch wait',
    '! shop:123: Nothing has changed for 10m;',
    '  it may be stuck.',
    'GET https://shop.example 200 12 ms',
    '⠋ shop:123          50%',
    '  ━━━━━━━━━━━━━━━━━━╸──────────────────',
    '  2,500/5,000 · 0s elapsed',
  ]);
  view.stop();
});

describe('an import that needs a person', () => {
  const message = 'Confirm it.';
  const waits = (target = shop) => progress({ state: 'action-required', message }, { target });
  const notice = warning({ code: 'action-required', message });
  const said = (rows: readonly string[]) => rows.filter((row) => row.includes(message));

  it('says so itself, and once, if it is alone', async () => {
    const { tell, rows, view } = await open();
    tell(start(), waits(), notice);
    expect(said(await rows())).toEqual([`  ${message}`]);
    view.stop();
  });

  it('says so above the others as well, where all of it has room', async () => {
    const { tell, rows, view } = await open();
    tell(start(), start(chat), waits(), notice);
    expect(said(await rows())[0]).toBe(`! shop:123: ${message}`);
    view.stop();
  });

  it('says so in a line of its own in the background', async () => {
    const { tell, rows, setForeground, view } = await open();
    setForeground(false);
    tell(start(), waits(), notice);
    expect(said(await rows())).toEqual([`! shop:123: ${message}`]);
    view.stop();
  });
});

test('at the end it is gone, and the cursor is back where it was', async () => {
  const { tell, rows, cursor, pass, view } = await open();
  tell(start(), halfway);
  pass(1000);
  tell(result());
  view.stop();
  expect(await rows()).toEqual(['$ importwatch wait']);
  expect(await cursor()).toEqual({ visible: true, row: 1, column: 0 });
});

test('after the end nothing is written any more', async () => {
  const { tell, written, resize, pass, isPainting, view } = await open();
  tell(start(), halfway);
  view.stop();
  const before = written();
  tell(progress({ completed: 3000, total: 5000 }), warning());
  view.log('late');
  pass(1000);
  await resize(40, 24);
  view.stop();
  expect(written()).toBe(before);
  expect(isPainting()).toBe(false);
});

test('events from before the glyphs were loaded are painted then', async () => {
  const screen = createScreen();
  const view = createLiveView(screen.stream, { theme: themeOf(noPaint, false), unicode: false });
  view.handle(start());
  view.log('a line');
  view.handle(halfway);
  expect(screen.written()).toBe('a line\n');
  await expect.poll(() => screen.rows()).toHaveLength(3);
  expect((await screen.rows())[1]).toMatch(/ shop:123 {2}#+-+ {3}50%/);
  view.stop();
});

test('a view that was stopped before it could paint has left no trace', async () => {
  const screen = createScreen();
  const view = createLiveView(screen.stream, {
    theme: themeOf(noPaint, true),
    unicode: true,
    glyphs,
  });
  view.handle(start());
  view.stop();
  await glyphs;
  expect(screen.written()).toBe('');
});

test('a stream of unknown size counts as 80 by 24', async () => {
  const screen = createScreen();
  Object.assign(screen.stream, { columns: 0, rows: 0 });
  let repaint = (): void => {};
  const view = createLiveView(screen.stream, {
    theme: themeOf(noPaint, true),
    unicode: true,
    glyphs,
    keepPainting(paint) {
      repaint = paint;
      return () => {};
    },
  });
  await glyphs;
  for (const target of targets(30)) view.handle(start(target));
  repaint();
  expect(await screen.rows()).toHaveLength(23);
  view.stop();
});

test('no part of it listens to anything once it has stopped', async () => {
  const events = ['exit', 'SIGQUIT', 'SIGTSTP', 'SIGCONT'];
  const counts = () => events.map((event) => process.listenerCount(event));
  const before = counts();
  const { view, stream } = await open();
  expect(counts()).toEqual(before.map((count) => count + 1));
  expect(stream.listenerCount('resize')).toBe(1);
  view.stop();
  expect(counts()).toEqual(before);
  expect(stream.listenerCount('resize')).toBe(0);
});

test('in the background nothing is painted, but lines still come', async () => {
  const { tell, rows, pass, setForeground, written, view } = await open();
  setForeground(false);
  tell(start(), halfway);
  pass(1000);
  view.log('a line');
  expect(await rows()).toEqual(['$ importwatch wait', 'a line']);
  setForeground(true);
  pass(80);
  expect((await rows())[2]).toContain('50%');
  view.stop();
  expect(await rows()).toEqual(['$ importwatch wait', 'a line']);
  expect(written()).toContain('[?25h');
});

test('a view that was never painted leaves the cursor alone', async () => {
  const { tell, setForeground, written, view } = await open();
  setForeground(false);
  tell(start(), halfway);
  const before = written();
  view.stop();
  expect(written()).toBe(before);
});

test('a frame that takes long is followed by a longer pause, so that painting stays cheap', async () => {
  let nowMs = noon;
  let repaint = (): void => {};
  const frames: number[] = [];
  const stream = {
    columns: 80,
    rows: 24,
    write() {
      frames.push(nowMs - noon);
      nowMs += 4;
    },
    on: () => {},
    off: () => {},
  };
  const view = createLiveView(stream, {
    theme: themeOf(noPaint, true),
    unicode: true,
    glyphs,
    now: () => nowMs,
    inForeground: () => true,
    keepPainting(paint) {
      repaint = paint;
      return () => {};
    },
  });
  await glyphs;
  for (const target of targets(1000)) view.handle(start(target));
  frames.length = 0;
  for (nowMs = noon; nowMs < noon + 2000; nowMs += 76) {
    view.handle(progress({ completed: nowMs - noon, total: 5000 }));
    repaint();
  }
  expect(frames.length).toBeGreaterThan(5);
  expect(frames.length).toBeLessThanOrEqual(14);
  view.stop();
});
