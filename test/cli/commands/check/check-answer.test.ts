import { beforeEach, describe, expect, it } from 'vitest';
import { checkAnswer } from '../../../../src/cli/commands/check/check-answer.ts';
import type { World } from '../../../../src/cli/world.ts';
import { createRedactor } from '../../../../src/core/text/redact.ts';
import { world as configWorld } from '../../../config/world.ts';
import { fixedClock } from '../../../helpers/clock.ts';

const profiles = `
profiles:
  api:
    provider: http
    baseUrl: https://api.example.com
    secrets: { key: '\${NOT_SET}' }
    request: { path: '/v1/jobs/{id}', headers: { X-Key: '{key}' } }
    state: { from: job.state, words: { running: running, done: succeeded } }
    failedWhen: length(job.errors) > \`0\`
    completed: job.rows
    error: { when: errors, message: 'errors[0].message' }
  slow:
    provider: http
    baseUrl: https://api.example.com
    request: { path: /v1/jobs }
    doneWhen: left == \`0\`
    completed: done
  timed:
    provider: http
    baseUrl: https://api.example.com
    request: { path: /v1/jobs, headers: { A: '{token}' } }
    token: { path: /t }
    doneWhen: at
    donePolls: 1
    completed: sum(left)
    startedAt: at
    error: { code: code }
  whole:
    provider: http
    baseUrl: https://api.example.com
    request: { path: '/v1/jobs/{id}' }
    answers: [202, 204, 422]
    state:
      from: "http_status() == \`200\` ? (jobs[?id == id()] | [0].state) : http_status()"
      words: { 202: running, 204: succeeded, 422: failed, done: succeeded }
    percent: header('X-Progress')
    phase: cookie('STEP')
    error: { when: broken, code: 'keys(broken)', message: broken.text }
    also: { from: { batch: batch }, request: { path: '/b/{batch}' }, total: rows }
    many: { request: { path: /v1/jobs, query: { ids: '{ids}' } }, items: list, id: id }
  shop: { provider: elevate, clusterId: w1, apiKey: '\${NOT_SET}' }
`;

let printed = '';
beforeEach(() => {
  printed = '';
});

function worldWith(answer: string): World {
  const print = (text: string) => {
    printed += text;
  };
  const files: Record<string, string> = { '/project/c.yaml': profiles, 'answer.json': answer };
  return {
    clock: fixedClock,
    env: {},
    stop: new AbortController().signal,
    stdout: { isTerminal: false, write: print, writeExactly: print },
    redactor: createRedactor(),
    readInput: async () => answer,
    config: configWorld({
      readFile: async (path) => {
        const text = files[path];
        if (text === undefined) throw new Error("doesn't exist");
        return text;
      },
    }),
  } as unknown as World;
}

function check(answer: unknown, profile?: string, flags = {}, file = 'answer.json') {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const named = 'provider' in flags ? {} : { config: 'c.yaml' };
  return checkAnswer(file, profile, { ...named, ...flags }, worldWith(text));
}

