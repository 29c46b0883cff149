import { describe, expect, it } from 'vitest';
import { createConnector } from '../../../src/core/http/connector.ts';
import { startPoll } from '../../../src/core/pacing/in-flight-poll.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/ports/send.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { describedProfile } from '../../helpers/described.ts';
import { type Answered, polling } from '../../helpers/polling.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const words = '{ from: status, words: { processing: running, done: succeeded, gone: not-found } }';
const lines = `request: { path: "/tasks/{id}", headers: { X-Key: example-key } }
state: ${words}
completed: done
also:
  from: { batch: batchUid }
  request: { path: "/batches/{batch}", query: { task: "{id}" } }
  completed: progress.done
  total: progress.total
  failed: progress.failed
  percent: progress.percentage`;

const task = { status: 'processing', batchUid: 5 };
const batch = { progress: { done: 3, total: 4, failed: 1, percentage: 50 } };
const isSecond = ({ url }: HttpRequest) => url.pathname.includes('/batches/');

/** Polls as often as there are first answers; the second request is answered each time alike. */
async function seen(first: readonly object[], second: Answered, text = lines) {
  const left = [...first];
  const { poll, sent, time } = await polling(
    text,
    (request) => (isSecond(request) ? second : { body: left.shift() }),
    '7',
  );
  const polls: Record<string, unknown>[] = [];
  for (const _ of first) {
    polls.push({ ...(await poll()) });
    time.ms += 2000;
  }
  return { polls, sent, second: sent.filter(isSecond) };
}

