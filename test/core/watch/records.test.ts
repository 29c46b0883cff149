import { describe, expect, it } from 'vitest';
import {
  type ImportSnapshot,
  type SnapshotFields,
  snapshot,
} from '../../../src/core/model/snapshot.ts';
import { noon } from '../../helpers/clock.ts';
import { running, story, succeeded } from '../../helpers/story.ts';

const ended = (counts: Partial<SnapshotFields>): SnapshotFields => ({ ...succeeded, ...counts });

describe('an import that ended with failed records', () => {
  it.each<[Partial<SnapshotFields>, string, number]>([
    [{ completed: 10, total: 10, failed: 9 }, 'succeeded', 10],
    [{ completed: 10, total: 10, failed: 10 }, 'failed', 1],
    [{ completed: 2, total: 10, failed: 2 }, 'failed', 1],
    [{ completed: 10, failed: 10 }, 'failed', 1],
    [{ total: 10, failed: 10 }, 'failed', 1],
    [{ total: 10, failed: 9 }, 'succeeded', 10],
    [{ failed: 3 }, 'succeeded', 10],
    [{ completed: 1, failed: 2 }, 'failed', 1],
    [{ completed: 0, total: 0, failed: 0 }, 'succeeded', 0],
    [{ hasFailures: true }, 'succeeded', 10],
    [{ completed: 3, total: 3, failed: 3, succeeded: 3 }, 'succeeded', 10],
    [{ completed: 3, total: 3, failed: 3, succeeded: 0 }, 'failed', 1],
    [{ completed: 3, total: 3, failed: 0, succeeded: 0 }, 'succeeded', 0],
  ])('%j, has %s', async (counts, outcome, onRequest) => {
    expect((await story([ended(counts)])).result.outcome).toBe(outcome);
    const { result } = await story([ended(counts)], { failOnPartial: true });
    expect(result.exitCode).toBe(onRequest);
    expect(snapshot(ended(counts), noon).state).toBe(outcome);
  });

  it('has failed only once it has ended', () => {
    const fields = { state: 'running', vendorState: 'X', completed: 2, failed: 2 } as const;
    expect(snapshot(fields, noon).state).toBe('running');
    expect(snapshot({ ...fields, state: 'aborted' }, noon).state).toBe('aborted');
  });
});

describe('--fail-on-partial', () => {
  const warning = {
    code: 'no-failed-records',
    message:
      "The service doesn't report how many records failed, so --fail-on-partial has no effect.",
  };

  it('causes a warning if the service reports no failed records', async () => {
    const warnings = async (options: object) => {
      const { events } = await story([succeeded], options);
      return events.filter(({ type }) => type === 'warning');
    };
    const failOnPartial = true;
    expect(await warnings({ failOnPartial, reportsFailed: false })).toMatchObject([warning]);
    expect(await warnings({ reportsFailed: false })).toEqual([]);
    expect(await warnings({ maxFailed: 5, reportsFailed: false })).toMatchObject([
      {
        message:
          "The service doesn't report how many records failed, so --max-failed can't be checked and this wait can't exit with 0.",
      },
    ]);
  });
});

describe('a success that is unusual', () => {
  const unusual = ({ completed }: ImportSnapshot) => [
    { code: 'unusual-records', message: `${completed} records arrived.` } as const,
  ];

  it('causes a warning, and any other end causes none', async () => {
    const codesOf = async (end: SnapshotFields) => {
      const { events } = await story([running(), end], { unusual });
      return events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
    };
    expect(await codesOf(ended({ completed: 3 }))).toEqual(['3 records arrived.']);
    expect(await codesOf({ ...ended({ completed: 3 }), state: 'failed' })).toEqual([]);
  });

  it('causes a warning at the end if the answers have no number of failed records', async () => {
    const warnings = async (scene: SnapshotFields, reportsFailed = true) => {
      const { events } = await story([scene], { failOnPartial: true, reportsFailed });
      return events.filter(({ type }) => type === 'warning');
    };
    expect(await warnings(succeeded)).toMatchObject([
      {
        code: 'no-failed-records',
        message:
          "The service didn't report how many records of this import failed, so --fail-on-partial has no effect.",
      },
    ]);
    expect(await warnings(ended({ completed: 3, failed: 0 }))).toEqual([]);
    expect(await warnings(ended({ hasFailures: true }))).toEqual([]);
    expect(await warnings({ ...succeeded, state: 'failed' })).toEqual([]);
    expect(await warnings(succeeded, false)).toHaveLength(1);
  });
});

describe('an answer from a cache', () => {
  it.each([
    [{ ageMs: 30_000 }, 0],
    [{ ageMs: 30_001 }, 1],
    [{ ageMs: 30_001, intervalMs: 60_000 }, 0],
    [{ ageMs: 60_001, intervalMs: 60_000 }, 1],
    [{}, 0],
  ])('%j causes %i warnings', async (options, times) => {
    const { events, result } = await story([succeeded], options);
    const warnings = events.filter(({ type }) => type === 'warning');
    expect(warnings).toHaveLength(times);
    if (times > 0) expect(warnings).toMatchObject([{ code: 'cached-answer' }]);
    expect(result.outcome).toBe('succeeded');
  });
});
