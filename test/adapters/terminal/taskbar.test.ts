import { describe, expect, it } from 'vitest';
import { createLiveView } from '../../../src/adapters/terminal/live-view.ts';
import { clearTaskbar, hasTaskbar, taskbar } from '../../../src/adapters/terminal/taskbar.ts';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { rowsAfter } from '../../render/rows-after.ts';
import { assets, progress, result, retry, shop, start } from '../../render/sample-events.ts';

const shownAfter = (...events: WatchEvent[]) => taskbar(rowsAfter(events));
const shows = (state: number, percent: number) => `\u001B]9;4;${state};${percent}\u001B\\`;

describe('the taskbar', () => {
  it.each([
    [{ WT_SESSION: 'x' }, true],
    [{ ConEmuANSI: 'ON' }, true],
    [{ TERM_PROGRAM: 'ghostty' }, true],
    [{ TERM_PROGRAM: 'WezTerm', TMUX: '/tmp/x' }, false],
    [{ TERM_PROGRAM: 'Apple_Terminal' }, false],
    [{}, false],
  ])('of %j is supported: %s', (env, there) => {
    expect(hasTaskbar(env)).toBe(there);
  });

  it('shows how far all imports are together', () => {
    expect(shownAfter(start())).toBe(shows(3, 0));
    expect(shownAfter(progress({ percent: 40 }))).toBe(shows(1, 40));
    const both = [progress({ percent: 40 }), progress({ percent: 80 }, { target: assets })];
    expect(shownAfter(...both)).toBe(shows(1, 60));
    expect(shownAfter(...both, result({ target: shop }))).toBe(shows(1, 90));
  });

  it('warns while a service gives no answer, and is cleared when all is over', () => {
    expect(shownAfter(progress({ percent: 40 }), retry())).toBe(shows(4, 40));
    expect(shownAfter(start(), result())).toBe(clearTaskbar);
  });

  it('is written only if it is known, and is always cleared', async () => {
    const written = (showTaskbar: boolean) => {
      let text = '';
      const stream = {
        write: (more: string) => {
          text += more;
        },
        on: () => {},
        off: () => {},
      };
      const glyphs = Promise.resolve({ drawBar: () => ['', ''] as const, spinner: () => '' });
      const view = createLiveView(stream, {
        theme: themeOf(noPaint, true),
        unicode: true,
        glyphs,
        showTaskbar,
      });
      return glyphs.then(() => {
        view.handle(progress({ percent: 40 }));
        view.stop();
        return text;
      });
    };
    expect(await written(false)).not.toContain('\u001B]9;4');
    const text = await written(true);
    expect(text).toContain(shows(1, 40));
    expect(text.endsWith(clearTaskbar)).toBe(true);
  });
});
