import { describe, expect, it } from 'vitest';
import { type Answered, polling } from '../../helpers/polling.ts';

/** What a description makes of answers, one a poll: snapshots, or the codes of errors. */
async function seen(lines: string, answers: readonly Answered[], id = '42') {
  const left = [...answers];
  const { poll } = await polling(
    `request: { path: "/jobs/{id}" }\n${lines}`,
    () => left.shift() ?? {},
    id,
  );
  const polls: unknown[] = [];
  for (const _ of answers) {
    polls.push(await poll().catch(({ code, message, status }) => ({ code, message, status })));
  }
  return polls as readonly Record<string, unknown>[];
}

const byStatus =
  'answers: [200, 202, 204, 303]\nstate: { from: http_status(), words: { 202: running, 200: succeeded, 204: succeeded, 303: succeeded } }';

describe('an HTTP status that is an answer', () => {
  it.each<readonly [string, Answered, string]>([
    ['running without a body', { status: 202 }, 'running'],
    ['the end without a body', { status: 204 }, 'succeeded'],
    ['the end with JSON', { status: 200, body: { output: [] } }, 'succeeded'],
    ['the end with a file', { headers: { 'content-type': 'text/csv' }, text: 'a,b' }, 'succeeded'],
    ['a redirect, not followed', { status: 303, headers: { location: '/r/1' } }, 'succeeded'],
  ])('can be the whole answer: %s', async (_, answer, state) => {
    const vendorState = String(answer.status ?? 200);
    expect(await seen(byStatus, [answer])).toMatchObject([{ state, vendorState }]);
  });

  it.each<readonly [string, Answered, string]>([
    ['a page', { text: '<!doctype html><p>Sign in' }, 'bad-answer'],
    ['a page by its type', { headers: { 'content-type': 'text/html' }, text: 'x' }, 'bad-answer'],
    ['cut-off JSON', { text: '{"state": "do' }, 'bad-answer'],
    [
      'cut-off JSON by its type',
      { headers: { 'content-type': 'application/problem+json' }, text: '{"a"' },
      'bad-answer',
    ],
    ['another status', { status: 404 }, 'not-found'],
    ['a status without a body', { status: 201 }, 'bad-answer'],
    ['a refusal', { status: 401 }, 'refused'],
    ['a gateway that fails', { status: 504 }, 'busy'],
  ])('does not make an answer of %s', async (_, answer, code) => {
    expect(await seen(byStatus, [answer])).toMatchObject([{ code }]);
  });

  it('with an unlisted status is not an end', async () => {
    const lines = 'answers: [202, 418]\nstate: { from: http_status(), words: { 202: succeeded } }';
    expect(await seen(lines, [{ status: 418 }])).toMatchObject([
      {
        state: 'unknown',
        vendorState: '418',
        warnings: [{ code: 'unknown-state', message: expect.stringContaining('state.words') }],
      },
    ]);
  });

  const verdict =
    'answers: [422, 408, 404, 504]\nstate: { from: status, words: { done: succeeded, failed: failed, running: running } }';

  it.each([422, 408, 404, 504])('%i can have the outcome in its body', async (status) => {
    const body = { status: 'failed', message: 'Division by zero' };
    expect(await seen(`${verdict}\nmessage: message`, [{ status, body }])).toMatchObject([
      { state: 'failed', message: 'Division by zero' },
    ]);
    expect(await seen(verdict, [{ status, body: { status: 'done' } }])).toMatchObject([
      { state: 'succeeded' },
    ]);
  });

  it.each([
    [504, 'busy'],
    [408, 'busy'],
    [404, 'not-found'],
    [422, 'rejected'],
  ])('%i without a status has its usual meaning', async (status, code) => {
    const other = { status, body: { message: 'upstream' } };
    expect(await seen(verdict, [other, { status }, { status, text: 'upstream' }])).toMatchObject([
      { code },
      { code },
      { code },
    ]);
  });

  it('is still an error if error.when is true', async () => {
    const lines = `${verdict}\nerror: { when: "http_status() == \`422\` && code", code: code, words: { E1: not-found } }`;
    expect(
      await seen(lines, [
        { status: 422, body: { status: 'failed', code: 'E1' } },
        { status: 422, body: { status: 'failed', code: 'E2' } },
        { status: 422, body: { status: 'failed' } },
      ]),
    ).toMatchObject([{ code: 'not-found' }, { code: 'rejected' }, { state: 'failed' }]);
  });
});