describe('a second request', () => {
  it('fills in what the first answer lacks, with an id from it', async () => {
    const { polls, sent } = await seen([task], { body: batch });
    expect(polls).toMatchObject([
      { state: 'running', completed: 3, total: 4, failed: 1, percent: 75 },
    ]);
    expect(sent.map(({ url }) => url.pathname + url.search)).toEqual([
      '/base/tasks/7',
      '/base/batches/5?task=7',
    ]);
    expect(sent[1]?.headers['x-key']).toBe('example-key');
  });

  it('changes nothing that the first answer has', async () => {
    const { polls } = await seen([{ ...task, done: 1 }], { body: batch });
    expect(polls).toMatchObject([{ completed: 1, total: 4 }]);
  });

  it('is not made if nothing is missing', async () => {
    const less = lines.replace(/\n {2}(total|failed|percent):.*/g, '');
    expect((await seen([{ ...task, done: 1 }], { body: batch }, less)).second).toEqual([]);
    const percent = `${lines.replace(/\n {2}(completed|total|failed):.*/g, '')}\ntotal: total`;
    expect((await seen([{ ...task, done: 1, total: 4 }], { body: batch }, percent)).second).toEqual(
      [],
    );
  });

  it.each([null, '', false, undefined, [], {}, '..', '.'])(
    'is not sent if the id is %j',
    async (batchUid) => {
      const { polls, second } = await seen([{ ...task, batchUid }], { body: batch });
      expect(polls).toMatchObject([{ state: 'running' }]);
      expect(second).toEqual([]);
    },
  );

  it('stays below the address, whatever the answer contains', async () => {
    const { second } = await seen([{ ...task, batchUid: '../../admin?x=1' }], { body: batch });
    expect(second.map(({ url }) => url.pathname)).toEqual([
      '/base/batches/..%2F..%2Fadmin%3Fx%3D1',
    ]);
  });

  it.each<readonly [string, Answered]>([
    ['is refused', { status: 401 }],
    ["isn't found", { status: 404, body: {} }],
    ['is rejected', { status: 400 }],
    ['fails', { status: 500 }],
    ['meets a limit', { status: 429 }],
    ['gives a page', { text: '<html>' }],
    [
      'is redirected elsewhere',
      { status: 302, headers: { location: 'https://elsewhere.example/' } },
    ],
    ['gives nothing', { body: { progress: null } }],
    ['gives nonsense', { body: [] }],
  ])('never changes the outcome, here if it %s', async (_, answer) => {
    const { polls } = await seen([task, { status: 'done', batchUid: 5, done: 4 }], answer);
    expect(polls).toMatchObject([{ state: 'running' }, { state: 'succeeded', completed: 4 }]);
    expect(polls[1]).not.toHaveProperty('total');
  });

  it('is made less and less often if it fails, never once it is refused, and again at the end', async () => {
    const running = Array.from({ length: 20 }, () => task);
    const polls = [...running, { ...task, status: 'done' }];
    expect((await seen(polls, { status: 500 })).second).toHaveLength(5);
    expect((await seen(polls, { status: 403 })).second).toHaveLength(1);
  });

  it('is made after the answer that the import has ended, however short the last one was ago', async () => {
    let done = 0;
    let status = 'processing';
    const { poll, time } = await polling(
      lines,
      (request) =>
        isSecond(request)
          ? { body: { progress: { done: ++done, total: 2 } } }
          : { body: { ...task, status } },
      '7',
    );
    await poll();
    time.ms += 300;
    status = 'done';
    expect(await poll()).toMatchObject({ state: 'succeeded', completed: 2 });
  });

  it('is not made for an import that is not found', async () => {
    expect((await seen([{ status: 'gone', batchUid: 5 }], { body: batch })).second).toEqual([]);
  });

  it('counts for the rule that all failed', async () => {
    const failed = { body: { progress: { done: 4, total: 4, failed: 4 } } };
    expect((await seen([{ status: 'done', batchUid: 5 }], failed)).polls).toMatchObject([
      { state: 'failed', failed: 4 },
    ]);
  });

  it.each([
    ['from: { id: batchUid }', /also.from.id is a name that is already in use/],
    ['from: { "a b": batchUid }', /also.from.a b is a name that is already in use/],
    ['from: { batch: "batch..uid" }', /also.from.batch has a syntax error here/],
    ['percent: first(p)\n  from: { batch: batchUid }', /also.percent can't use first\(\)/],
    ['from: { other: batchUid }', /also.request.path uses \{batch\}/],
  ])('is checked: %s', async (from, message) => {
    const wrong = lines.replace(/\n {2}percent:.*/, '').replace('from: { batch: batchUid }', from);
    await expect(seen([], {}, wrong)).rejects.toThrow(message);
  });

  it('has one segment for a value from an answer, and reads something', async () => {
    const slashes = lines.replace('/batches/{batch}', '/batches/{+batch}');
    await expect(seen([], {}, slashes)).rejects.toThrow(/also.request.path can't use \{\+batch\}/);
    const nothing = lines.replace(/\n {2}(completed|total|failed|percent):.*/g, '');
    await expect(seen([], {}, nothing)).rejects.toThrow(/also reads no value/);
    const state = `${lines}\n  state: status`;
    await expect(seen([], {}, state)).rejects.toThrow(/Unknown key "profiles\.api\.also\.state"/);
  });
});

/** Several imports in virtual time; each answer takes as long as its address says. */
async function several(
  answer: (request: HttpRequest) => { readonly ms: number } & Answered,
  poll: (
    connected: readonly { poll(deadlineMs?: number): Promise<unknown> }[],
    time: VirtualTime,
  ) => Promise<unknown>,
  text = lines,
) {
  const time = new VirtualTime();
  const sent: HttpRequest[] = [];
  const connector = createConnector({
    clock: time,
    redactor: createRedactor(),
    createSend:
      async () =>
      async (request, signal): Promise<HttpAnswer> => {
        sent.push(request);
        const { ms, status = 200, body } = answer(request);
        await time.sleep(ms, signal);
        return { status, headers: {}, text: JSON.stringify(body) };
      },
  });
  const profile = await describedProfile(`baseUrl: https://api.example.com\n${text}`);
  const never = () => new AbortController().signal;
  const connected = await Promise.all(
    ['1', '2', '3'].map((id) => connector.connect({ id }, profile)),
  );
  const result = await time.run(
    poll(
      connected.map((connected) => ({
        poll: (deadlineMs) => connected.poll(never(), startPoll(time, 0, deadlineMs)),
      })),
      time,
    ),
  );
  return { result, sent, second: sent.filter(isSecond), time };
}

describe('second requests of several imports', () => {
  it('that are equal are one', async () => {
    const all = lines.replace(', query: { task: "{id}" }', '');
    expect(all).not.toBe(lines);
    const first = { ms: 10, body: task };
    const { second } = await several(
      (request) => (isSecond(request) ? { ms: 50, body: batch } : first),
      (connected) => Promise.all(connected.map((connected) => connected.poll())),
      all,
    );
    expect(second).toHaveLength(1);
  });

  it('hold no answer back for longer than five seconds', async () => {
    const { result, time } = await several(
      (request) => ({ ms: isSecond(request) ? 14_000 : 10, body: task }),
      ([connected]) => connected?.poll() as Promise<unknown>,
    );
    expect(result).toMatchObject({ state: 'running' });
    expect(time.monotonic()).toBe(5010);
    expect(time.sleeping).toBe(0);
  });

  it('hold no answer back past the end of the wait', async () => {
    const { result, time } = await several(
      (request) => ({ ms: isSecond(request) ? 14_000 : 10, body: { ...task, status: 'done' } }),
      ([connected], clock) => connected?.poll(clock.monotonic() + 3000) as Promise<unknown>,
    );
    expect(result).toMatchObject({ state: 'succeeded' });
    expect(time.monotonic()).toBeLessThan(3000);
  });
});

it('a session that has expired is renewed for a second request as well', async () => {
  const session = `${lines}
token: { path: /login }
statuses: { 409: refused }`;
  let tokens = 0;
  const { poll, sent } = await polling(
    session,
    (request) => {
      if (request.url.pathname === '/base/login') {
        tokens += 1;
        return { body: { access_token: `example-token-${tokens}` } };
      }
      if (!isSecond(request)) return { body: task };
      const isNew = request.headers['authorization'] === 'Bearer example-token-2';
      return isNew ? { body: batch } : { status: 409 };
    },
    '7',
  );
  expect(await poll()).toMatchObject({ completed: 3, total: 4 });
  expect(sent.map(({ url }) => url.pathname.replace('/base', ''))).toEqual([
    '/login',
    '/tasks/7',
    '/batches/5',
    '/login',
    '/batches/5',
  ]);
});
