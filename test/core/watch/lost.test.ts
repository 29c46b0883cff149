import { describe, expect, it, test } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import {
  type ImportState,
  importStates,
  type SnapshotFields,
} from '../../../src/core/model/snapshot.ts';
import { lastSeen } from '../../../src/core/watch/lost.ts';
import { noon } from '../../helpers/clock.ts';
import { running, story, succeeded, unavailable } from '../../helpers/story.ts';

const byStatus = new ImportwatchError(
  'not-found',
  'https://a.example does not know it (HTTP 404).',
  {
    status: 404,
    hint: 'Check the id.',
  },
);
const byCode = new ImportwatchError('not-found', 'No such task.');
const byMeaning = new ImportwatchError('gone', 'It was deleted.', { status: 410 });
const byWord: SnapshotFields = { state: 'not-found', vendorState: 'NOT_FOUND' };
const ten = running({ completed: 10, total: 100 });

describe('an import that was seen and no longer exists', () => {
  it.each([
    ['an HTTP status', byStatus],
    ['an error code', byCode],
    ['a meaning of its own', byMeaning],
    ['a word', byWord],
  ])('is gone, by %s', async (_name, scene) => {
    for (const id of ['42', '']) {
      const { result, events } = await story([ten, scene], { id, intervalMs: 4000 });
      expect(result).toMatchObject({ outcome: 'no-answer', exitCode: 6, polls: 2, unseenMs: 4000 });
      expect(result.error).toMatchObject({ code: 'gone' });
      expect(result.error?.message).toMatch(
        /^The import is gone: it was running 4s ago, at 10 of 100\. \S/,
      );
      expect(result.error?.hint).toBe('Look up the outcome in the service.');
      expect(result.snapshot).toMatchObject({ state: 'running', completed: 10 });
      expect(events.map(({ type }) => type)).toEqual(['start', 'progress', 'result']);
    }
  });

  it('keeps the message and the status of the service', async () => {
    const { result } = await story([ten, byStatus]);
    expect(result.error).toEqual({
      code: 'gone',
      message:
        'The import is gone: it was running 1s ago, at 10 of 100. https://a.example does not know it (HTTP 404).',
      status: 404,
      hint: 'Look up the outcome in the service.',
    });
    expect((await story([ten, byCode])).result.error).not.toHaveProperty('status');
  });

  it('was last seen before any outage', async () => {
    const { result } = await story([ten, unavailable, unavailable, byStatus]);
    expect(result.error?.message).toContain('it was running 4s ago, at');
  });

  it.each<[ImportState, string]>([
    ['queued', 'queued'],
    ['blocked', 'blocked'],
    ['unknown', 'in an unknown state'],
    ['action-required', 'waiting for a person'],
  ])('and was %s is reported as such', async (state, words) => {
    const before = { state, vendorState: 'X' };
    const { result } = await story([before, byWord], { onActionRequired: 'wait' });
    expect(result.error?.message).toContain(`it was ${words} 1s ago.`);
  });

  it.each<[Partial<SnapshotFields>, string]>([
    [{ completed: 3450, total: 5000 }, 'running 1s ago, at 3,450 of 5,000.'],
    [{ completed: 3450 }, 'running 1s ago, at 3,450.'],
    [{ percent: 40.7 }, 'running 1s ago, at 40%.'],
    [{ total: 5000, percent: 40.7 }, 'running 1s ago, at 40% of 5,000.'],
    [{ total: 5000 }, 'running 1s ago.'],
    [{}, 'running 1s ago.'],
  ])('and was last seen with %o is reported with that', async (figures, stood) => {
    const { result } = await story([running(figures), byStatus]);
    expect(result.error?.message).toContain(`The import is gone: it was ${stood} https`);
  });

  it('is gone with --new as well, unless it is the one that had ended before', async () => {
    const ended = { ...succeeded, id: 'a' };
    const options = { id: '', onlyNew: true };
    const { result } = await story([ended, running({ id: 'b' }), byCode], options);
    expect(result).toMatchObject({ exitCode: 6, error: { code: 'gone' } });
    const before = await story([ended, byCode, { ...succeeded, id: 'b' }], options);
    expect(before.result.outcome).toBe('succeeded');
  });
});

test('there is a text for every state of a lost import', () => {
  const words = importStates.map((state) => lastSeen(state, 4000));
  expect(new Set(words).size).toBe(importStates.length);
  for (const word of words) expect(word).toMatch(/^[a-z ]+ 4s ago$/);
});

describe('an import that was never seen', () => {
  it('is not found, also after a retry', async () => {
    for (const scene of [byStatus, byCode, byWord]) {
      const { result } = await story([unavailable, scene], { once: true });
      expect(result).toMatchObject({ outcome: 'not-found', exitCode: 5, polls: 2 });
      expect((await story([unavailable, scene])).result.exitCode).toBe(5);
    }
    expect((await story([byMeaning])).result).toMatchObject({ exitCode: 6, polls: 1 });
  });

  it('is not found if its first answer did not know it either', async () => {
    const { result } = await story([byWord, byStatus]);
    expect(result).toMatchObject({ exitCode: 5 });
  });
});

