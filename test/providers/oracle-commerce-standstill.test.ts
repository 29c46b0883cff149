import { describe, expect, it } from 'vitest';
import type { Ask } from '../../src/core/ask.ts';
import { ImportwatchError } from '../../src/core/errors.ts';
import type { Json } from '../../src/core/json.ts';
import { oracleCommerce } from '../../src/providers/oracle-commerce.ts';
import { noon } from '../helpers/clock.ts';

const never = new AbortController().signal;
const settings = { baseUrl: 'https://service.example', accessToken: 'example-token' };
const stopped = { total: 5000, current: 3450 };
const idle = { importInProgressStatus: false };
const busy = { importInProgressStatus: true };

/** An instance whose two answers can be changed between polls that are `stepMs` apart. */
function instance(progress: Json, status: Json | ImportwatchError | (() => never), stepMs = 1000) {
  const state = { progress, status, now: noon, asked: [] as boolean[] };
  const ask: Ask = async ({ path }) => {
    const answer = (body: Json) => ({ status: 200, body, at: state.now, atMs: state.now });
    if (path === '/ccadmin/v1/refresh') throw new ImportwatchError('refused', 'No.');
    if (path !== '/ccadmin/v1/asset/importStatus') return answer(state.progress);
    state.asked[state.asked.length - 1] = true;
    if (typeof state.status === 'function') return state.status();
    if (state.status instanceof ImportwatchError) throw state.status;
    return answer(state.status);
  };
  const connection = oracleCommerce.connect(settings, ask);
  return {
    state,
    /** Polls so often; gives the last snapshot. */
    async poll(times = 1, { id = 'a1b2_c3', signal = never } = {}) {
      let last = await next();
      for (let count = 1; count < times; count++) last = await next();
      return last;

      async function next() {
        state.now += stepMs;
        state.asked.push(false);
        return connection.poll(id, signal);
      }
    },
    /** In which polls the second question was asked, counted from 1. */
    askedIn: () => state.asked.flatMap((asked, index) => (asked ? [index + 1] : [])),
  };
}

