import { describe, expect, it } from 'vitest';
import { createConnector, type Service } from '../../../src/core/http/connector.ts';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/ports/send.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { watchAll } from '../../../src/core/watch/watch-all.ts';
import { describedProvider } from '../../../src/providers/http/described-provider.ts';
import githubMigration from '../../../src/providers/presets/github-migration.ts';
import meilisearch from '../../../src/providers/presets/meilisearch.ts';
import zendesk from '../../../src/providers/presets/zendesk.ts';
import { describedProfile } from '../../helpers/described.ts';
import { waiting } from '../../helpers/story.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly ms?: number;
}

type Answer = (request: HttpRequest, ms: number) => Answered;

const service = (provider: Provider, settings: Service['settings'] = {}): Service => ({
  name: 'many',
  provider,
  settings,
  baseUrl: new URL('https://api.example.com'),
  headers: {},
  insecureTls: false,
  secrets: [],
});

/** Watches imports in virtual time, and gives what was asked when, and how they ended. */
async function watched(
  service: Service,
  ids: readonly string[],
  answer: Answer,
  options: Partial<typeof waiting> = {},
) {
  const time = new VirtualTime();
  const sent: { readonly ms: number; readonly request: HttpRequest }[] = [];
  const connector = createConnector<Service>({
    clock: time,
    redactor: createRedactor(),
    createSend:
      async () =>
      async (request, signal): Promise<HttpAnswer> => {
        sent.push({ ms: time.monotonic(), request });
        const { status = 200, headers = {}, body, ms = 50 } = answer(request, time.monotonic());
        await time.sleep(ms, signal);
        return { status, headers, text: JSON.stringify(body ?? {}) };
      },
  });
  // What reads answers is loaded with the first of them, which takes no virtual time.
  await service.provider.explain?.({}, 0);
  const imports = await Promise.all(
    ids.map(async (id) => ({
      connected: await connector.connect({ id }, service),
      options: { ...waiting, ...options },
    })),
  );
  const outcomes = new Map<string, string>();
  const polls = new Map<string, number>();
  const note = (event: WatchEvent) => {
    if (event.type !== 'result') return;
    outcomes.set(event.target.id ?? '', event.error?.code ?? String(event.outcome));
    polls.set(event.target.id ?? '', event.polls);
  };
  await time.run(
    (async () => {
      const world = { clock: time, random: () => 0.5 };
      const never = new AbortController().signal;
      for await (const event of watchAll(imports, { any: false, failFast: false }, world, never))
        note(event);
    })(),
  );
  const paths = sent.map(({ request: { url } }) => url.pathname + url.search);
  return { sent, paths, outcomes, polls, time };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
const idsOf = ({ url }: HttpRequest, name = 'uids') => url.searchParams.get(name)?.split(',') ?? [];

describe('a thousand Meilisearch tasks', () => {
  const provider = describedProvider(meilisearch());
  /** The tasks end one after the other, so that the rhythm of each is its own. */
  const taskAt = (uid: string, ms: number, everyMs: number) => {
    const isOver = ms >= Number(uid) * everyMs;
    return { uid: Number(uid), status: isOver ? 'succeeded' : 'enqueued', details: null };
  };

  it.each([
    ['of the same rhythm', 0, 2],
    ['that end one by one', 6, Infinity],
  ])(
    'take at most twelve requests a round: %s',
    async (_, everyMs, untilMs) => {
      const { sent, outcomes, polls } = await watched(
        service(provider),
        numbers(1000),
        (request, ms) => ({
          body: {
            results: idsOf(request).map((uid) =>
              taskAt(uid, ms, everyMs || (ms < untilMs * 1000 ? Infinity : 0)),
            ),
          },
        }),
      );
      expect([...outcomes.values()].every((outcome) => outcome === 'succeeded')).toBe(true);
      expect(sent.every(({ request }) => idsOf(request).length <= 100)).toBe(true);
      const rounds = Math.max(...polls.values());
      expect(sent.length / rounds).toBeLessThanOrEqual(12);
    },
    30_000,
  );

  it('are polled as documented', async () => {
    const { paths } = await watched(
      service(provider, { apiKey: 'example-key' }),
      ['1', '2'],
      (request) => ({
        body: { results: idsOf(request).map((uid) => taskAt(uid, 1, 0)) },
      }),
    );
    expect(paths).toEqual(['/tasks?uids=1%2C2&limit=100']);
  });

  it('share the progress of their batch', async () => {
    const { paths } = await watched(service(provider), numbers(1000), (request, ms) =>
      request.url.pathname === '/tasks'
        ? {
            body: {
              results: idsOf(request).map((uid) => ({
                uid: Number(uid),
                batchUid: 7,
                status: ms < 900 ? 'processing' : 'succeeded',
              })),
            },
          }
        : { body: { progress: { percentage: 40 } } },
    );
    expect(paths.filter((path) => path === '/batches/7')).toHaveLength(1);
  }, 30_000);

  it('that are not in the list are polled separately', async () => {
    const { paths, outcomes } = await watched(service(provider), ['1', '2', '3'], (request) =>
      request.url.pathname === '/tasks'
        ? { body: { results: [taskAt('1', 1, 0), { uid: 2 }, { uid: 9, status: 'failed' }] } }
        : request.url.pathname === '/tasks/3'
          ? { status: 404, body: { code: 'task_not_found' } }
          : { body: taskAt('2', 1, 0) },
    );
    expect(Object.fromEntries(outcomes)).toEqual({
      '1': 'succeeded',
      '2': 'succeeded',
      '3': 'not-found',
    });
    expect(paths.slice(0, 3).sort()).toEqual([
      '/tasks/2',
      '/tasks/3',
      '/tasks?uids=1%2C2%2C3&limit=100',
    ]);
  });
});

describe('zendesk jobs', () => {
  it('are polled together, each read as if alone', async () => {
    const settings = { baseUrl: 'https://api.example.com', accessToken: 'example-token' };
    const { paths, sent, outcomes } = await watched(
      service(describedProvider(zendesk()), settings),
      ['a1', 'b2'],
      () => ({
        body: {
          job_statuses: [
            { id: 'a1', status: 'completed', progress: 2, total: 2, results: [] },
            { id: 'b2', status: 'killed' },
          ],
        },
      }),
    );
    expect(paths).toEqual(['/api/v2/job_statuses/show_many.json?ids=a1%2Cb2']);
    expect(sent[0]?.request.headers['authorization']).toBe('Bearer example-token');
    expect(Object.fromEntries(outcomes)).toEqual({ a1: 'succeeded', b2: 'aborted' });
  });
});

describe('GitHub migrations', () => {
  it('are polled together, and alone if the list lacks one', async () => {
    const migration = (id: string) => ({ __typename: 'RepositoryMigration', id, state: 'FAILED' });
    const missing = { type: 'NOT_FOUND', message: 'Could not resolve to a node.' };
    const { sent, outcomes } = await watched(
      service(describedProvider(githubMigration()), { accessToken: 'example-token' }),
      ['RM_1', 'RM_2', 'OM_3'],
      ({ body }) => {
        const organization = { id: 'OM_3', organizationState: 'SUCCEEDED' };
        return JSON.parse(body ?? '').variables.ids
          ? {
              body: { data: { nodes: [migration('RM_1'), null, organization] }, errors: [missing] },
            }
          : { body: { data: { node: null }, errors: [missing] } };
      },
    );
    const variables = sent.map(({ request }) => JSON.parse(request.body ?? '').variables);
    expect(variables).toEqual([{ ids: ['RM_1', 'RM_2', 'OM_3'] }, { id: 'RM_2' }]);
    expect(Object.fromEntries(outcomes)).toEqual({
      RM_1: 'failed',
      RM_2: 'not-found',
      OM_3: 'succeeded',
    });
  });
});

const lines = `baseUrl: https://api.example.com
request: { path: "/jobs/{id}", headers: { X-Key: example-key } }
state: { from: state, words: { run: running, done: succeeded } }
error: { when: broken }
many:
  request: { path: /list, body: { ids: "{ids}", numbers: [{ids}], first: 1 } }
  items: data.list
  id: key
  most: 2`;
const description = async (text = lines) => describedProfile(text);
const wantedBy = ({ body }: HttpRequest): readonly string[] => JSON.parse(body ?? '{}').ids ?? [];
const isList = ({ url }: HttpRequest) => url.pathname === '/list';
const done = (id: string) => ({ key: Number(id), state: 'done' });

describe('a request for many imports', () => {
  it('has lists in its body, of texts and of numbers, and the login of the request for one', async () => {
    const { sent } = await watched(await description(), ['1', '2'], (request) => ({
      body: { data: { list: wantedBy(request).map(done) } },
    }));
    expect(sent[0]?.request).toMatchObject({
      method: 'POST',
      headers: { 'x-key': 'example-key' },
      body: '{"ids":["1","2"],"numbers":[[1,2]],"first":1}',
    });
  });

  it.each(['1,2', 'a'])('leaves %s alone, which it cannot contain', async (odd) => {
    const { paths } = await watched(await description(), ['1', '2', odd], (request) =>
      isList(request)
        ? { body: { data: { list: wantedBy(request).map(done) } } }
        : { body: { state: 'done' } },
    );
    expect(paths).toContain(`/jobs/${encodeURIComponent(odd)}`);
    expect(paths.filter((path) => path === '/list')).toHaveLength(1);
  });

  it('is not made for only one import', async () => {
    const { paths, sent } = await watched(await description(), ['1'], () => ({
      body: { state: 'done' },
    }));
    expect(paths).toEqual(['/jobs/1']);
    expect(sent[0]?.ms).toBe(0);
  });

  it('ignores elements that are an error or occur twice', async () => {
    const { paths, sent, outcomes } = await watched(await description(), ['1', '2'], (request) =>
      isList(request)
        ? {
            body: {
              data: { list: [{ ...done('1'), broken: 1 }, done('2'), { key: 2, state: 'run' }] },
            },
          }
        : { body: { state: 'done' } },
    );
    expect(paths.sort()).toEqual(['/jobs/1', '/jobs/2', '/list']);
    expect(Math.max(...sent.map(({ ms }) => ms))).toBeLessThan(200);
    expect([...outcomes.values()]).toEqual(['succeeded', 'succeeded']);
  });

  it.each([400, 401, 403, 404, 405, 413, 414])(
    'with HTTP %i is made once, then one by one',
    async (status) => {
      const { paths, outcomes } = await watched(await description(), numbers(4), (request, ms) =>
        isList(request) ? { status } : { body: { state: ms > 5000 ? 'done' : 'run' } },
      );
      expect(paths.filter((path) => path === '/list').length).toBeLessThanOrEqual(2);
      expect([...outcomes.values()]).toEqual(Array(4).fill('succeeded'));
    },
  );

  it.each<readonly [string, Answered]>([
    ['no list', { body: { data: null } }],
    ['an error in a 200', { body: { broken: 1 } }],
  ])('with %s is replaced immediately', async (_, answer) => {
    const { paths, sent, outcomes } = await watched(await description(), ['1', '2'], (request) =>
      isList(request) ? answer : { body: { state: 'done' } },
    );
    expect(paths.sort()).toEqual(['/jobs/1', '/jobs/2', '/list']);
    expect(Math.max(...sent.map(({ ms }) => ms))).toBeLessThan(200);
    expect([...outcomes.values()]).toEqual(['succeeded', 'succeeded']);
  });

  it('that fails does not make many of one, until it has failed three times', async () => {
    const { paths, outcomes } = await watched(await description(), ['1', '2'], (request) =>
      isList(request) ? { status: 503 } : { body: { state: 'done' } },
    );
    expect(paths.slice(0, 3)).toEqual(['/list', '/list', '/list']);
    expect(paths.slice(3).sort()).toEqual(['/jobs/1', '/jobs/2']);
    expect([...outcomes.values()]).toEqual(['succeeded', 'succeeded']);
  });

  it('is made again after an outage of the service', async () => {
    const { sent, outcomes } = await watched(await description(), ['1', '2'], (request, ms) => {
      const state = ms > 600_000 ? 'done' : 'run';
      if (ms < 15_000) return { status: 503 };
      if (!isList(request)) return { body: { state } };
      return { body: { data: { list: wantedBy(request).map((id) => ({ ...done(id), state })) } } };
    });
    const later = sent.filter(({ ms }) => ms > 60_000).map(({ request }) => request);
    expect(later.length).toBeGreaterThan(10);
    expect(later.every(isList)).toBe(true);
    expect([...outcomes.values()]).toEqual(['succeeded', 'succeeded']);
  });

  it('that never answers is made ever less often', async () => {
    const { paths } = await watched(await description(), ['1', '2'], (request, ms) =>
      isList(request) ? { status: 503 } : { body: { state: ms > 7_200_000 ? 'done' : 'run' } },
    );
    expect(paths.filter((path) => path === '/list').length).toBeLessThan(15);
  });

  it('continues if it only fails now and then', async () => {
    let calls = 0;
    const { paths, outcomes } = await watched(await description(), ['1', '2'], (request) => {
      calls += 1;
      if ([1, 2, 4, 5].includes(calls)) return { status: 503 };
      const state = calls > 5 ? 'done' : 'run';
      return { body: { data: { list: wantedBy(request).map((id) => ({ ...done(id), state })) } } };
    });
    expect(paths).toEqual(Array(6).fill('/list'));
    expect([...outcomes.values()]).toEqual(['succeeded', 'succeeded']);
  });

  it('respects the pause that the service asks for', async () => {
    let calls = 0;
    const { sent } = await watched(await description(), ['1', '2'], (request) => {
      calls += 1;
      if (calls === 1) return { status: 429, headers: { 'retry-after': '10' } };
      return { body: { data: { list: wantedBy(request).map(done) } } };
    });
    expect(sent.map(({ ms }) => ms)[1]).toBeGreaterThanOrEqual(10_000);
    expect(sent).toHaveLength(2);
  });

  it('is cut at the end of the wait', async () => {
    const { outcomes, time } = await watched(
      await description(),
      ['1', '2'],
      () => ({ ms: 14_000, body: {} }),
      { timeoutMs: 5000 },
    );
    expect([...outcomes.values()]).toEqual(['timed-out', 'timed-out']);
    expect(time.monotonic()).toBeLessThan(8000);
    expect(time.sleeping).toBe(0);
  });

  it.each([
    ['most: 2', 'most: 1', /many.most must be a number of ids from 2 to 1000/],
    ['ids: "{ids}", numbers: [{ids}], ', '', /many.request must use \{ids\}/],
    ['{ path: "/jobs/{id}"', '{ path: "/jobs/{id}/{ids}"', /request.path can't use \{ids\}/],
    ['/list, body', '"/list/{id}", body', /many.request.path can't use \{id\}/],
    ['data.list', 'data..list', /many.items has a syntax error here/],
    ['\n  id: key', '', /many.id is missing/],
  ])('is checked: without %s', async (right, wrong, message) => {
    await expect(description(lines.replace(right, wrong))).rejects.toThrow(message);
  });
});
