import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import {
  running,
  type Scene,
  type StoryOptions,
  story,
  succeeded,
  unavailable,
} from '../../helpers/story.ts';

const noReply = new ImportwatchError('no-reply', 'There was no reply in time.');
const slowDown = new ImportwatchError('rate-limited', 'Slow down.', { status: 429 });

describe('an outage', () => {
  it('never ends a wait before a second poll, however long the first request hangs', async () => {
    const first = (poll: number) => (poll === 1 ? 15_000 : 0);
    const { result, polledMs } = await story([noReply, succeeded], { tookMs: first });
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 2 });
    expect(polledMs).toEqual([0, 16_000]);
  });

  it.each([0, 1, 500, 15_000])('of %i ms lets a second poll be made', async (maxOutageMs) => {
    const { result } = await story([noReply, succeeded], { maxOutageMs, tookMs: 20_000 });
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 2 });
    const lasting = await story([noReply], { maxOutageMs, tookMs: 20_000 });
    expect(lasting.result).toMatchObject({ outcome: 'no-answer', polls: 2 });
  });

  it('ends a wait in which all requests hang, and reports how often and how long it polled', async () => {
    const { result } = await story([noReply], { tookMs: 15_000 });
    expect(result).toMatchObject({ outcome: 'no-answer', exitCode: 6, polls: 2 });
    expect(result.error?.message).toContain('gave up after 2 polls in 31s.');
  });

  it('after good answers is as patient with a request that hangs', async () => {
    const tookMs = (poll: number) => (poll === 2 ? 20_000 : 0);
    const script = [running(), noReply, succeeded];
    const { result } = await story(script, { maxOutageMs: 20_000, tookMs });
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 3 });
  });

  it('is not the time in which the process was stopped in the middle of a request', async () => {
    for (const poll of [1, 2, 3]) {
      const tookMs = (number: number) => (number === poll ? 900_000 : 10);
      const script = [...Array(poll + 3).fill(unavailable), succeeded];
      const { result } = await story([running(), ...script], { tookMs: (n) => tookMs(n - 1) });
      expect(result).toMatchObject({ outcome: 'succeeded', polls: poll + 5 });
    }
  });

  it('is not the time in which the process was stopped between two polls', async () => {
    const script = [running(), unavailable, unavailable, unavailable, succeeded];
    const stopped = { atMs: 1500, forMs: 900_000 };
    const { result } = await story(script, { stopped });
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 5 });
  });

  it('starts again once only for a request that takes as long as an outage can', async () => {
    const { result } = await story([running(), noReply], { maxOutageMs: 3000, tookMs: 5000 });
    expect(result).toMatchObject({ outcome: 'no-answer', polls: 3 });
  });

  it("doesn't count while the service asks for a pause and answers about other imports", async () => {
    const others = (ms: number) => Math.min(ms, 1_200_000);
    const script = (ms: number): Scene => (ms < 1_200_000 ? slowDown : succeeded);
    const { result } = await story(script, { answeredMs: others });
    expect(result.outcome).toBe('succeeded');
  });

  it('that lasts too long has a next step', async () => {
    const hintOf = async (error: ImportwatchError, options: StoryOptions = {}) =>
      (await story([error], options)).result.error;
    expect(await hintOf(unavailable)).toMatchObject({
      hint: 'To retry for longer, raise --max-outage.',
    });
    expect(await hintOf(unavailable, { once: true })).not.toHaveProperty('hint');
    const knowing = new ImportwatchError('busy', 'Busy.', { hint: 'Come back tomorrow.' });
    expect(await hintOf(knowing)).toMatchObject({
      hint: 'Come back tomorrow. To retry for longer, raise --max-outage.',
    });
    expect(await hintOf(knowing, { once: true })).toMatchObject({ hint: 'Come back tomorrow.' });
  });

  it('of a service that has answered before needs patience, whatever else may help', async () => {
    const slow = new ImportwatchError('no-reply', 'No reply.', { hint: 'Raise requestTimeout.' });
    const after = await story([running(), slow]);
    expect(after.result.error?.hint).toBe(
      'Raise requestTimeout. To retry for longer, raise --max-outage.',
    );
    const before = await story([slow]);
    expect(before.result.error?.hint).toBe('Raise requestTimeout.');
  });

  it('at a time limit is part of the result', async () => {
    const { result } = await story([running(), unavailable], { timeoutMs: 5000 });
    expect(result).toMatchObject({ outcome: 'timed-out', lastError: unavailable.message });
    expect((await story([running()], { timeoutMs: 5000 })).result).not.toHaveProperty('lastError');
  });

  it('begins after the last answer about other imports', async () => {
    const options = { tookMs: (poll: number) => (poll === 2 ? 250_000 : 0) };
    const ends = async (lastMs: number) => {
      const others = (ms: number) => Math.min(ms, lastMs);
      return (await story([running(), noReply], { ...options, answeredMs: others })).result
        .durationMs;
    };
    expect(await ends(0)).toBe(301_000);
    expect(await ends(200_000)).toBe(500_000);
  });

  it('counts if the service fails for one import and answers about others', async () => {
    const { result } = await story([unavailable], { answeredMs: (ms) => ms });
    expect(result).toMatchObject({ outcome: 'no-answer', durationMs: 300_000 });
  });

  it('is as long as after a good answer once another import has had one', async () => {
    const { result } = await story([unavailable], { answeredMs: () => -1 });
    expect(result).toMatchObject({ outcome: 'no-answer', durationMs: 300_000 });
    const alone = await story([unavailable], { answeredMs: () => Number.NEGATIVE_INFINITY });
    expect(alone.result.durationMs).toBe(15_000);
  });

  it('can last a while longer, and says for how long', async () => {
    const retries = async (options: StoryOptions) => {
      const { events } = await story([unavailable], options);
      return events.filter((event) => event.type === 'retry');
    };
    const [first] = await retries({});
    expect(first).toMatchObject({ attempt: 1, givesUpMs: 15_000 });
    for (const options of [{ once: true }, { maxOutageMs: 0 }]) {
      for (const retry of await retries(options)) expect(retry).not.toHaveProperty('givesUpMs');
    }
  });

  it('starts again for a request that takes exactly as long as an outage can', async () => {
    const pollsOf = async (longestMs: number) => {
      const tookMs = (poll: number) => (poll === 2 ? longestMs : 0);
      const { result } = await story([running(), noReply], { maxOutageMs: 3000, tookMs });
      return result.polls;
    };
    expect([await pollsOf(2999), await pollsOf(3000)]).toEqual([3, 4]);
  });

  it('of a status is three polls, whatever hangs', async () => {
    const { result } = await story([noReply], { once: true, tookMs: 400_000 });
    expect(result).toMatchObject({ outcome: 'no-answer', polls: 3 });
  });
});