describe('an import that stands still', () => {
  it('is doubted only after three polls without a change', async () => {
    const { poll, askedIn } = instance(stopped, busy);
    await poll(3);
    expect(askedIn()).toEqual([]);
    await poll(1);
    expect(askedIn()).toEqual([4]);
  });

  it('is never doubted while it moves', async () => {
    const { poll, state, askedIn } = instance(stopped, idle);
    for (let current = 0; current < 20; current++) {
      state.progress = { total: 5000, current };
      await poll(2);
    }
    expect(askedIn()).toEqual([]);
  });

  it('has failed when three answers in a row over five seconds say that nothing is imported', async () => {
    const { poll, askedIn } = instance(stopped, idle, 2500);
    expect(await poll(5)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({
      state: 'failed',
      vendorState: 'importInProgressStatus is false',
      completed: 3450,
      total: 5000,
      percent: 69,
      message:
        'stopped at 3450 of 5000 assets: nothing is imported on this instance any more. Oracle gives no reason on this API.',
    });
    expect(askedIn()).toEqual([4, 5, 6]);
  });

  it('has not failed before five seconds, however often it was asked', async () => {
    const { poll } = instance(stopped, idle, 500);
    expect(await poll(3 + 10)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('has not failed before three answers, however long they took', async () => {
    const { poll } = instance(stopped, idle, 60_000);
    expect(await poll(3 + 2)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('goes on where something is imported, and is doubted anew three polls later', async () => {
    const { poll, state, askedIn } = instance(stopped, idle, 2500);
    await poll(5);
    state.status = busy;
    expect(await poll(3)).toMatchObject({ state: 'running' });
    state.status = idle;
    expect(await poll(2)).toMatchObject({ state: 'running' });
    expect(askedIn()).toEqual([4, 5, 6, 9, 10]);
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('goes on when it moves again', async () => {
    const { poll, state, askedIn } = instance(stopped, idle, 2500);
    await poll(5);
    state.progress = { total: 5000, current: 3451 };
    expect(await poll(3)).toMatchObject({ state: 'running' });
    expect(askedIn()).toEqual([4, 5]);
  });

  it('is doubted for itself, not with others', async () => {
    const { poll, askedIn } = instance(stopped, idle);
    await poll(3, { id: 'one' });
    await poll(3, { id: 'other' });
    expect(askedIn()).toEqual([]);
    await poll(1, { id: 'one' });
    expect(askedIn()).toEqual([7]);
  });

  it('is not doubted at its end', async () => {
    const { poll } = instance({ total: 5000, current: 5000 }, idle, 2500);
    expect(await poll(10)).toMatchObject({ state: 'succeeded' });
  });
});

describe.each([
  { seen: 'total 0', progress: { total: 0, current: 0 } },
  { seen: 'no counts', progress: {} },
])('an import with $seen', ({ progress }) => {
  const said = 'nothing is running on this instance: not started yet, or an empty import';

  it('stays queued, with a warning, when nothing is imported', async () => {
    const { poll } = instance(progress, idle, 2500);
    expect(await poll(5)).not.toHaveProperty('message');
    expect(await poll()).toMatchObject({
      state: 'queued',
      message: said,
      warnings: [
        {
          code: 'nothing-running',
          message: expect.stringMatching(/^Nothing is .*wait goes on\.$/),
        },
      ],
    });
    expect(await poll(30)).toMatchObject({ state: 'queued', message: said });
  });

  it('takes that back when something is imported, and when it is counted', async () => {
    const { poll, state } = instance(progress, idle, 2500);
    await poll(6);
    state.status = busy;
    const taken = await poll(3);
    expect(taken).toMatchObject({ state: 'queued' });
    expect(taken).not.toHaveProperty('message');
    expect(taken).not.toHaveProperty('warnings');
    state.status = idle;
    await poll(6);
    state.progress = { total: 5000, current: 1 };
    expect(await poll()).toMatchObject({ state: 'running' });
  });

  it('is then doubted at every third poll only', async () => {
    const { poll, askedIn } = instance(progress, idle, 2500);
    await poll(15);
    expect(askedIn()).toEqual([4, 5, 6, 9, 12, 15]);
  });
});

describe('a second question that has no answer', () => {
  it.each([
    { code: 'busy', polls: 10 },
    { code: 'bad-answer', polls: 10 },
    { code: 'unreachable', polls: 10 },
    { code: 'refused', polls: 1 },
    { code: 'not-found', polls: 1 },
    { code: 'rejected', polls: 1 },
  ] as const)('does not disturb the poll: $code', async ({ code, polls }) => {
    const { poll, askedIn } = instance(stopped, new ImportwatchError(code, 'No.'), 2500);
    expect(await poll(3 + 10)).toMatchObject({ state: 'running', completed: 3450 });
    expect(askedIn()).toHaveLength(polls);
  });

  it.each([
    { body: {} },
    { body: { importInProgressStatus: 'false' } },
    { body: { importInProgressStatus: null } },
  ])('is no evidence: $body', async ({ body }) => {
    const { poll } = instance(stopped, body, 2500);
    expect(await poll(20)).toMatchObject({ state: 'running' });
  });

  it('is left with the poll that is aborted', async () => {
    const controller = new AbortController();
    const aborted = (): never => {
      controller.abort('no patience');
      throw new ImportwatchError('unreachable', 'Cut.');
    };
    const { poll } = instance(stopped, aborted);
    await poll(3);
    await expect(poll(1, { signal: controller.signal })).rejects.toBe('no patience');
  });

  it('hides no bug', async () => {
    const { poll } = instance(stopped, () => {
      throw new TypeError('a bug');
    });
    await expect(poll(4)).rejects.toThrow('a bug');
  });
});
