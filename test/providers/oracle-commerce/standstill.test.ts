import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { ApiClient } from '../../../src/core/provider/api-request.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { oracleCommerce } from '../../../src/providers/oracle-commerce/oracle-commerce.ts';
import { noon } from '../../helpers/clock.ts';

const never = new AbortController().signal;
const settings = { baseUrl: 'https://service.example', accessToken: 'example-token' };
const stopped = { total: 5000, current: 3450 };
const idle = { importInProgressStatus: false };
const busy = { importInProgressStatus: true };

/** An instance whose two answers can be changed between polls that are `stepMs` apart. */
function instance(progress: Json, status: Json | ImportwatchError | (() => never), stepMs = 1000) {
  const state = { progress, status, now: noon, asked: [] as boolean[] };
  const ask: ApiClient = async ({ path }) => {
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

describe('an import that does not change', () => {
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

  it('has failed when nothing has been imported for a minute', async () => {
    const { poll, askedIn } = instance(stopped, idle, 5000);
    expect(await poll(15)).toMatchObject({ state: 'running', vendorState: 'current < total' });
    expect(await poll(3)).toMatchObject({
      state: 'failed',
      vendorState: 'importInProgressStatus is false',
      completed: 3450,
      total: 5000,
      percent: 69,
      message:
        "The count stopped at 3450 of 5000 assets, and nothing is being imported on this instance. Either the import stopped early, or the other 1550 assets had errors: Oracle's API doesn't report which ones, or why.",
    });
    expect(askedIn()).toEqual([4, 5, 6, 9, 12, 15, 18]);
  });

  it.each([
    { stepMs: 1000, polls: 3 + 63 },
    { stepMs: 20_000, polls: 3 + 6 },
    { stepMs: 29_999, polls: 3 + 6 },
    { stepMs: 30_000, polls: 3 + 3 },
    { stepMs: 120_000, polls: 3 + 3 },
  ])(
    'has not failed before a minute and three answers, polled every $stepMs ms',
    async ({ stepMs, polls }) => {
      const { poll, state } = instance(stopped, idle, stepMs);
      const states: string[] = [];
      while (states.at(-1) !== 'failed' && states.length < 100) states.push((await poll()).state);
      expect(states).toHaveLength(polls);
      expect(new Set(states.slice(0, -1))).toEqual(new Set(['running']));
      expect(state.asked.filter(Boolean).length).toBeGreaterThanOrEqual(3);
    },
  );

  it('has not failed if its counts only change every so often, despite a false answer', async () => {
    const { poll, state } = instance(stopped, idle);
    for (let current = 3450; current < 3460; current++) {
      state.progress = { total: 5000, current };
      expect(await poll(59)).toMatchObject({ state: 'running', completed: current });
    }
  });

  it('gets three times the longest pause between two changes of its counts', async () => {
    const { poll, state } = instance(stopped, busy);
    await poll(40);
    state.progress = { total: 5000, current: 3460 };
    await poll(10);
    state.progress = { total: 5000, current: 3470 };
    state.status = idle;
    // Asked from the fourth poll on, so for 120 s from then.
    expect(await poll(4 + 119)).toMatchObject({ state: 'running' });
    expect(await poll(3)).toMatchObject({ state: 'failed' });
  });

  it('is not given the time that it took to begin', async () => {
    const { poll, state } = instance({}, busy);
    await poll(600);
    state.progress = { total: 5000, current: 0 };
    await poll(600);
    state.progress = stopped;
    state.status = idle;
    await poll(3 + 60);
    expect(await poll(3)).toMatchObject({ state: 'failed' });
  });

  it('continues if something is imported, and is doubted again three polls later', async () => {
    const { poll, state, askedIn } = instance(stopped, idle, 30_000);
    await poll(5);
    state.status = busy;
    expect(await poll(3)).toMatchObject({ state: 'running' });
    state.status = idle;
    expect(await poll(2)).toMatchObject({ state: 'running' });
    expect(askedIn()).toEqual([4, 5, 6, 9, 10]);
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('continues if the instance is importing again after it was believed to be idle', async () => {
    const { poll, state, askedIn } = instance(stopped, idle, 10_000);
    await poll(6);
    state.status = busy;
    expect(await poll(3)).toMatchObject({ state: 'running' });
    state.status = idle;
    expect(await poll(6)).toMatchObject({ state: 'running' });
    expect(askedIn()).toEqual([4, 5, 6, 9, 12, 13, 14]);
  });

  it('continues when it moves again', async () => {
    const { poll, state, askedIn } = instance(stopped, idle, 30_000);
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

describe('an import that reaches its total', () => {
  const part = { total: 5000, current: 3450 };
  const all = { total: 5000, current: 5000 };

  it('has succeeded immediately if nothing else is imported', async () => {
    const { poll, state, askedIn } = instance(part, idle);
    await poll();
    state.progress = all;
    expect(await poll()).toMatchObject({ state: 'succeeded', vendorState: 'current >= total' });
    expect(askedIn()).toEqual([2]);
  });

  it('is polled once more if something is still imported', async () => {
    const { poll, state, askedIn } = instance(part, busy);
    await poll();
    state.progress = all;
    expect(await poll()).toEqual({
      state: 'running',
      vendorState: 'importInProgressStatus is true',
      completed: 5000,
      total: 5000,
      percent: 100,
      observedAt: state.now,
    });
    expect(await poll()).toMatchObject({ state: 'succeeded', message: 'all assets processed' });
    expect(askedIn()).toEqual([2]);
  });

  it('continues each time the total has grown meanwhile', async () => {
    const { poll, state } = instance(part, busy);
    await poll();
    const seen = [];
    for (const [total, current] of [
      [5000, 5000],
      [8000, 5000],
      [8000, 8000],
      [9000, 9000],
      [9000, 9000],
    ] as const) {
      state.progress = { total, current };
      seen.push((await poll()).state);
    }
    expect(seen).toEqual(['running', 'running', 'running', 'running', 'succeeded']);
  });

  it('has succeeded if the instance does not answer that', async () => {
    for (const status of [{}, new ImportwatchError('busy', 'No.')]) {
      const { poll, state } = instance(part, status);
      await poll();
      state.progress = all;
      expect(await poll()).toMatchObject({ state: 'succeeded' });
    }
  });

  it('has succeeded at the first poll, whatever else is imported', async () => {
    const { poll, askedIn } = instance(all, busy);
    expect(await poll()).toMatchObject({ state: 'succeeded' });
    expect(askedIn()).toEqual([]);
  });
});

describe('an import with a record that becomes empty', () => {
  const gone = {
    code: 'not-found',
    message: 'The service no longer returns counts.',
  };
  const outcome = (polled: Promise<unknown>) =>
    polled.then(
      () => 'polled',
      (error: ImportwatchError) => error,
    );

  it.each([{}, { total: 0 }, { total: 0, current: 0 }, { total: null, current: null }])(
    'is gone when three answers over five seconds say that nothing is imported: %o',
    async (empty) => {
      const { poll, state, askedIn } = instance(stopped, idle, 2500);
      await poll();
      state.progress = empty;
      expect(await poll(2)).toEqual({
        state: 'running',
        vendorState: 'total' in empty && empty.total === 0 ? 'total is 0' : 'no counts',
        completed: 3450,
        total: 5000,
        percent: 69,
        message: 'the counts are gone (the last were 3450 of 5000)',
        observedAt: state.now,
      });
      await expect(poll()).rejects.toMatchObject(gone);
      expect(askedIn()).toEqual([2, 3, 4]);
    },
  );

  it('is not gone before five seconds, however it is empty', async () => {
    const { poll, state } = instance(stopped, idle);
    await poll();
    for (const empty of [{}, { total: 0 }, {}, { current: 0 }, {}]) {
      state.progress = empty;
      expect(await poll()).toMatchObject({ state: 'running', completed: 3450 });
    }
    await expect(poll()).rejects.toMatchObject(gone);
  });

  it('is not gone while something is imported, and not when the counts return', async () => {
    const { poll, state, askedIn } = instance(stopped, busy, 2500);
    await poll();
    state.progress = {};
    expect(await poll(100)).toMatchObject({ state: 'running', completed: 3450 });
    expect(askedIn().slice(0, 3)).toEqual([2, 5, 8]);
    state.progress = { total: 5000, current: 10 };
    state.status = idle;
    expect(await poll()).toMatchObject({ state: 'running', completed: 10 });
  });

  it('is gone after a minute if the instance does not report its activity', async () => {
    for (const status of [new ImportwatchError('refused', 'No.'), {}]) {
      const { poll, state } = instance(stopped, status);
      await poll();
      state.progress = {};
      expect(await poll(60)).toMatchObject({ state: 'running' });
      await expect(poll()).rejects.toMatchObject(gone);
    }
  });

  it('is gone a minute after the instance last reported activity', async () => {
    const { poll, state } = instance(stopped, busy);
    await poll();
    state.progress = {};
    await poll(100);
    state.status = {};
    expect(await outcome(poll(58))).toBe('polled');
    expect(await outcome(poll(4))).toMatchObject(gone);
  });

  it('is not empty with a count of its own', async () => {
    const { poll, state } = instance(stopped, idle, 30_000);
    await poll();
    for (const odd of [{ current: 20 }, { total: 5000 }]) {
      state.progress = odd;
      expect(await poll(3)).toMatchObject({ state: 'queued', vendorState: 'no counts' });
    }
  });

  it.each([
    [{}, { total: 0 }],
    [{ total: 5000 }, {}],
    [{ current: 20 }, {}],
  ])('is not gone if it was never counted: %o, then %o', async (before, after) => {
    const { poll, state } = instance(before, idle, 30_000);
    await poll();
    state.progress = after;
    expect(await poll(100)).toMatchObject({ state: 'queued' });
  });
});

describe('an import without any imported asset', () => {
  const counted = { total: 5000, current: 0 };

  it('waits to be started if nothing is imported, and never fails', async () => {
    const { poll } = instance(counted, idle, 2500);
    expect(await poll(5)).toMatchObject({ state: 'running' });
    expect(await poll(1000)).toMatchObject({
      state: 'queued',
      vendorState: 'importInProgressStatus is false',
      completed: 0,
      total: 5000,
      message: 'nothing is running on this instance: not started yet',
      warnings: [
        {
          code: 'nothing-running',
          message: expect.stringMatching(
            /hasn't started, or it waits for a confirmation\. importwatch keeps waiting\.$/,
          ),
        },
      ],
    });
  });

  it('never fails if it was counted while it was watched either', async () => {
    const { poll, state } = instance({}, idle, 30_000);
    await poll();
    state.progress = counted;
    expect(await poll(100)).toMatchObject({ state: 'queued', completed: 0, total: 5000 });
  });

  it('has changed when its total has', async () => {
    const { poll, state, askedIn } = instance(counted, idle, 30_000);
    for (const total of [5000, 6000, 7000]) {
      state.progress = { total, current: 0 };
      await poll(3);
    }
    expect(askedIn()).toEqual([]);
  });

  it('has begun with its first asset, and can stop from then on', async () => {
    const { poll, state } = instance(counted, idle, 30_000);
    await poll(10);
    state.progress = { total: 5000, current: 1 };
    const begun = await poll();
    expect(begun).toMatchObject({ state: 'running', vendorState: 'current < total' });
    expect(begun).not.toHaveProperty('warnings');
    expect(await poll(6)).toMatchObject({ state: 'failed', completed: 1 });
  });

  it('has begun if its counts have gone back to 0', async () => {
    const { poll, state } = instance(stopped, idle, 30_000);
    await poll();
    state.progress = counted;
    expect(await poll(7)).toMatchObject({ state: 'failed', completed: 0 });
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
          message:
            "Nothing is being imported on this instance. The import hasn't started yet, it was empty, or the token is wrong. importwatch keeps waiting.",
        },
      ],
    });
    expect(await poll(30)).toMatchObject({ state: 'queued', message: said });
  });

  it('withdraws the warning when something is imported, and when it is counted', async () => {
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

describe('a second request without an answer', () => {
  const atEachPoll = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
  const nowAndThen = [4, 7, 10, 13];

  it.each([
    { code: 'busy', polls: atEachPoll },
    { code: 'bad-answer', polls: atEachPoll },
    { code: 'unreachable', polls: atEachPoll },
    { code: 'refused', polls: nowAndThen },
    { code: 'not-found', polls: nowAndThen },
    { code: 'rejected', polls: nowAndThen },
  ] as const)('does not disturb the poll, and is repeated: $code', async ({ code, polls }) => {
    const { poll, askedIn } = instance(stopped, new ImportwatchError(code, 'No.'), 2500);
    expect(await poll(3 + 10)).toMatchObject({ state: 'running', completed: 3450 });
    expect(askedIn()).toEqual(polls);
  });

  it.each(['busy', 'refused', 'not-found', 'rejected'] as const)(
    'counts again as soon as it is answered, for this import and for others: %s',
    async (code) => {
      const { poll, state } = instance(stopped, new ImportwatchError(code, 'No.'), 30_000);
      await poll(4);
      state.status = idle;
      expect(await poll(5)).toMatchObject({ state: 'failed' });
      expect(await poll(6, { id: 'other' })).toMatchObject({ state: 'failed' });
    },
  );

  it('takes nothing back that was answered before', async () => {
    const { poll, state } = instance(stopped, idle, 30_000);
    await poll(5);
    state.status = new ImportwatchError('refused', 'No.');
    await poll();
    state.status = idle;
    expect(await poll(3)).toMatchObject({ state: 'failed' });
  });

  it.each([
    { body: {} },
    { body: { importInProgressStatus: 'false' } },
    { body: { importInProgressStatus: null } },
  ])('proves nothing: $body', async ({ body }) => {
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
