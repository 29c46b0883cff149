import { describe, expect, it } from 'vitest';
import { frame } from '../../../src/render/live/frame.ts';
import { plainLines } from '../../../src/render/log/plain-lines.ts';
import { nextView, type View } from '../../../src/render/state/view.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { drawBar, heartbeat, progress, seen, start } from '../sample-events.ts';

const minute = 60_000;
const expected = { usualMs: 4 * minute, elapsedMs: minute };
const look = themeOf(noPaint, true);

function shown(view: View, afterMs: number, columns = 100): string {
  const moment = { columns, rows: 24, nowMs: noon + afterMs, spinner: '*' };
  return frame(view, moment, look, drawBar).lines.join('\n');
}

describe('an import that does not say how far it is', () => {
  const view = [start(), progress({}, { expected })].reduce(nextView, [] as View);

  it('has a bar of what is usual, marked as an estimate, which moves with time', () => {
    expect(shown(view, 0)).toMatch(/^▸ shop:123 {2}#+-+ +~25% {2}usually 4m 00s {2}.* running/);
    expect(shown(view, minute)).toContain('~50%');
  });

  it('is never done by that', () => {
    expect(shown(view, 3 * minute)).toContain('~95%');
    expect(shown(view, 3000 * minute)).toMatch(/#-+ +~95%/);
  });

  it('says that it takes longer than usual, in the view and in the log', () => {
    expect(shown(view, 3 * minute)).toContain('usually 4m 00s');
    expect(shown(view, 3 * minute + 1)).toContain('longer than usual (4m 00s)');
    const late = { usualMs: 4600, elapsedMs: 9000 };
    expect(plainLines(progress({}, { expected: late }), { time: () => 'now' })).toEqual([
      'now  shop:123  running (IN_PROGRESS), longer than usual (4.6s)',
    ]);
  });

  it('is marked as an estimate in a narrow terminal too', () => {
    for (let columns = 20; columns < 100; columns++) {
      expect(shown(view, 0, columns)).not.toMatch(/(?<!~)25%/);
    }
  });

  it('has not the colour of a bar that is known', () => {
    const cyan = (text: string) => `[${text}]`;
    const painted = themeOf({ ...noPaint, cyan }, true);
    const moment = { columns: 100, rows: 24, nowMs: noon, spinner: '*' };
    expect(frame(view, moment, painted, drawBar).lines.join('')).not.toContain('[#');
    const known = [start(), progress({ percent: 25 })].reduce(nextView, [] as View);
    expect(frame(known, moment, painted, drawBar).lines.join('')).toContain('[#');
  });

  it('has no bar without ground for it, nor once it waits for a person', () => {
    expect(shown([start(), progress()].reduce(nextView, [] as View), 0)).not.toContain('%');
    const waits = progress({ state: 'action-required' });
    expect(shown(nextView(view, waits), 0)).not.toContain('%');
  });

  it('is told in a log how long it usually takes', () => {
    const time = () => 'now';
    expect(plainLines(progress({}, { expected }), { time })).toEqual([
      'now  shop:123  running (IN_PROGRESS), usually 4m 00s',
    ]);
    expect(plainLines(heartbeat({ snapshot: seen(), expected }), { time })).toEqual([
      'now  shop:123  still running (IN_PROGRESS), usually 4m 00s (after 1m 02s)',
    ]);
  });
});
