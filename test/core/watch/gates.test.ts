import { describe, expect, it } from 'vitest';
import type { SnapshotFields } from '../../../src/core/model/snapshot.ts';
import { running, story, succeeded } from '../../helpers/story.ts';

const ended = (counts: Partial<SnapshotFields>): SnapshotFields => ({ ...succeeded, ...counts });
const all = ended({ completed: 5000, total: 5000, failed: 0 });
const some = ended({ completed: 5000, total: 5000, failed: 188 });
const uncounted = "records failed, but the service doesn't report how many";

describe('a gate on the records of an import', () => {
  it.each([
    ['maxFailed', 0, all, 0],
    ['maxFailed', 188, some, 188],
    ['maxFailed', '0%', all, '0%'],
    ['maxFailed', '5%', ended({ completed: 40, failed: 0 }), '0%'],
    ['maxFailed', '3.76%', some, '3.76%'],
    ['minRecords', 4812, some, 4812],
    ['minRecords', 0, ended({ completed: 0 }), 0],
    ['expectRecords', 4812, some, 4812],
    ['expectRecords', 5000, ended({ completed: 5000 }), 5000],
    ['minRecords', 37, ended({ completed: 40, failed: 3, hasFailures: true }), 37],
  ] as const)('%s %s is passed', async (key, wanted, end, found) => {
    const { result } = await story([running(), end], { [key]: wanted });
    expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
    expect(result.gates).toEqual([expect.objectContaining({ wanted, found, passed: true })]);
    expect(result).not.toHaveProperty('error');
  });

  it.each([
    ['maxFailed', 187, some, 188, 'partial', 10],
    ['maxFailed', '3.75%', some, '3.76%', 'partial', 10],
    [
      'maxFailed',
      '5%',
      ended({ completed: 99_999, total: 99_999, failed: 5001 }),
      '5.01%',
      'partial',
      10,
    ],
    ['minRecords', 4813, some, 4812, 'short', 11],
    ['minRecords', 1, ended({ completed: 0, total: 5 }), 0, 'short', 11],
    ['expectRecords', 4811, some, 4812, 'short', 11],
    ['expectRecords', 4813, some, 4812, 'short', 11],
  ] as const)('%s %s is not', async (key, wanted, end, found, outcome, exitCode) => {
    const { result } = await story([running(), end], { [key]: wanted });
    expect(result).toMatchObject({ outcome, exitCode, error: { code: outcome } });
    expect(result.gates).toEqual([expect.objectContaining({ wanted, found, passed: false })]);
  });

  it.each([
    ['maxFailed', 5, {}, "the service doesn't report how many records failed"],
    [
      'maxFailed',
      '5%',
      { failed: 1, completed: 40 },
      "the service doesn't report the total number of records",
    ],
    ['maxFailed', 0, { hasFailures: true, completed: 40, total: 40 }, uncounted],
    ['maxFailed', 0, { hasFailures: true, completed: 10, total: 10, failed: 0 }, uncounted],
    ['maxFailed', '0%', { hasFailures: true, completed: 10, total: 10, failed: 0 }, uncounted],
    ['minRecords', 10, { hasFailures: true, completed: 10, failed: 0 }, uncounted],
    ['expectRecords', 10, { hasFailures: true, completed: 10, failed: 0 }, uncounted],
    ['minRecords', 0, {}, 'the service reports no record counts'],
    ['minRecords', 5, { percent: 100 }, 'the service reports a percentage, but no record counts'],
    ['minRecords', 5, { completed: 40, hasFailures: true }, uncounted],
    ['expectRecords', 5, { total: 5 }, 'the service reports no record counts'],
  ] as const)('that cannot be checked is not passed: %s %s of %j', async (...row) => {
    const [key, wanted, counts, reason] = row;
    const { result } = await story([running(), ended(counts)], { [key]: wanted });
    expect(result).toMatchObject({ outcome: 'short', exitCode: 11 });
    expect(result.gates).toEqual([
      expect.objectContaining({ wanted, found: null, passed: false, reason }),
    ]);
    const { message } = result.error ?? {};
    expect(message).toContain("can't be checked");
    expect(message?.endsWith(` ${reason}.`)).toBe(true);
  });

  it.each([
    ['maxFailed', '3.75%', some, '3.76% of the records failed (--max-failed allows 3.75%).'],
    [
      'minRecords',
      1200,
      ended({ completed: 1, total: 5 }),
      '1 record arrived (--min-records requires 1,200).',
    ],
    [
      'expectRecords',
      2,
      ended({ completed: 3 }),
      '3 records arrived (--expect-records requires exactly 2).',
    ],
  ] as const)('that is missed says what it found: %s %s', async (key, wanted, end, message) => {
    const { result } = await story([end], { [key]: wanted });
    expect(result.error?.message).toBe(message);
  });

  it('is one of several, all of which are reported, with too many failed records as the most serious', async () => {
    const gates = { maxFailed: 100, minRecords: 5000, expectRecords: 4812 };
    const { result } = await story([some], gates);
    expect(result.gates?.map(({ name, passed }) => [name, passed])).toEqual([
      ['max-failed', false],
      ['min-records', false],
      ['expect-records', true],
    ]);
    expect(result).toMatchObject({ outcome: 'partial', exitCode: 10 });
    expect(result.error?.message).toBe(
      '188 records failed (--max-failed allows 100). ' +
        '4,812 records arrived (--min-records requires 5,000). ' +
        'Passed: 4,812 records arrived (--expect-records requires exactly 4,812).',
    );
  });

  it('leads to the records if any were counted, and to the service if none were', async () => {
    const hintOf = async (end: SnapshotFields, gates: object) =>
      (await story([end], gates)).result.error?.hint;
    const counted = expect.stringContaining('Compare its records');
    const uncounted = expect.stringContaining('or leave out the gates');
    expect(await hintOf(some, { maxFailed: 5 })).toEqual(counted);
    expect(await hintOf(some, { maxFailed: 5, minRecords: 1 })).toEqual(counted);
    expect(await hintOf(ended({}), { maxFailed: 5 })).toEqual(uncounted);
    expect(await hintOf(ended({ completed: 5 }), { maxFailed: 5, minRecords: 1 })).toEqual(
      uncounted,
    );
  });

  it('never makes a failed or aborted import milder', async () => {
    for (const state of ['failed', 'aborted'] as const) {
      const end = { ...some, state, vendorState: 'END' };
      const { result } = await story([end], { maxFailed: 5, minRecords: 6000 });
      expect(result).toMatchObject({
        outcome: state,
        gates: [{ passed: false }, { passed: false }],
      });
      expect(result).not.toHaveProperty('error');
    }
    const none = ended({ completed: 5, total: 5, failed: 5 });
    expect((await story([none], { maxFailed: 9 })).result.exitCode).toBe(1);
  });

  it('is not applied to an import that did not end', async () => {
    const { result } = await story([running({ completed: 5 })], { minRecords: 9, timeoutMs: 5000 });
    expect(result).toMatchObject({ outcome: 'timed-out' });
    expect(result).not.toHaveProperty('gates');
  });

  it('is stricter than --fail-on-partial, or milder: the stricter one wins', async () => {
    const both = { failOnPartial: true, maxFailed: 500 };
    const { result } = await story([some], both);
    expect(result).toMatchObject({ outcome: 'partial', gates: [{ passed: true }] });
  });
});

