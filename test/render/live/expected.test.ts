import { describe, expect, it } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { frame } from '../../../src/render/live/frame.ts';
import { plainLines } from '../../../src/render/log/plain-lines.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { rowsAfter } from '../rows-after.ts';
import { drawBar, heartbeat, progress, seen, start } from '../sample-events.ts';

const minute = 60_000;
const expected = { usualMs: 4 * minute, elapsedMs: minute };
const look = themeOf(noPaint, true);

function shown(events: readonly WatchEvent[], afterMs: number, columns = 100, theme = look) {
  const viewport = { columns, rows: 24, nowMs: noon + afterMs, spinner: '*' };
  return frame(rowsAfter(events), viewport, theme, drawBar).lines.join('\n');
}

describe('an import whose service reports no progress', () => {
  const events = [start(), progress({}, { expected })];

  it('has a bar of the usual duration, marked as an estimate, which moves with time', () => {
    expect(shown(events, 0)).toMatch(/^\* shop:123 {2}#+╸?-+ +~25% +usually 4m 00s\n.*running/);
    expect(shown(events, minute)).toContain('~50%');
  });

  it('is never done by that, and has no bar once it takes longer', () => {
    expect(shown(events, 3 * minute)).toContain('~95%');
    const late = shown(events, 3 * minute + 1);
    expect(late).toMatch(/^\* shop:123 {2}running.*\n.*longer than usual \(4m 00s\)/);
    expect(late).not.toContain('%');
  });

  it('is marked as an estimate in a narrow terminal as well', () => {
    for (let columns = 20; columns < 100; columns++) {
      expect(shown(events, 0, columns)).not.toMatch(/(?<!~)25%/);
    }
  });

  it('does not have the color of a known bar', () => {
    const cyan = (text: string) => (text === '*' ? text : `[${text}]`);
    const painted = themeOf({ ...noPaint, cyan }, true);
    expect(shown(events, 0, 100, painted)).not.toContain('[#');
    expect(shown([start(), progress({ percent: 25 })], 0, 100, painted)).toContain('[#');
  });

  it('has no bar without past imports, nor while it needs you', () => {
    expect(shown([start(), progress()], 0)).not.toContain('%');
    expect(shown([...events, progress({ state: 'action-required' })], 0)).not.toContain('%');
  });

  it('has its usual duration in a log', () => {
    const time = () => 'now';
    expect(plainLines(progress({}, { expected }), { time })[0]).toContain('usually 4m 00s');
    const beat = heartbeat({ snapshot: seen(), expected });
    expect(plainLines(beat, { time })[0]).toContain('usually 4m 00s');
    const late = { usualMs: 4600, elapsedMs: 9000 };
    expect(plainLines(progress({}, { expected: late }), { time })[0]).toContain(
      'longer than usual (4.6s)',
    );
  });
});