describe('another run under the same id', () => {
  const ofRun = (run: string, completed: number, total: number) =>
    running({ run, completed, total });

  it('ends the wait, whatever it shows', async () => {
    const done = { ...succeeded, run: 'T1', completed: 5, total: 5 };
    for (const other of [ofRun('T1', 1, 5), done]) {
      const { result, events } = await story([ofRun('T0', 900, 1000), other]);
      expect(events.map(({ type }) => type)).toEqual(['start', 'progress', 'result']);
      expect(result).toMatchObject({ outcome: 'no-answer', exitCode: 6, polls: 2, unseenMs: 1000 });
      expect(result.snapshot).toMatchObject({ run: 'T0', completed: 900 });
      expect(result.error).toEqual({
        code: 'superseded',
        message: 'Another run has replaced this import, which was running 1s ago, at 900 of 1,000.',
        hint: 'The service may have restarted and reused the id. Look up the outcome in the service.',
      });
    }
  });

  it('is noticed in spite of an answer without the run', async () => {
    const { result } = await story([ofRun('T0', 1, 5), running(), ofRun('T1', 2, 5)]);
    expect(result.error?.code).toBe('superseded');
  });

  it('is not reported while the run is the same or not given', async () => {
    const same = [ofRun('T0', 9, 10), ofRun('T0', 2, 10), { ...succeeded, run: 'T0' }];
    expect((await story(same)).result.outcome).toBe('succeeded');
    const late = [running(), ofRun('T0', 2, 10), { ...succeeded, run: 'T0' }];
    expect((await story(late)).result.outcome).toBe('succeeded');
    expect((await story([ofRun('T0', 2, 10), succeeded])).result.outcome).toBe('succeeded');
  });

  it('is the next import with --new, even if it has ended as well', async () => {
    const ended = (run: string) => ({ ...succeeded, run });
    const options = { id: '', onlyNew: true };
    const { result } = await story([ended('a'), ended('a'), ended('b')], options);
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 3 });
  });
});

describe('a start that moves while counts fall back', () => {
  async function codesOf(...scenes: SnapshotFields[]) {
    const { events } = await story([...scenes, succeeded]);
    return events.flatMap((event) => (event.type === 'warning' ? [event.code] : []));
  }
  const begun = (startedAt: number | undefined, fields: Partial<SnapshotFields>) =>
    running({ startedAt, ...fields });

  it('causes a warning', async () => {
    for (const fields of [{ completed: 9 }, { total: 9 }, { percent: 9 }]) {
      const less = Object.fromEntries(Object.keys(fields).map((key) => [key, 8]));
      expect(await codesOf(begun(noon, fields), begun(noon + 1, less))).toEqual(['other-run']);
      expect(await codesOf(begun(noon, fields), begun(noon - 1, less))).toEqual(['other-run']);
      expect(await codesOf(begun(noon, fields), begun(noon, less))).toEqual([]);
      expect(await codesOf(begun(noon, fields), begun(noon + 1, fields))).toEqual([]);
      expect(await codesOf(begun(undefined, fields), begun(noon, less))).toEqual([]);
      expect(await codesOf(begun(noon, fields), begun(undefined, less))).toEqual([]);
      expect(await codesOf(begun(noon, fields), begun(noon + 1, {}))).toEqual([]);
      expect(await codesOf(begun(noon, {}), begun(noon + 1, less))).toEqual([]);
    }
  });

  it('causes a warning even across answers that leave out the start or the counts', async () => {
    const [before, after] = [begun(noon, { completed: 9 }), begun(noon + 1, { completed: 8 })];
    for (const between of [running(), begun(noon + 1, {}), running({ completed: 9 })]) {
      expect(await codesOf(before, between, after)).toEqual(['other-run']);
    }
    expect(await codesOf(before, begun(noon + 1, {}), begun(noon, { completed: 8 }))).toEqual([]);
  });

  it('is reported, and ends nothing', async () => {
    const { events, result } = await story([
      begun(noon, { completed: 900, total: 1000 }),
      { ...succeeded, startedAt: noon + 5, completed: 5, total: 5 },
    ]);
    expect(events.find(({ type }) => type === 'warning')).toMatchObject({
      message:
        'The start time has changed and the counts have gone down. The service seems to show another run under the same id.',
    });
    expect(result.outcome).toBe('succeeded');
  });

  it('is not reported if the service says that the run is the same', async () => {
    const same = { run: 'T0' };
    const script = [
      begun(noon, { ...same, completed: 9 }),
      begun(noon + 1, { ...same, completed: 8 }),
    ];
    expect(await codesOf(...script)).toEqual([]);
  });
});
