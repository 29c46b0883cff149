import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { SnapshotFields } from '../../../src/core/model/snapshot.ts';
import { noon } from '../../helpers/clock.ts';
import {
  running,
  type Scene,
  type StoryOptions,
  story,
  succeeded,
  unavailable,
} from '../../helpers/story.ts';

const minutes = 60_000;
const noConnection = new ImportwatchError('unreachable', 'No connection.');

async function errorAfter(script: Parameters<typeof story>[0], options: StoryOptions = {}) {
  const { result } = await story(script, options);
  return result.error ?? { message: '', hint: '' };
}

async function warningsOf(script: readonly Scene[], options: StoryOptions = {}) {
  const { events } = await story(script, options);
  return events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
}

describe('the reason of an end', () => {
  it('counts the polls without a usable answer', async () => {
    const lasting = await errorAfter([running(), unavailable], { maxOutageMs: 20_000 });
    expect(lasting.message).toBe(
      `${unavailable.message} importwatch gave up after 6 polls in 20s.`,
    );
    const twice = await errorAfter([unavailable], { maxOutageMs: 0 });
    expect(twice.message).toContain('importwatch gave up after 2 polls in 1s.');
  });

  it('says how long nothing has changed', async () => {
    const stalled = [running(), running({ completed: 1 })];
    expect(await errorAfter(stalled, { stallTimeoutMs: 90_000 })).toEqual({
      code: 'stalled',
      message: 'Nothing has changed for 1m 30s. The import may still be running.',
      hint: 'Check the import in the service, or raise --stall-timeout.',
    });
  });

  it('says how long was waited', async () => {
    expect(await errorAfter([running()], { timeoutMs: 90_000 })).toEqual({
      code: 'timed-out',
      message: expect.stringMatching(/^Time limit of 1m 30s reached \(--timeout\)\. The import/),
      hint: 'To wait longer, resume with a longer --timeout.',
    });
    expect(await errorAfter([unavailable], { timeoutMs: 5000 })).toEqual({
      code: 'timed-out',
      message: `Time limit of 5s reached (--timeout) without a usable answer. The outcome of the import is unknown. Last error: ${unavailable.message}`,
      hint: 'Try again later. To wait longer, use a longer --timeout.',
    });
    expect((await errorAfter([noConnection], { timeoutMs: 5000 })).hint).toBe(
      'Check that you can reach the service. To wait longer, use a longer --timeout.',
    );
    const approval = { state: 'action-required', vendorState: 'PAUSED' } as const;
    const waits = { timeoutMs: 5000, onActionRequired: 'wait' } as const;
    expect(await errorAfter([approval], waits)).toMatchObject({
      message: expect.stringContaining('The import is still waiting for a person.'),
      hint: 'Continue the import in the service, then resume the wait.',
    });
  });

  it('includes the service’s message about an unknown id', async () => {
    const unknown: SnapshotFields = { state: 'not-found', vendorState: 'NOT_FOUND' };
    expect(await errorAfter([unknown])).toEqual({
      code: 'not-found',
      message: "The service doesn't know an import with this id: NOT_FOUND.",
      hint: 'Check the id, and that the profile points to the service that runs the import.',
    });
    const worded = { ...unknown, message: 'no such id' };
    expect((await errorAfter([worded])).message).toContain(': NOT_FOUND, no such id');
    const ifNotFound = 'There is no profile "a".';
    expect((await errorAfter([unknown], { ifNotFound })).hint).toMatch(/ the import\. There is no/);
    expect((await errorAfter([running(), unknown], { ifNotFound })).hint).not.toContain('profile');
    expect(await errorAfter([running(), worded])).toMatchObject({
      code: 'gone',
      message: expect.stringContaining(': NOT_FOUND, no such id'),
    });
  });

  it('is the message of a final error, with its status and hint', async () => {
    const refused = new ImportwatchError('refused', 'No.', { status: 401, hint: 'Ask somebody.' });
    expect(await errorAfter([refused])).toEqual({
      code: 'refused',
      message: 'No.',
      status: 401,
      hint: 'Ask somebody.',
    });
    expect(await errorAfter([new ImportwatchError('refused', 'No.')])).toEqual({
      code: 'refused',
      message: 'No.',
    });
  });
});