describe('check --answer', () => {
  it('shows the value of each expression and how it is used, without any secret', async () => {
    expect(await check({ job: { state: 'running', rows: '12', errors: [] } }, 'api')).toBe(0);
    const [table, snapshot = ''] = printed.split('\n\n');
    expect(table?.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['state.from', 'job.state', '"running" → running'],
      ['failedWhen', 'length(job.errors) > `0`', 'false → not true'],
      ['completed', 'job.rows', '"12" → 12'],
      ['error.when', 'errors', 'null → not true'],
      ['error.message', 'errors[0].message', 'null → nothing'],
    ]);
    expect(JSON.parse(snapshot)).toMatchObject({ state: 'running', completed: 12 });
  });

  it('shows which values are missing, and which have the wrong type', async () => {
    await check({ job: { state: 'running', rows: '', errors: [] } }, 'api');
    await check({ job: { state: 'running', rows: 'many', errors: [] } }, 'api');
    expect(printed.match(/^completed .*$/gm)?.map((line) => line.split(/ {2,}/)[2])).toEqual([
      '"" → nothing',
      '"many" → no count',
    ]);
  });

  it('reads the answer from standard input', async () => {
    expect(await check({ job: { state: 'done', errors: [] } }, 'api', {}, '-')).toBe(0);
    expect(printed).toContain('"state": "succeeded"');
  });

  it('gives everything as JSON', async () => {
    expect(await check({ left: 0, done: 7 }, 'slow', { json: true })).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({
      findings: [
        { key: 'doneWhen', value: true, remark: 'true (the import ends after 3 polls in a row)' },
        { key: 'completed', expression: 'done', value: 7, remark: '7' },
      ],
      snapshot: { state: 'running', vendorState: 'seems done', completed: 7 },
    });
  });

  it('shows times in the form that it reads, and the reason if it cannot evaluate an expression', async () => {
    const answer = { at: 1795348800, left: 'many', code: 7 };
    expect(await check(answer, 'timed', { json: true })).toBe(0);
    const { findings, snapshot } = JSON.parse(printed);
    expect(findings).toMatchObject([
      { key: 'doneWhen' },
      { key: 'completed', remark: expect.stringContaining('sum() expected') },
      { key: 'startedAt', value: 1795348800, remark: '2026-11-22T12:00:00.000Z' },
      { key: 'error.code', value: 7, remark: '7' },
    ]);
    expect(findings[1]).not.toHaveProperty('value');
    const startedAt = '2026-11-22T12:00:00.000Z';
    expect(snapshot).toMatchObject({ state: 'succeeded', vendorState: 'done', startedAt });
    printed = '';
    await check(answer, 'timed');
    expect(JSON.parse(printed.slice(printed.indexOf('{')))).toMatchObject({
      startedAt,
      observedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it('reports a missing status', async () => {
    expect(await check({ job: { rows: 1, errors: [] } }, 'api')).toBe(2);
    expect(printed).toContain('no status: not an answer from this API');
    expect(printed).toMatch(/^importwatch would report an error: bad-answer$/m);
  });

  it('reports an unknown status', async () => {
    expect(await check({ job: { state: 'paused', errors: [] } }, 'api')).toBe(0);
    expect(printed).toContain('"paused" → unknown: not among state.words');
    expect(printed).toContain('"state": "unknown"');
  });

  it.each([
    ['an error', { errors: [{ message: 'No such job' }] }, 'rejected: No such job'],
    ['none of this API', { status: 'ok' }, 'bad-answer'],
    ['undecided', { job: { state: 'done' } }, "bad-answer: failedWhen can't be evaluated"],
  ])('ends with 2 if the answer is %s', async (_about, answer, words) => {
    expect(await check(answer, 'api')).toBe(2);
    expect(printed).toContain(`importwatch would report an error: ${words}`);
  });

  it('tries a preset without any profile', async () => {
    const answer = { status: 'processing', details: { receivedDocuments: 5 } };
    expect(await check(answer, undefined, { provider: 'meilisearch' })).toBe(0);
    expect(printed).toMatch(/^total +details\.receivedDocuments +5$/m);
  });

  it('lets nothing in the answer act on the terminal', async () => {
    const answer = { job: { state: '\u001b[31mred\u202e', rows: 1, errors: [] } };
    expect(await check(answer, 'api')).toBe(0);
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  describe('of an answer with its headers, as curl -i prints it', () => {
    const rows = () =>
      Object.fromEntries(
        (printed.split('\n\n')[0] ?? '').split('\n').map((line) => {
          const [key = '', , given = ''] = line.split(/ {2,}/);
          return [key, given];
        }),
      );

    it.each([
      [
        'HTTP/1.1 202 Accepted\r\nX-Progress: 42%\r\nSet-Cookie: STEP=copy; Path=/\r\n\r\n',
        'running',
      ],
      ['HTTP/2 202 \nx-progress: 42%\nset-cookie: STEP=copy\n\n', 'running'],
      [
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 OK\r\nx-progress: 42%\r\nset-cookie: STEP=copy\r\n\r\n',
        'running',
      ],
      [
        'HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 302\r\nlocation: /x\r\n\r\nHTTP/2 422\r\nx-progress: 42%\r\nset-cookie: STEP=copy\r\ncontent-type: text/plain\r\n\r\nno',
        'failed',
      ],
    ])('shows its content: %j', async (answer, state) => {
      expect(await check(answer, 'whole')).toBe(0);
      expect(rows()).toMatchObject({
        'state.from': expect.stringContaining(`→ ${state}`),
        percent: '"42%" → 42',
        phase: '"copy" → copy',
      });
      expect(printed).toContain(`"state": "${state}"`);
    });

    it('shows the meaning of its status', async () => {
      expect(await check('HTTP/1.1 404 Not Found\n\n{"broken":{"text":"No job"}}', 'whole')).toBe(
        2,
      );
      expect(printed).toContain('importwatch would report an error: not-found (HTTP 404): No job');
      printed = '';
      expect(await check('HTTP/1.1 503 Unavailable\n\n', 'whole')).toBe(2);
      expect(printed).toContain('importwatch would report an error: busy (HTTP 503)');
      printed = '';
      expect(await check('HTTP/1.1 201 Created\n\n', 'whole')).toBe(2);
      expect(printed).toContain('importwatch would report an error: bad-answer (HTTP 201)');
    });

    it('shows what is read from other answers, and from the id', async () => {
      const answer = { jobs: [{ id: 7, state: 'done' }], batch: 5 };
      expect(await check(answer, 'whole:7')).toBe(0);
      expect(rows()).toMatchObject({
        'also.from.batch': '5',
        'also.total': 'for the second answer',
        'many.items': 'for the answer about several imports',
      });
      printed = '';
      expect(await check({ ...answer, batch: null }, 'whole')).toBe(2);
      expect(rows()['also.from.batch']).toBe('null → no second request');
    });

    it('reports no missing error values if there is no error', async () => {
      const job = { jobs: [{ id: 7, state: 'done' }] };
      expect(await check(job, 'whole:7')).toBe(0);
      expect(rows()['error.code']).toBe("not needed: the answer isn't an error");
      printed = '';
      expect(await check({ ...job, broken: 'x' }, 'whole:7')).toBe(2);
      expect(rows()['error.code']).toContain('keys() expected');
    });

    it.each([
      ['HTTP/1.1 200 OK\n\n<html>', 'a page'],
      ['HTTP/1.1 200 OK\ncontent-type: application/json\n\n{"jobs"', 'cut-off JSON'],
    ])('is a usage error with %j, %s', async (answer) => {
      await expect(check(answer, 'whole')).rejects.toMatchObject({ code: 'usage' });
    });
  });

  it.each([
    ['what is no JSON', '<html>', 'api', /isn't JSON.*without -i/s],
    [
      'a provider that reads its answers itself',
      '{}',
      'shop',
      /provider elevate has no description/,
    ],
    ['no such profile', '{}', 'nowhere', /no profile "nowhere"/],
  ])('is a usage error with %s', async (_about, answer, profile, message) => {
    const error = await check(answer, profile).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'usage', exitCode: 2 });
    expect(`${(error as Error).message}${(error as { hint?: string }).hint}`).toMatch(message);
  });

  it('is a usage error without the file', async () => {
    const checking = check('{}', 'api', {}, 'elsewhere.json');
    await expect(checking).rejects.toMatchObject({
      code: 'usage',
      message: "elsewhere.json doesn't exist.",
    });
  });

  it.each([
    ['http', /provider http has no description/],
    ['meilisaerch', /Did you mean "meilisearch"/],
  ])('is a usage error with --provider %s', async (provider, message) => {
    await expect(check('{}', undefined, { provider })).rejects.toThrow(message);
  });
});
