import { describe, expect, it } from 'vitest';
import { snapshot } from '../../../../src/core/model/snapshot.ts';
import type { PollContext } from '../../../../src/core/watch/transition.ts';
import { warningsWhileWaiting } from '../../../../src/core/watch/warnings/while-waiting.ts';
import { newWatchState, type WatchState } from '../../../../src/core/watch/watch-state.ts';
import { noon } from '../../../helpers/clock.ts';
import { running, waiting } from '../../../helpers/story.ts';

/**
 * The warnings of a wait with a clock time as its limit. By past imports, this one needs another
 * `neededMs`.
 */
function warnings(
  { nowMs, deadlineMs, neededMs }: Record<'nowMs' | 'deadlineMs' | 'neededMs', number>,
  state: Partial<WatchState> = { last: snapshot(running(), noon) },
) {
  const context: PollContext = {
    options: { ...waiting, until: { at: noon, words: '13:00' } },
    service: 'The Service',
    named: true,
    askedMs: nowMs,
    sentMs: nowMs,
    lateMs: 0,
    answeredMs: nowMs,
    ageMs: 0,
    nowMs,
    deadlineMs,
    notBeforeMs: 0,
    random: 0.5,
    expect: () => ({ usualMs: neededMs + 7000, elapsedMs: 7000 }),
  };
  return warningsWhileWaiting({ ...newWatchState(0), ...state }, context);
}

const isLate = [expect.objectContaining({ code: 'late-end' })];

describe('an import that will probably end after the clock time', () => {
  it('causes a warning if it needs a fifth more than the time that is left', () => {
    const times = { nowMs: 60_000, deadlineMs: 600_000 };
    expect(warnings({ ...times, neededMs: 648_000 })).toEqual([]);
    expect(warnings({ ...times, neededMs: 648_001 })).toEqual(isLate);
  });

  it('causes one only if it needs half a minute more', () => {
    const times = { nowMs: 10_000, deadlineMs: 100_000 };
    expect(warnings({ ...times, neededMs: 119_999 })).toEqual([]);
    expect(warnings({ ...times, neededMs: 120_000 })).toEqual(isLate);
  });

  it('causes none before a minute or a tenth of the wait has passed', () => {
    const neededMs = 1e9;
    expect(warnings({ nowMs: 59_999, deadlineMs: 700_000, neededMs })).toEqual([]);
    expect(warnings({ nowMs: 60_000, deadlineMs: 700_000, neededMs })).toEqual(isLate);
    expect(warnings({ nowMs: 9999, deadlineMs: 100_000, neededMs })).toEqual([]);
    expect(warnings({ nowMs: 10_000, deadlineMs: 100_000, neededMs })).toEqual(isLate);
  });

  it('causes one warning only, whatever others there were', () => {
    const last = snapshot(running(), noon);
    const times = { nowMs: 60_000, deadlineMs: 600_000, neededMs: 1e9 };
    expect(warnings(times, { last, said: new Set(['no-changeNothing.']) })).toEqual(isLate);
    expect(warnings(times, { last, said: new Set(['late-endIn 5m.']) })).toEqual([]);
  });

  it('causes none before it was seen', () => {
    expect(warnings({ nowMs: 60_000, deadlineMs: 600_000, neededMs: 1e9 }, {})).toEqual([]);
  });
});
