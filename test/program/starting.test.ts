import { afterAll, describe, expect, it } from 'vitest';
import { type Reply, type Served, serve } from '../../src/demo/serve.ts';
import { run } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const pace = ['--interval', '50ms'];
const open: Served[] = [];
afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

interface Story {
  readonly settings: Readonly<Record<string, string>>;
  readonly path: string;
  readonly unknown: Reply;
  readonly succeeded: Reply;
}

const json = (body: unknown, status = 200): Reply => ({ status, text: JSON.stringify(body) });

/** What services answer to an id that they don't know yet, and later. */
const stories: Readonly<Record<string, Story>> = {
  elevate: {
    settings: { IMPORTWATCH_API_KEY: 'example-key' },
    path: '/api/v2/import/status/42',
    unknown: json({ id: '42', status: 'NOT_FOUND' }),
    succeeded: json({ id: '42', status: 'SUCCESS' }),
  },
  'oracle-commerce': {
    settings: { IMPORTWATCH_ACCESS_TOKEN: 'example-token' },
    path: '/ccadmin/v1/asset/import/42',
    unknown: json({ errorCode: '12345', message: 'Not known.', status: '404' }, 404),
    succeeded: json({ total: 5, current: 5 }),
  },
  rocketchat: {
    settings: { IMPORTWATCH_USER_ID: 'someone', IMPORTWATCH_AUTH_TOKEN: 'example-token' },
    path: '/api/v1/getCurrentImportOperation',
    unknown: json({ success: true, operation: null }),
    succeeded: json({
      success: true,
      operation: {
        _id: '42',
        type: 'CSV',
        importerKey: 'csv',
        status: 'importer_done',
        valid: true,
      },
    }),
  },
  meilisearch: {
    settings: {},
    path: '/tasks/42',
    unknown: json({ message: 'Task 42 not found.', code: 'task_not_found' }, 404),
    succeeded: json({ uid: 42, status: 'succeeded', details: { indexedDocuments: 1 } }),
  },
};

/** A service that knows its import from the fourth poll on. */
async function slowToKnow(provider: string) {
  const { settings, path, unknown, succeeded } = stories[provider] as Story;
  let polls = 0;
  const service = await serve((request) => {
    if (request.path === '/ccadmin/v1/refresh') {
      return json({ access_token: 'example-token', token_type: 'bearer' });
    }
    if (request.path !== path) return undefined;
    polls += 1;
    return polls < 4 ? unknown : succeeded;
  });
  open.push(service);
  const flags = ['--provider', provider, '--base-url', service.url, ...pace];
  return { flags, env: settings, polls: () => polls };
}

describe.concurrent('an import that was started a moment ago', () => {
  it.each(Object.keys(stories))('gets time to appear in %s', async (provider) => {
    const { flags, env, polls } = await slowToKnow(provider);
    const { code, lines } = await run(['wait', '--json', ...flags, '-'], { env, stdin: '"42"' });
    const retries = lines.filter(({ type }) => type === 'retry');
    expect(retries.map(({ error }) => error?.code)).toEqual(Array(3).fill('not-found'));
    expect(code).toBe(0);
    expect(polls()).toBe(4);
  });

  it.each(['oracle-commerce', 'meilisearch'])(
    'is not found immediately in %s if its id is on the command line',
    async (provider) => {
      const { flags, env, polls } = await slowToKnow(provider);
      expect((await run(['wait', ...flags, '42'], { env })).code).toBe(5);
      expect(polls()).toBe(1);
      const patient = ['wait', ...flags, '--appear-timeout', '20s', '42'];
      expect((await run(patient, { env })).code).toBe(0);
    },
  );

  it('is polled once by a status', async () => {
    const { flags, env, polls } = await slowToKnow('meilisearch');
    const plain = flags.slice(0, 4);
    expect((await run(['status', ...plain, '-'], { env, stdin: '42' })).code).toBe(5);
    expect(polls()).toBe(1);
  });

  it('gets no time to appear on request', async () => {
    const { flags, env } = await slowToKnow('meilisearch');
    const hurried = ['wait', ...flags, '--appear-timeout', '0s', '-'];
    expect((await run(hurried, { env, stdin: '42' })).code).toBe(5);
  });
});

describe.concurrent('IMPORTWATCH_PROVIDER', () => {
  it('is enough to wait, to check and to list', async () => {
    const service = await simulated('elevate', { steps: 3 });
    const [, provider = '', , baseUrl = ''] = service.flags;
    const env = {
      ...service.env,
      IMPORTWATCH_PROVIDER: provider,
      IMPORTWATCH_BASE_URL: baseUrl,
    };
    const { code, stdout } = await run(['wait', ...pace, `${service.id}`], { env });
    expect(stdout).toContain(`elevate:${service.id}  succeeded`);
    expect(code).toBe(0);
    expect((await run(['profiles'], { env })).stdout).toMatch(
      /^elevate \(default\)\n.*environment/s,
    );
    expect((await run(['check'], { env })).code).toBe(0);
    const wrong = await run(['wait', '42'], { env: { ...env, IMPORTWATCH_PROFILE: 'shop' } });
    expect(wrong.code).toBe(2);
  });
});