describe('a warning', () => {
  const done = (updatedAt?: number): SnapshotFields => ({ ...succeeded, id: 'a', updatedAt });
  const noId = { id: '' };

  it('says how old an end is, beyond ten minutes', async () => {
    expect(await warningsOf([done(noon - 11 * minutes)], noId)).toEqual([
      'This import had already finished 11m 00s before the first poll, so it may not be the one you mean. Use --new to wait for the next one.',
    ]);
    expect(await warningsOf([done(noon - 10 * minutes)], noId)).toEqual([]);
    expect(await warningsOf([done()], noId)).toEqual([
      "This import had already finished before the first poll, so it may not be the one you mean. Use --new to wait for the next one. The service doesn't report when it finished.",
    ]);
  });

  it('names the end that the watch does not wait for', async () => {
    const next = { ...done(noon), id: 'b' };
    const options = { id: '', onlyNew: true };
    expect(await warningsOf([done(noon - 3 * minutes), next], options)).toEqual([
      'The most recent import ended 3m 00s ago (SUCCESS). Waiting for the next one.',
    ]);
    expect(await warningsOf([done(), next], options)).toEqual([
      'The most recent import ended (SUCCESS). Waiting for the next one.',
    ]);
    const none = new ImportwatchError('not-found', 'No import has ever run.');
    expect(await warningsOf([none, next], options)).toEqual([
      "This service hasn't run an import yet. Waiting for the first one.",
    ]);
  });

  it('says when it retries a service that asks for a pause', async () => {
    const wanting = { notBeforeMs: 1e9 };
    expect(await warningsOf([running(), succeeded], wanting)).toEqual([
      'The service asks for a pause of 11d 13h, but --max-outage leaves only 5m 00s. importwatch polls again in 5m 00s.',
    ]);
    expect(await warningsOf([unavailable], wanting)).toEqual([
      'The service asks for a pause of 11d 13h, but --max-outage leaves only 15s. importwatch polls again in 15s.',
    ]);
    const exactly = { maxOutageMs: 9000, notBeforeMs: 9000 };
    expect(await warningsOf([running(), succeeded], exactly)).toEqual([]);
    expect(await warningsOf([unavailable, succeeded], exactly)).toEqual([]);
    const limited = { notBeforeMs: 1e9, timeoutMs: 9000 };
    expect(await warningsOf([running(), succeeded], limited)).toEqual([]);
    expect(await warningsOf([unavailable, succeeded], limited)).toEqual([]);
  });

  it('says for how long nothing has changed', async () => {
    expect(await warningsOf([running()], { timeoutMs: 15 * minutes })).toEqual([
      'Nothing has changed for 10m 00s. To stop waiting when this happens, use --stall-timeout.',
    ]);
    const still = { timeoutMs: 10 * minutes - 1, intervalMs: 10 * minutes - 1 };
    expect(await warningsOf([running()], still)).toEqual([]);
    const justNow = { timeoutMs: 10 * minutes + 1, intervalMs: 10 * minutes };
    expect(await warningsOf([running()], justNow)).toHaveLength(1);
  });

  it('names an unknown status, and the service', async () => {
    const strange: SnapshotFields = { state: 'unknown', vendorState: 'DONE_ISH' };
    expect(await warningsOf([strange, succeeded])).toEqual([
      `Unknown status "DONE_ISH" (not in The Service's documentation); still waiting.`,
    ]);
  });

  it('leaves what an unknown status means to a provider that knows more', async () => {
    const own = { code: 'unknown-state', message: 'Add it to the list.' };
    const strange: SnapshotFields = { state: 'unknown', vendorState: 'NEW', warnings: [own] };
    expect(await warningsOf([strange, succeeded])).toEqual([own.message]);
  });

  it('says what the import is waiting for, to the person it waits for', async () => {
    const choose: SnapshotFields = {
      state: 'action-required',
      vendorState: 'choose',
      message: 'Choose the users.',
      url: 'https://chat.example/import.',
    };
    const waits = { onActionRequired: 'wait' } as const;
    expect(await warningsOf([choose, succeeded], waits)).toEqual([
      'Choose the users. Continue it at https://chat.example/import.',
    ]);
    const { message: _message, url: _url, ...silent } = choose;
    expect(await warningsOf([silent, succeeded], waits)).toEqual([
      'The import is waiting for a person.',
    ]);
    expect(await warningsOf([choose], { onActionRequired: 'exit' })).toEqual([]);
  });

  it('of the provider is passed on, once', async () => {
    const odd = running({ warnings: [{ code: 'odd', message: 'That is odd.' }] });
    expect(await warningsOf([odd, odd, succeeded])).toEqual(['That is odd.']);
  });

  it('of the connection itself comes first', async () => {
    const warning = { code: 'insecure-tls', message: 'Anyone may answer.' };
    const { events } = await story([succeeded], { warnings: [warning] });
    expect(events.map(({ type }) => type)).toEqual(['start', 'warning', 'progress', 'result']);
    expect(events[1]).toEqual({ type: 'warning', at: noon, target: events[0]?.target, ...warning });
  });
});
