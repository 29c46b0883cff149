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
        if (text === undefined) throw new Error('is not there');
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
  it('shows what each expression gives and what is made of it, without any secret', async () => {
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

  it('says what is nothing, and what is not of the kind', async () => {
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
        { key: 'doneWhen', value: true, remark: 'true; the end after 3 polls in a row' },
        { key: 'completed', expression: 'done', value: 7, remark: '7' },
      ],
      snapshot: { state: 'running', vendorState: 'seems done', completed: 7 },
    });
  });

  it('gives times as they are read, and the reason where an expression cannot be applied', async () => {
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

  it('says that there is no word', async () => {
    expect(await check({ job: { rows: 1, errors: [] } }, 'api')).toBe(2);
    expect(printed).toContain('no word: not an answer of this API');
    expect(printed).toMatch(/^Taken for an error: bad-answer$/m);
  });

  it('says which word is not known', async () => {
    expect(await check({ job: { state: 'paused', errors: [] } }, 'api')).toBe(0);
    expect(printed).toContain('"paused" → unknown: not among state.words');
    expect(printed).toContain('"state": "unknown"');
  });

  it.each([
    ['an error', { errors: [{ message: 'No such job' }] }, 'rejected: No such job'],
    ['none of this API', { status: 'ok' }, 'bad-answer'],
    ['undecided', { job: { state: 'done' } }, 'bad-answer: failedWhen cannot be applied'],
  ])('ends with 2 where the answer is %s', async (_about, answer, words) => {
    expect(await check(answer, 'api')).toBe(2);
    expect(printed).toContain(`Taken for an error: ${words}`);
  });

  it('tries a preset without any profile', async () => {
    const answer = { status: 'processing', details: { receivedDocuments: 5 } };
    expect(await check(answer, undefined, { provider: 'meilisearch' })).toBe(0);
    expect(printed).toMatch(/^total +details\.receivedDocuments +5$/m);
  });

  it('lets nothing of the answer act on the terminal', async () => {
    const answer = { job: { state: '\u001b[31mred\u202e', rows: 1, errors: [] } };
    expect(await check(answer, 'api')).toBe(0);
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    ['what is no JSON', '<html>', 'api', /not JSON.*without -i/s],
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
      message: 'elsewhere.json is not there.',
    });
  });

  it.each([
    ['http', /provider http has no description to try/],
    ['meilisaerch', /Did you mean "meilisearch"/],
  ])('is a usage error with --provider %s', async (provider, message) => {
    await expect(check('{}', undefined, { provider })).rejects.toThrow(message);
  });
});
