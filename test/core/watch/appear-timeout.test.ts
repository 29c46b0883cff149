import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { SnapshotFields } from '../../../src/core/model/snapshot.ts';
import { running, story, succeeded, unavailable } from '../../helpers/story.ts';

const byStatus = new ImportwatchError('not-found', 'It is not known (HTTP 404).', { status: 404 });
const byWord: SnapshotFields = { state: 'not-found', vendorState: 'NOT_FOUND' };
const appearTimeoutMs = 15_000;

describe.each([
  ['a status', byStatus],
  ['a word', byWord],
])('an id that %s says is unknown', (_how, unknown) => {
  it('can appear until --appear-timeout is over', async () => {
    const { events, result, polledMs } = await story([unknown, unknown, running(), succeeded], {
      appearTimeoutMs,
    });
    expect(polledMs.slice(0, 3)).toEqual([0, 1000, 3000]);
    expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set(['start', 'retry', 'progress', 'result']),
    );
    const retries = events.filter((event) => event.type === 'retry');
    expect(retries).toMatchObject([
      { error: { code: 'not-found' }, attempt: 1, delayMs: 1000 },
      { error: { code: 'not-found' }, attempt: 2, delayMs: 2000 },
    ]);
  });

  it('is not found once that time is over and a last poll has confirmed it', async () => {
    const { events, result, polledMs } = await story([unknown], { appearTimeoutMs });
    expect(
      events.every(({ type }) => ['start', 'retry', 'progress', 'result'].includes(type)),
    ).toBe(true);
    expect(polledMs).toEqual([0, 1000, 3000, 6000, 9000, 12_000, 15_000]);
    expect(result).toMatchObject({ outcome: 'not-found', exitCode: 5, durationMs: 15_000 });
    expect(result.error?.message).toMatch(
      / importwatch polled 7 times in 15s \(--appear-timeout\)\.$/,
    );
  });

  it('is polled at the given interval', async () => {
    const often = await story([unknown], { appearTimeoutMs: 1000, intervalMs: 250 });
    expect(often.polledMs.slice(0, 5)).toEqual([0, 250, 500, 750, 1000]);
    const seldom = await story([unknown], { appearTimeoutMs, intervalMs: 60_000 });
    expect(seldom.polledMs.slice(0, 2)).toEqual([0, 15_000]);
  });

  it('has nothing to do with the end of an import that was seen', async () => {
    const options = { appearTimeoutMs, failOnPartial: true, maxFailed: 0 };
    const end = { ...succeeded, completed: 5, failed: 1 };
    const { result } = await story([unknown, unknown, end], options);
    expect(result.outcome).toBe('partial');
    expect(result.error?.message).not.toContain('--appear-timeout');
  });

  it('is not given that time once it was seen', async () => {
    const { result } = await story([unknown, running(), unknown], { appearTimeoutMs });
    expect(result).toMatchObject({ outcome: 'no-answer', polls: 3, error: { code: 'gone' } });
  });

  it('keeps its time through an outage', async () => {
    const script = (ms: number) => (ms >= 1000 && ms < 14_000 ? unavailable : unknown);
    const { result } = await story(script, { appearTimeoutMs });
    expect(result).toMatchObject({ outcome: 'not-found' });
    expect(result.durationMs).toBeLessThan(31_000);
  });

  it('is not found at the limit of the whole wait', async () => {
    const { result } = await story([unknown], { appearTimeoutMs, timeoutMs: 5000 });
    expect(result).toMatchObject({ outcome: 'not-found', exitCode: 5, durationMs: 5000 });
    const once = await story([unknown], { appearTimeoutMs, timeoutMs: 0 });
    expect(once.result).toMatchObject({ outcome: 'not-found', polls: 1 });
  });

  it('is waited for no longer than a service allows', async () => {
    const options = { appearTimeoutMs: 5000, notBeforeMs: 20_000 };
    const { polledMs, events } = await story([unknown], options);
    expect(polledMs.slice(0, 2)).toEqual([0, 20_000]);
    expect(events.find(({ type }) => type === 'retry')).toMatchObject({ delayMs: 20_000 });
  });

  it('is reported immediately by a status', async () => {
    const { result } = await story([unknown], { appearTimeoutMs, once: true });
    expect(result).toMatchObject({ outcome: 'not-found', polls: 1 });
    expect(result.error?.message).not.toContain('--appear-timeout');
  });
});

it('an id that is still unknown after two polls is not found', async () => {
  const { result } = await story([byStatus], { appearTimeoutMs: 1000 });
  expect(result.error?.message).toMatch(/ importwatch polled 2 times in 1s /);
});

describe('without --appear-timeout', () => {
  it('an id that a status says is unknown is not found immediately', async () => {
    for (const options of [{}, { appearTimeoutMs: 0 }]) {
      const { result } = await story([byStatus, running()], options);
      expect(result).toMatchObject({ outcome: 'not-found', polls: 1, error: { status: 404 } });
    }
  });
});

describe('a service without ids', () => {
  it('has no id that could appear', async () => {
    const { result } = await story([byStatus, running()], { id: '', appearTimeoutMs });
    expect(result).toMatchObject({ outcome: 'not-found', polls: 1 });
  });
});
