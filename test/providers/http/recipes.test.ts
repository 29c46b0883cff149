import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { resolveProfile } from '../../../src/config/profile/resolve-profile.ts';
import { createConnector } from '../../../src/core/http/connector.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/ports/send.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { savedAnswer } from '../../../src/core/text/saved-answer.ts';
import { providers } from '../../../src/providers/index.ts';
import { world } from '../../config/world.ts';

const page = readFileSync(new URL('../../../docs/any-api.md', import.meta.url), 'utf8');
const recipes = page.slice(
  page.indexOf('## Recipes'),
  page.indexOf("## What a description can't do"),
);
const blocks = [...recipes.matchAll(/^```(yaml|json|http)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', text = '']) => ({ language, text }),
);

/** The profile of a recipe, and the answer behind it, if there is one. */
function recipe(name: string) {
  const at = blocks.findIndex(({ text }) => text.includes(`  ${name}:\n    provider`));
  const [block, next] = blocks.slice(at);
  const hasAnswer = next !== undefined && next.language !== 'yaml';
  return { yaml: block?.text ?? '', shown: hasAnswer ? answerIn(next.text) : undefined };
}

function answerIn(text: string): HttpAnswer {
  return savedAnswer(text) ?? { status: 200, headers: {}, text };
}

const cooked = new Set<string>();

const json = (body: unknown, headers: Record<string, string> = {}, status = 200): HttpAnswer => ({
  status,
  headers,
  text: body === undefined ? '' : JSON.stringify(body),
});

/** Polls as the recipe says; without an answer of its own, the service gives the one on the page. */
async function cook(
  name: string,
  id: string,
  answer?: (request: HttpRequest, nth: number) => HttpAnswer,
  polls = 1,
) {
  cooked.add(name);
  const { yaml, shown } = recipe(name);
  const env = Object.fromEntries(
    [...yaml.matchAll(/\$\{(\w+)\}/g)].map(([, key]) => [key, `example-${key}`]),
  );
  const here = world({ env, readFile: async () => yaml });
  const { profiles } = await loadConfig({ config: 'c.yaml' }, providers, here);
  const [entry] = profiles.values();
  if (!entry) throw new Error(`${name} is no recipe`);
  const profile = await resolveProfile(entry, here);
  const sent: HttpRequest[] = [];
  const connector = createConnector({
    clock: { now: () => 0, monotonic: () => 0, sleep: () => new Promise(() => {}) },
    redactor: createRedactor(),
    createSend: async () => async (request) => {
      sent.push(request);
      return answer?.(request, sent.length) ?? (shown as HttpAnswer);
    },
  });
  const connected = await connector.connect({ id }, profile);
  const states: string[] = [];
  let last: unknown;
  for (let poll = 0; poll < polls; poll++) {
    last = await connected.poll(new AbortController().signal);
    states.push((last as { state: string }).state);
  }
  return { last, states, sent, paths: sent.map(({ url }) => url.pathname + url.search) };
}

describe('the recipe for', () => {
  it('a status that is the state', async () => {
    expect((await cook('export', 'jobs/7')).last).toMatchObject({ state: 'running', percent: 42 });
    const address = 'https://fhir.acme.example/jobs/7?a=1';
    const { last, paths } = await cook('export', address, () =>
      json(undefined, { location: '/r' }, 303),
    );
    expect(last).toMatchObject({ state: 'succeeded' });
    expect(paths).toEqual(['/jobs/7?a=1']);
  });

  it('an outcome in an error status', async () => {
    expect((await cook('statement', '7')).last).toMatchObject({
      state: 'failed',
      message: "invalid identifier 'PRICE'",
    });
    const running = await cook('statement', '7', () => json({ code: '333334' }, {}, 202));
    expect(running.last).toMatchObject({ state: 'running' });
    const gateway = cook('statement', '7', () => json({ message: 'upstream' }, {}, 504));
    await expect(gateway).rejects.toMatchObject({ code: 'busy' });
  });

  it('a job that is removed when it has finished', async () => {
    const { states } = await cook(
      'queue',
      '7',
      (_, nth) => (nth === 1 ? json({ state: 'active', createdAt: 5 }) : json({}, {}, 404)),
      4,
    );
    expect(states).toEqual(['running', 'running', 'running', 'succeeded']);
  });

  it.each([
    ['projects/p/locations/eu/operations/o-1', '/v1/projects/p/locations/eu/operations/o-1'],
    ['https://cloud.acme.example/v1/projects/p/operations/o-1', '/v1/projects/p/operations/o-1'],
  ])('an id that is a path or an address: %s', async (id, path) => {
    const { last, paths } = await cook('operation', id);
    expect(last).toMatchObject({ state: 'failed', message: 'No such bucket' });
    expect(paths).toEqual([path]);
    const running = await cook('operation', id, () => json({ name: 'o' }));
    expect(running.last).toMatchObject({ state: 'running' });
  });

  it('an id with parts', async () => {
    const { paths } = await cook('dag', 'nightly/manual-7', () => json({ state: 'success' }));
    expect(paths).toEqual(['/api/v2/dags/nightly/dagRuns/manual-7']);
  });

  it('JSON-RPC', async () => {
    const { last, sent } = await cook('rpc', '7');
    expect(last).toMatchObject({ state: 'running', completed: 3, total: 5 });
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      jsonrpc: '2.0',
      id: 1,
      method: 'tellStatus',
      params: ['token:example-RPC_SECRET', '7', { group: 'job/7', numbers: [7] }],
    });
  });

  it('a login with JSON, and a token in a header', async () => {
    const { last, sent } = await cook('keystone', '7', (_, nth) =>
      nth === 1
        ? json({ token: {} }, { 'x-subject-token': 'example-token' }, 201)
        : json({ status: 'success' }),
    );
    expect(last).toMatchObject({ state: 'succeeded' });
    const user = { name: 'example-CLOUD_USER', password: 'example-CLOUD_PASSWORD' };
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ auth: { user } });
    expect(sent[1]?.headers['x-auth-token']).toBe('example-token');
  });

  it('a token in a cookie, which expires', async () => {
    const login = (value: string): HttpAnswer => ({
      status: 200,
      headers: { 'content-type': 'text/plain', 'set-cookie': `SID=${value}; HttpOnly` },
      text: 'Ok.',
    });
    const answers = [
      login('example-a'),
      json({}, {}, 403),
      login('example-b'),
      json({ state: 'done' }),
    ];
    const { last, sent } = await cook('cookie', '7', (_, nth) => answers[nth - 1] as HttpAnswer);
    expect(last).toMatchObject({ state: 'succeeded' });
    expect(sent.map(({ headers }) => headers['cookie'])).toEqual([
      undefined,
      'SID=example-a',
      undefined,
      'SID=example-b',
    ]);
  });

  it('a session id that comes with a refusal', async () => {
    const { last, sent } = await cook('session', '7', ({ headers }) =>
      headers['x-session-id'] === undefined
        ? json(undefined, { 'x-session-id': 'example-id' }, 409)
        : json({ arguments: { jobs: [{ id: 7, status: 4 }] } }),
    );
    expect(last).toMatchObject({ state: 'running' });
    expect(sent.at(-1)?.body).toBe('{"method":"get","arguments":{"ids":[7]}}');
  });

  it('a job that is not in the list', async () => {
    const answers = [
      json(undefined, { 'x-session-id': 'example-id' }, 409),
      json({ arguments: { jobs: [] } }),
    ];
    const polled = cook('session', '7', (_, nth) => answers[nth - 1] as HttpAnswer);
    await expect(polled).rejects.toMatchObject({ code: 'not-found' });
  });

  it('one status for a whole connection', async () => {
    const first = JSON.parse(recipe('sync').shown?.text ?? '');
    const later = [
      first,
      { ...first, running: true },
      { ...first, succeeded_at: '2026-11-26T02:00:00Z' },
    ];
    const { states } = await cook('sync', '7', (_, nth) => json(later[nth - 1]), 3);
    expect(states).toEqual(['queued', 'running', 'succeeded']);
    const broken = [first, { ...first, failed_at: '2026-11-26T02:00:00Z' }];
    const failed = await cook('sync', '7', (_, nth) => json(broken[nth - 1]), 2);
    expect(failed.states).toEqual(['queued', 'failed']);
  });

  it('a second request', async () => {
    const { last, sent } = await cook('copy', '7', ({ url }) =>
      url.pathname === '/core/stats'
        ? json({ bytes: 30, totalBytes: 60 })
        : (recipe('copy').shown as HttpAnswer),
    );
    expect(last).toMatchObject({ state: 'running', percent: 50 });
    expect(last).not.toHaveProperty('completed');
    expect(sent.map(({ body }) => body)).toEqual(['{"jobid":7}', '{"group":"job/7"}']);
  });

  it('many imports: the profile is right', async () => {
    const { last, paths } = await cook('many', '7', () => json({ status: 'succeeded' }));
    expect(last).toMatchObject({ state: 'succeeded' });
    expect(paths).toEqual(['/tasks/7']);
  });

  it('is tested for each profile', () => {
    const names = blocks
      .filter(({ language }) => language === 'yaml')
      .map(({ text }) => /^ {2}(\w+):$/m.exec(text)?.[1]);
    expect([...cooked].sort()).toEqual(names.sort());
  });
});
