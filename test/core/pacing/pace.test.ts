import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { SnapshotFields } from '../../../src/core/model/snapshot.ts';
import { noon } from '../../helpers/clock.ts';
import { running, story, succeeded, unavailable } from '../../helpers/story.ts';

const minutes = 60_000;
const gapsOf = (polledMs: readonly number[]) =>
  polledMs.slice(1).map((at, index) => at - (polledMs[index] ?? 0));
const gapAfter = (polledMs: readonly number[], ms: number) => {
  const index = polledMs.findIndex((at) => at >= ms);
  return (polledMs[index + 1] ?? 0) - (polledMs[index] ?? 0);
};

describe('polls', () => {
  it('grow rarer while nothing changes, and are close together again after a new phase', async () => {
    const script = (ms: number) => running({ phase: ms < 150_000 ? 'users' : 'channels' });
    const { polledMs } = await story(script, { timeoutMs: 300_000 });
    const gaps = gapsOf(polledMs);
    expect(gaps[0]).toBe(1000);
    expect(gapAfter(polledMs, 140_000)).toBeGreaterThan(6000);
    expect(gapAfter(polledMs, 150_000)).toBe(1000);
    expect(gapAfter(polledMs, 280_000)).toBeGreaterThan(5000);
  });

  it('are close together again after a new status', async () => {
    const script = (ms: number) => running({ vendorState: ms < 150_000 ? 'ONE' : 'TWO' });
    const { polledMs } = await story(script, { timeoutMs: 200_000 });
    expect(gapAfter(polledMs, 150_000)).toBe(1000);
  });

  it('are aimed at the end that counts foretell, from early on', async () => {
    const counting = (ms: number) => running({ completed: Math.floor(ms / 1000), total: 120 });
    const script = (ms: number) => (ms < 120_000 ? counting(ms) : succeeded);
    const { result, polledMs } = await story(script);
    expect(result.durationMs).toBeLessThanOrEqual(122_000);
    for (const [index, gap] of gapsOf(polledMs).entries()) {
      expect(gap).toBeLessThanOrEqual(Math.max(1000, 0.36 * (polledMs[index] ?? 0)));
    }
  });

  it('of an import without counts are not closer together at any time', async () => {
    const { polledMs } = await story(() => running(), { timeoutMs: 30_000 });
    expect(new Set(gapsOf(polledMs).slice(0, 10))).toEqual(new Set([1000]));
  });
});

describe('the events while an import is running', () => {
  const counting = (ms: number): SnapshotFields =>
    running({ completed: 1000 + ms / 1000, total: 1_000_000 });

  it('is a progress with its estimate, as soon as there is ground for one', async () => {
    const { events } = await story((ms) => (ms < 20_000 ? counting(ms) : succeeded), {
      intervalMs: 1000,
    });
    const progress = events.flatMap((event) => (event.type === 'progress' ? [event] : []));
    expect(progress[1]).not.toHaveProperty('estimate');
    expect(progress[9]).toMatchObject({ estimate: { perSecond: expect.closeTo(1) } });
    expect(progress.at(-1)).not.toHaveProperty('estimate');
  });

  it('have a heartbeat with its state, even if counts change a little', async () => {
    const { events } = await story(counting, { intervalMs: 1000, timeoutMs: 150_000 });
    const beats = events.flatMap((event) => (event.type === 'heartbeat' ? [event] : []));
    expect(beats.map(({ elapsedMs }) => elapsedMs)).toEqual([60_000, 120_000]);
    expect(beats[0]).toMatchObject({
      at: noon + 60_000,
      snapshot: { state: 'running', total: 1_000_000 },
      estimate: { perSecond: expect.closeTo(1) },
    });
  });

  it('have a heartbeat without numbers if there are none', async () => {
    const [first] = (await story(['hangs'], { timeoutMs: 90_000 })).events.slice(1);
    expect(first).toMatchObject({ type: 'heartbeat', elapsedMs: 60_000 });
    expect(first).not.toHaveProperty('snapshot');
    expect(first).not.toHaveProperty('estimate');
    const { events } = await story(() => running(), { timeoutMs: 90_000 });
    const beat = events.find(({ type }) => type === 'heartbeat');
    expect(beat).toHaveProperty('snapshot');
    expect(beat).not.toHaveProperty('estimate');
  });

  it('have no heartbeat if there was another event meanwhile', async () => {
    const moving = (ms: number) => running({ phase: String(Math.floor(ms / 50_000)) });
    const said = await story(moving, { intervalMs: 1000, timeoutMs: 200_000 });
    expect(said.events.filter(({ type }) => type === 'heartbeat')).toEqual([]);
    const failing = await story([running(), unavailable], { maxOutageMs: 200_000 });
    expect(failing.events.filter(({ type }) => type === 'heartbeat')).toEqual([]);
  });

  it('have only the retry if a poll fails, and the reason at the end', async () => {
    const { events } = await story([running(), unavailable], { timeoutMs: 4000 });
    const retries = events.flatMap((event) => (event.type === 'retry' ? [event] : []));
    expect(events.map(({ type }) => type)).toEqual([
      ...['start', 'progress', 'retry', 'retry', 'result'],
    ]);
    expect(retries.map(({ attempt, delayMs }) => [attempt, delayMs])).toEqual([
      [1, 1000],
      [2, 2000],
    ]);
    const given = await story([running(), unavailable], { maxOutageMs: 1000 });
    expect(given.events.map(({ type }) => type)).toEqual([
      ...['start', 'progress', 'retry', 'result'],
    ]);
  });
});