it.each([
  ['answers: [200, 99]', /answers.1 isn't an HTTP status from 200 to 599/],
  ['answers: 202', /answers must be a list/],
  ['answers: []', /answers is empty/],
  ['answers: [[202]]', /answers.0 must be text/],
  ['answer: [202]', /Unknown key "profiles\.api\.answer"\. .*answers/],
  ['gone: running', /gone: /],
  ['token: { path: /t, answers: [1000] }', /token.answers.0 isn't an HTTP status/],
  ['message: "http_statis()"', /message uses http_statis\(\), which isn't a supported function/],
  ['message: header()', /message calls header\(\) with the wrong number of arguments \(0\)/],
  ['message: "id(job)"', /message calls id\(\) with the wrong number of arguments \(1\)/],
  ['message: "first(a, b)"', /message calls first\(\) with the wrong number of arguments \(2\)/],
  ['message: "split(a)"', /message calls split\(\) with the wrong number of arguments \(1\)/],
])('a mistake is reported with its place: %s', async (line, message) => {
  const state = 'state: { from: state, words: { done: succeeded } }';
  await expect(seen(`${state}\n${line}`, [])).rejects.toThrow(message);
});

it('gone can be the only meaning of success', async () => {
  const lines = 'state: { from: state, words: { run: running } }';
  await expect(seen(lines, [])).rejects.toThrow(/has no status that means succeeded/);
  expect(await seen(`${lines}\ngone: succeeded`, [])).toEqual([]);
});

describe('an expression', () => {
  const state = 'state: { from: state, words: { run: running, done: succeeded } }';
  const run = { state: 'run' };

  it('reads headers, whatever the case of their names', async () => {
    const lines = `${state}\npercent: "header('X-Progress')"\nphase: "header('x-phase')"\nmessage: "header('toString')"`;
    const headers = { 'x-progress': '42 %', 'x-phase': 'copy' };
    const [first] = await seen(lines, [{ headers, body: run }]);
    expect(first).toMatchObject({ percent: 42, phase: 'copy' });
    expect(first).not.toHaveProperty('message');
  });

  it.each([
    ['SID=abc; Path=/; HttpOnly', 'abc'],
    ['a=1; Path=/\nSID = x=y ; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'x=y'],
    ['SIDE=abc', undefined],
    ['a=SID=abc', undefined],
    ['SID=; Max-Age=0', undefined],
  ])('reads cookies that are set: %j', async (cookie, phase) => {
    const headers = { 'set-cookie': cookie };
    const [first] = await seen(`${state}\nphase: "cookie('SID')"`, [{ headers, body: run }]);
    expect(first?.['phase']).toBe(phase);
  });

  it('splits a text', async () => {
    const lines = `${state}\ncompleted: "split(progress, '/')[0]"\ntotal: "split(progress, '/')[1]"`;
    expect(
      await seen(lines, [
        { body: { ...run, progress: '3/5' } },
        { body: { ...run, progress: '4 / 5' } },
      ]),
    ).toMatchObject([
      { completed: 3, total: 5 },
      { completed: 4, total: 5 },
    ]);
    const [first] = await seen(lines, [{ body: { ...run, progress: null } }]);
    expect(first).not.toHaveProperty('completed');
  });

  it.each([
    [42, 'run'],
    ['42', 'run'],
    [420, undefined],
    [null, undefined],
  ])('picks the job out of a list by its id, here %j', async (id, word) => {
    const lines =
      'state: { from: "jobs[?id == id()] | [0].state", words: { run: running, done: succeeded } }';
    const body = {
      jobs: [
        { id: 1, state: 'done' },
        { id, state: 'run' },
      ],
    };
    const [first] = await seen(lines, [{ body }]);
    expect(first).toMatchObject(word ? { state: 'running' } : { code: 'bad-answer' });
  });

  it('picks the job out of a mapping by its id', async () => {
    const lines =
      'state: { from: "items(jobs)[?[0] == id()] | [0][1].state", words: { done: succeeded } }';
    const body = { jobs: { '1': { state: 'run' }, '42': { state: 'done' } } };
    expect(await seen(lines, [{ body }])).toMatchObject([{ state: 'succeeded' }]);
  });

  it('compares with the first answer of this wait', async () => {
    const lines =
      "state: { from: \"first(runs) != runs && first(http_status()) == `200` ? 'done' : 'run'\", words: { run: running, done: succeeded } }";
    const polls = await seen(lines, [
      { body: { runs: 7 } },
      { body: { runs: 7 } },
      { body: { runs: 8 } },
    ]);
    expect(polls.map(({ state }) => state)).toEqual(['running', 'running', 'succeeded']);
  });

  it('keeps what it needs from the first answer, and from a good one', async () => {
    const lines = `${state}\nfailedWhen: "list[?n == first(list[0].n)] | [0].bad"`;
    const list = [{ n: 1, bad: true }, { n: 2 }];
    const polls = await seen(lines, [
      { status: 503, body: { list: [{ n: 2 }] } },
      { body: { ...run, list } },
      { body: { state: 'done', list: [...list].reverse() } },
    ]);
    expect(polls).toMatchObject([{ code: 'busy' }, { state: 'running' }, { state: 'failed' }]);
  });

  it('identifies errors by headers and status, even without JSON', async () => {
    const lines = `${state}\nerror: { code: "header('x-error')", message: "header('x-text')", words: { gone: not-found } }`;
    const headers = { 'x-error': 'gone', 'x-text': 'No such job' };
    const [empty, page, json, other] = await seen(lines, [
      { status: 400, headers },
      { status: 400, headers, text: '<html>' },
      { status: 400, headers, body: {} },
      { status: 400 },
    ]);
    for (const error of [empty, page, json]) {
      expect(error).toMatchObject({ code: 'not-found', status: 400 });
      expect(error?.['message']).toContain('No such job');
    }
    expect(other).toMatchObject({ code: 'rejected' });
  });

  it('without these functions is not applied to an error without JSON', async () => {
    const lines = `${state}\nerror: { code: "code || 'NONE'", words: { NONE: not-found } }`;
    expect(await seen(lines, [{ status: 502 }, { status: 400, body: {} }])).toMatchObject([
      { code: 'busy' },
      { code: 'not-found' },
    ]);
  });
});

describe('an answer that is not from this API', () => {
  const hintOf = async (lines: string, answer: Answered) => {
    const { poll } = await polling(`request: { path: "/jobs/{id}" }\n${lines}`, () => answer, '42');
    return (await poll().catch((error: unknown) => error)) as { code: string; hint: string };
  };
  const state = 'state: { from: done, words: { true: succeeded } }';

  it.each([
    [state, { body: { name: 'o' } }, /^state.from found nothing .* check --answer/],
    [
      `${state}\nrequires: name`,
      { body: { done: true } },
      /^requires isn't true .* check --answer/,
    ],
    [state, { text: '<html>' }, /check baseUrl/],
    [state, {}, /check baseUrl/],
  ])('reports what to check: %j %j', async (lines, answer, hint) => {
    const error = await hintOf(lines, answer);
    expect(error).toMatchObject({ code: 'bad-answer', hint: expect.stringMatching(hint) });
  });
});

describe('an import that is gone', () => {
  const lines =
    'state: { from: state, words: { run: running, done: succeeded, lost: not-found } }\ngone: succeeded';
  const run = { body: { state: 'run' } };
  const missing = { status: 404, body: {} };
  const states = (polls: readonly Record<string, unknown>[]) =>
    polls.map(({ state, code }) => state ?? code);

  it.each([
    ['404', missing],
    ['410', { status: 410 }],
    ['a word', { body: { state: 'lost' } }],
  ])('has ended as gone says, three polls in a row: %s', async (_, lost) => {
    const polls = await seen(lines, [run, lost, lost, run, lost, lost, lost]);
    expect(states(polls)).toEqual([
      'running',
      'running',
      'running',
      'running',
      'running',
      'running',
      'succeeded',
    ]);
  });

  it('was never there if no poll has found it', async () => {
    expect(states(await seen(lines, [missing, missing, missing, missing]))).toEqual(
      Array(4).fill('not-found'),
    );
    const lost = { body: { state: 'lost' } };
    expect(states(await seen(lines, [lost, lost, lost, lost]))).toEqual(Array(4).fill('not-found'));
  });

  it('is unknown without gone', async () => {
    const [plain = ''] = lines.split('\ngone');
    expect(states(await seen(plain, [run, missing]))).toEqual(['running', 'not-found']);
  });
});
