import { describe, expect, it } from 'vitest';
import { noon } from '../../helpers/clock.ts';
import { running, story, succeeded, unavailable } from '../../helpers/story.ts';

const minute = 60_000;
const inAnHour = { at: noon + 60 * minute, words: '13:00' };
const slow = (ms: number) => running({ completed: Math.floor(ms / 1000), total: 36_000 });

describe('a clock time as limit', () => {
  it('ends the wait there, with one last poll, and is named', async () => {
    const { result, polledMs } = await story(() => running(), { until: inAnHour });
    expect(result).toMatchObject({ outcome: 'timed-out', exitCode: 124, durationMs: 60 * minute });
    expect(result.error).toMatchObject({
      message: expect.stringMatching(
        /^Time limit of 13:00 reached \(--until\)\. The import .* running\.$/,
      ),
      hint: expect.stringContaining('a later --until'),
    });
    expect(result.limit).toBe('13:00');
    expect(polledMs.at(-1)).toBe(60 * minute);
  });

  it('is named even if there was never an answer', async () => {
    const options = { until: inAnHour, maxOutageMs: 120 * minute };
    const { result } = await story([unavailable], options);
    expect(result).toMatchObject({ outcome: 'timed-out', durationMs: 60 * minute });
    expect(result.error?.message).toContain('Time limit of 13:00 reached (--until)');
  });

  it.each([
    [30, '--timeout'],
    [90, '--until'],
  ])(
    'counts or does not next to a time limit of %d min: the earlier one wins',
    async (limit, flag) => {
      const { result } = await story(() => running(), {
        until: inAnHour,
        timeoutMs: limit * minute,
      });
      expect(result.durationMs).toBe(Math.min(limit, 60) * minute);
      expect(result.error?.message).toContain(flag);
    },
  );

  it('that has come already lets one poll be made', async () => {
    const past = { at: noon - 1, words: '12:00' };
    expect((await story([succeeded], { until: past })).result.outcome).toBe('succeeded');
    const { result, polledMs } = await story([running()], { until: past });
    expect(result.outcome).toBe('timed-out');
    expect(polledMs).toEqual([0]);
  });

  it('follows the wall clock, also after somebody sets it', async () => {
    const ahead = { atMs: 10 * minute, byMs: 30 * minute };
    const early = await story(() => running(), { until: inAnHour, jump: ahead });
    expect(early.result.durationMs).toBe(30 * minute);
    const back = { atMs: 10 * minute, byMs: -30 * minute };
    const late = await story(() => running(), { until: inAnHour, jump: back });
    expect(late.result.durationMs).toBe(90 * minute);
  });

  it('does not move for the drift between two clocks', async () => {
    const drift = { atMs: 10 * minute, byMs: 900 };
    const { result } = await story(() => running(), { until: inAnHour, jump: drift });
    expect(result.durationMs).toBe(60 * minute);
  });

  it('means nothing to a status', async () => {
    const past = { at: noon - 1, words: '12:00' };
    expect((await story([running()], { until: past, once: true })).result.outcome).toBe(null);
  });
});

describe('an import that is expected to end after the clock time', () => {
  const lateEnds = (events: readonly { readonly type: string }[]) =>
    events.filter((event) => 'code' in event && event.code === 'late-end');

  it('is a warning, once, and early', async () => {
    const { events } = await story(slow, { until: inAnHour });
    expect(lateEnds(events)).toEqual([expect.objectContaining({ type: 'warning' })]);
    const index = events.findIndex((event) => 'code' in event && event.code === 'late-end');
    expect(events[index]).toMatchObject({ at: expect.closeTo(noon + minute, -4.5) });
  });

  it('causes no warning if it ends in time, or nearly so', async () => {
    const brisk = (ms: number) => running({ completed: Math.floor(ms / 1000), total: 3600 });
    expect(lateEnds((await story(brisk, { until: inAnHour })).events)).toEqual([]);
  });

  it('causes no warning for --timeout', async () => {
    const options = { until: inAnHour, timeoutMs: 30 * minute };
    expect(lateEnds((await story(slow, options)).events)).toEqual([]);
  });
});