describe('an import that has ended at the first poll', () => {
  it('is reported as such, with an id or without', async () => {
    for (const id of ['42', '']) {
      const { result } = await story([{ ...succeeded, updatedAt: noon }], { id });
      expect(result.alreadyEnded).toBe(true);
    }
  });

  it('with an id is not reported as old', async () => {
    const { events } = await story([{ ...succeeded, updatedAt: noon - 60 * minutes }]);
    expect(events.map(({ type }) => type)).toEqual(['start', 'progress', 'result']);
  });

  it('is not reported if the import was running then', async () => {
    const { result, events } = await story([running(), { ...succeeded, updatedAt: 1 }], { id: '' });
    expect(result).not.toHaveProperty('alreadyEnded');
    expect(events.map(({ type }) => type)).not.toContain('warning');
  });
});

describe('an unknown import', () => {
  const unknown: SnapshotFields = { state: 'not-found', vendorState: 'NOT_FOUND' };

  it('is believed at the deadline', async () => {
    const { result } = await story([unknown], { timeoutMs: 1500, intervalMs: 1500 });
    expect(result).toMatchObject({ outcome: 'not-found', durationMs: 1500 });
  });

  it('is believed after three polls in a row, however long they took', async () => {
    const { result } = await story([unknown], { tookMs: 5000 });
    expect(result).toMatchObject({ outcome: 'not-found', polls: 3 });
  });

  it('starts again after a usable answer of another kind', async () => {
    const late = [unknown, unavailable, unknown, unknown];
    expect((await story(late)).result).toMatchObject({ outcome: 'not-found', exitCode: 5 });
  });
});

describe('with --new', () => {
  const ended = (id: string): SnapshotFields => ({ ...succeeded, id, updatedAt: noon });
  const onlyNew = { id: '', onlyNew: true };

  it.each([
    ['refused', 4],
    ['rejected', 6],
  ] as const)('an error of code %s is still final', async (code, exitCode) => {
    const { result } = await story([new ImportwatchError(code, 'No.')], onlyNew);
    expect(result).toMatchObject({ exitCode, polls: 1 });
  });

  it('an import that was running and is gone is not a reason to keep waiting', async () => {
    const none = new ImportwatchError('not-found', 'No import has ever run.');
    const { result } = await story([running(), none], onlyNew);
    expect(result).toMatchObject({ exitCode: 6, error: { code: 'gone' } });
    const missing = new ImportwatchError('not-found', 'Not here.', { status: 404 });
    expect((await story([missing], onlyNew)).result).toMatchObject({ exitCode: 5, polls: 1 });
  });

  it('the old import is recognized by its id, or otherwise because it has ended', async () => {
    const same = [ended('a'), ended('a'), { ...ended('b'), state: 'failed' as const }];
    expect((await story(same, onlyNew)).result).toMatchObject({ outcome: 'failed', polls: 3 });
    const nameless: SnapshotFields = { ...succeeded, completed: 5, total: 5 };
    const later = [nameless, { ...nameless, completed: 6 }, running(), succeeded];
    expect((await story(later, onlyNew)).result).toMatchObject({ outcome: 'succeeded', polls: 4 });
    const first = [new ImportwatchError('not-found', 'None yet.'), ended('a')];
    expect((await story(first, onlyNew)).result).toMatchObject({ outcome: 'succeeded', polls: 2 });
  });

  it('is a wait with a deadline like any other', async () => {
    const { result, polledMs } = await story([ended('a')], { ...onlyNew, timeoutMs: 3000 });
    expect(result).toMatchObject({ outcome: 'timed-out', exitCode: 124 });
    expect(polledMs.at(-1)).toBe(3000);
  });
});

it.each(['usage', 'bug'] as const)(
  'an error of code %s says nothing about an import',
  async (code) => {
    await expect(story([new ImportwatchError(code, 'Oops.')])).rejects.toMatchObject({ code });
  },
);