describe('a number of failed records', () => {
  const script = [5, 50, 51, 52].map((failed) => running({ completed: 100 + failed, failed }));

  it('ends a running wait as soon as it is exceeded', async () => {
    const { result, polledMs } = await story(script, { maxFailed: 50, minRecords: 5000 });
    expect(result).toMatchObject({
      outcome: 'partial',
      exitCode: 10,
      snapshot: { state: 'running', failed: 51 },
      gates: [{ name: 'max-failed', wanted: 50, found: 51, passed: false }],
    });
    expect(result.error?.hint).toContain('keeps running');
    expect(polledMs).toHaveLength(3);
  });

  it('ends it even if the import waits for a person', async () => {
    const waits = { ...running({ failed: 2 }), state: 'action-required' as const };
    expect((await story([waits], { maxFailed: 1 })).result.outcome).toBe('partial');
    expect((await story([waits], { maxFailed: 2 })).result.outcome).toBe('action-required');
  });

  it('ends nothing as a share, nor in a status', async () => {
    const share = await story([...script, all], { maxFailed: '1%' });
    expect(share.result.outcome).toBe('succeeded');
    const status = await story([...script].reverse(), { maxFailed: 1, once: true });
    expect(status.result).toMatchObject({ outcome: null, exitCode: 0 });
  });

  it('is announced as not checkable if the service is known not to report it', async () => {
    const { events, result } = await story([all], { maxFailed: 5, reportsFailed: false });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'warning', code: 'no-failed-records' }),
    );
    expect(result.exitCode).toBe(0);
    const others = await story([all], { minRecords: 5, reportsFailed: false });
    expect(others.events.filter(({ type }) => type === 'warning')).toEqual([]);
  });
});

describe('status --exit-code', () => {
  it.each([
    [running(), null, 8],
    [{ ...running(), state: 'queued' as const }, null, 8],
    [{ ...running(), state: 'unknown' as const }, null, 8],
    [{ ...running(), state: 'action-required' as const }, null, 8],
    [succeeded, 'succeeded', 0],
    [{ ...succeeded, state: 'failed' as const }, 'failed', 1],
  ])('of %j', async (scene, outcome, exitCode) => {
    const { result } = await story([scene], { once: true, exitCode: true });
    expect(result).toMatchObject({ outcome, exitCode });
    const plain = await story([scene], { once: true });
    expect(plain.result.exitCode).toBe(exitCode === 8 ? 0 : exitCode);
  });
});
