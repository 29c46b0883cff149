import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { SnapshotFields } from '../../../src/core/model/snapshot.ts';
import { stories } from '../../helpers/stories.ts';
import { running, type Scene, succeeded, unavailable } from '../../helpers/story.ts';

const failed: SnapshotFields = { state: 'failed', vendorState: 'FAILURE' };
const aborted: SnapshotFields = { state: 'aborted', vendorState: 'ABORTED' };

/** Runs until a time, and is then at an end. */
const until =
  (endMs: number, end: Scene = succeeded) =>
  (ms: number): Scene =>
    ms < endMs ? running() : end;
const forever = until(Number.POSITIVE_INFINITY);

describe('several imports', () => {
  it('are watched in parallel until all have ended', async () => {
    const { results, exitCode, durationMs, events } = await stories({
      a: until(5000),
      b: until(20_000),
      c: until(10_000),
    });
    const ended = events.flatMap((event) => (event.type === 'result' ? [event.target.id] : []));
    expect(ended).toEqual(['a', 'c', 'b']);
    expect(results['b']).toMatchObject({ outcome: 'succeeded' });
    expect(durationMs).toBeLessThan(25_000);
    expect(exitCode).toBe(0);
  });

  it('all begin before the first event of one', async () => {
    const { events } = await stories({ a: until(0), b: until(0), c: until(0) });
    const types = events.map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(['start', 'start', 'start']);
    expect(types.filter((type) => type === 'end')).toHaveLength(1);
  });

  it.each([
    ['a failure before anything', [failed, aborted, unavailable, succeeded], 1],
    ['an abort before a refusal', [aborted, new ImportwatchError('refused', 'No.')], 3],
    [
      'a refusal before an import that is gone',
      [new ImportwatchError('not-found', 'No.'), new ImportwatchError('refused', 'No.')],
      4,
    ],
    ['a refusal before silence', [unavailable, new ImportwatchError('refused', 'No.')], 4],
    [
      'silence before a wait for a person',
      [unavailable, { ...failed, state: 'action-required' }],
      6,
    ],
    ['anything before success', [succeeded, unavailable], 6],
  ] as const)('end with the exit code of the most serious: %s', async (_, ends, exitCode) => {
    const scripts = Object.fromEntries(ends.map((end, index) => [index, until(3000, end)]));
    expect((await stories(scripts)).exitCode).toBe(exitCode);
  });

  it('end with the exit code of an unknown import before that of a refusal', async () => {
    const refused = new ImportwatchError('refused', 'No.');
    const unknown = new ImportwatchError('not-found', 'No.');
    expect((await stories({ a: () => refused, b: () => unknown })).exitCode).toBe(5);
  });

  it('have one deadline, at which each running import times out', async () => {
    const { results, exitCode, durationMs } = await stories(
      { a: until(5000), b: forever, c: () => 'hangs' },
      { timeoutMs: 60_000 },
    );
    expect(results).toMatchObject({
      a: { outcome: 'succeeded' },
      b: { outcome: 'timed-out', durationMs: 60_000 },
      c: { outcome: 'timed-out', durationMs: 60_000 },
    });
    expect(durationMs).toBe(60_000);
    expect(exitCode).toBe(124);
  });

  it('are interrupted together, by a signal that names each', async () => {
    const { results, exitCode, inFlight } = await stories(
      { a: forever, b: () => 'hangs', c: until(1000) },
      { interruptAtMs: 7000 },
    );
    expect(results).toMatchObject({
      a: { outcome: 'interrupted', durationMs: 7000 },
      b: { outcome: 'interrupted', durationMs: 7000 },
      c: { outcome: 'succeeded' },
    });
    expect(exitCode).toBe(143);
    expect(inFlight).toBe(0);
  });
});

describe('any', () => {
  it('ends at the first that succeeded; the unfinished are named, without an outcome', async () => {
    const { results, exitCode, durationMs, inFlight } = await stories(
      { slow: forever, bad: until(1000, failed), good: until(5000), hung: () => 'hangs' },
      { any: true },
    );
    expect(results).toMatchObject({
      slow: { outcome: null, exitCode: 0, snapshot: { state: 'running' } },
      bad: { outcome: 'failed' },
      good: { outcome: 'succeeded' },
      hung: { outcome: null },
    });
    expect(results['hung']).not.toHaveProperty('error');
    expect(durationMs).toBeLessThan(7000);
    expect(exitCode).toBe(0);
    expect(inFlight).toBe(0);
  });

  it('ends with the most serious outcome if no import succeeded', async () => {
    const { exitCode } = await stories(
      { a: until(1000, aborted), b: until(9000, failed) },
      { any: true },
    );
    expect(exitCode).toBe(1);
  });
});

describe('fail-fast', () => {
  it('ends at the first that did not succeed; the unfinished are named, without an outcome', async () => {
    const { results, exitCode } = await stories(
      { good: until(1000), bad: until(5000, aborted), slow: forever },
      { failFast: true },
    );
    expect(results).toMatchObject({
      good: { outcome: 'succeeded' },
      bad: { outcome: 'aborted' },
      slow: { outcome: null },
    });
    expect(exitCode).toBe(3);
  });

  it('ends with 0 if all succeeded', async () => {
    const { exitCode } = await stories({ a: until(1000), b: until(9000) }, { failFast: true });
    expect(exitCode).toBe(0);
  });

  it('polls all that are polled once, because a running import is not a failure', async () => {
    const { results } = await stories(
      { running: forever, ended: (ms) => (ms < 500 ? unavailable : succeeded) },
      { failFast: true, once: true },
    );
    expect(results).toMatchObject({
      running: { outcome: null },
      ended: { outcome: 'succeeded' },
    });
  });

  it('together with any ends at whichever comes first', async () => {
    const both = { any: true, failFast: true };
    const scripts = { good: until(5000), bad: until(9000, failed) };
    expect(await stories(scripts, both)).toMatchObject({
      exitCode: 0,
      results: { bad: { outcome: null } },
    });
  });
});

describe('an error that says nothing about an import', () => {
  it('ends all, names the unfinished, and is thrown', async () => {
    const bug = new Error('a bug');
    const { error, results, events, inFlight } = await stories({
      good: until(1000),
      broken: (ms) => {
        if (ms >= 3000) throw bug;
        return running();
      },
      slow: forever,
      hung: () => 'hangs',
    });
    expect(error).toBe(bug);
    expect(results).toMatchObject({
      good: { outcome: 'succeeded' },
      slow: { outcome: null },
      hung: { outcome: null },
    });
    expect(Object.keys(results)).not.toContain('broken');
    expect(events.some(({ type }) => type === 'end')).toBe(false);
    expect(inFlight).toBe(0);
  });
});

describe('a listener that goes away', () => {
  it('stops all requests in flight', async () => {
    const { inFlight, durationMs } = await stories(
      { a: forever, hung: () => 'hangs', later: () => 'hangs' },
      { leaveAfter: ({ type }) => type === 'progress' },
    );
    expect(inFlight).toBe(0);
    expect(durationMs).toBe(0);
  });
});
