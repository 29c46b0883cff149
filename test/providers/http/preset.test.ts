import { describe, expect, it } from 'vitest';
import type { ApiClient, ApiRequest } from '../../../src/core/provider/api-request.ts';
import type { Settings } from '../../../src/core/provider/field.ts';
import type { Preset } from '../../../src/providers/http/api-description.ts';
import { describedProvider } from '../../../src/providers/http/described-provider.ts';
import { fixedClock } from '../../helpers/clock.ts';

const plain: Preset = {
  name: 'own',
  title: 'My Service',
  docs: 'https://service.example/docs',
  group: 'services',
  id: { required: true, describe: 'id of the job', example: '42' },
  settings: {
    baseUrl: { describe: 'address', default: 'https://{region}.{domain}' },
    region: { describe: 'region', default: 'eu' },
    domain: { describe: 'domain', required: true },
  },
  description: {
    request: { path: '/jobs/{id}' },
    state: { from: 'state', words: { done: 'succeeded' } },
  },
};

const whole: Preset = {
  ...plain,
  hints: { refused: 'Ask for a key.' },
  meanings: { 'not-found': 'has no such job' },
  description: {
    ...plain.description,
    statuses: { 410: 'not-found' },
    retryHeader: { name: 'X-Retry-In' },
  },
};

/** What a preset asks for an import, and what it reads in the answer. */
async function poll(preset: Preset, settings: Settings, id: string) {
  const questions: ApiRequest[] = [];
  const ask: ApiClient = async (question) => {
    questions.push(question);
    return { status: 200, body: { state: 'done', bad: 3 }, at: 0, atMs: 0 };
  };
  const connection = describedProvider(preset).connect(settings, ask);
  const seen = await connection.poll(id, new AbortController().signal);
  return { ...(questions[0] as ApiRequest), seen };
}

describe('a preset', () => {
  it('has its own errorMapping, and no other', () => {
    const { errorMapping } = describedProvider(whole);
    expect(errorMapping.hint?.('refused', 401, {})).toBe('Ask for a key.');
    expect(errorMapping.hint?.('busy', 503, {})).toBeUndefined();
    expect(errorMapping.meanings).toEqual({ 'not-found': 'has no such job' });
    expect(errorMapping.statuses).toEqual({ 410: 'not-found' });
    const bare = describedProvider(plain).errorMapping;
    expect(bare.hint?.('refused', 401, {})).toBeUndefined();
    expect(Object.keys(bare).sort()).toEqual(['hint', 'judge', 'message', 'unusable']);
  });

  it('has its address from the settings, or else from their defaults', () => {
    const { baseUrl } = describedProvider(plain);
    const domain = 'service.example';
    expect(baseUrl?.({ domain })).toBe('https://eu.service.example');
    expect(baseUrl?.({ domain, region: 'us' })).toBe('https://us.service.example');
    expect(baseUrl?.({ domain, baseUrl: 'http://localhost' })).toBe('http://localhost');
    expect(baseUrl?.({ domain, region: '7' })).toBe('https://7.service.example');
    for (const region of ['x@elsewhere', 'x/', '/x', '.x', 'x.', '-x', 'x-', 'x:1', '']) {
      expect(() => baseUrl?.({ domain, region })).toThrow("can't be a part of");
    }
    expect(() => baseUrl?.({ domain: 'elsewhere.example/' })).toThrow(
      expect.objectContaining({
        code: 'config',
        key: 'domain',
        problem:
          "can't be a part of https://{region}.{domain}. Use only letters, digits, hyphens and dots.",
      }),
    );
  });

  it('has settings whose default names other settings', async () => {
    const loginUrl = { describe: 'login', default: 'https://login.{region}.example/token' };
    const asked: string[] = [];
    const provider = describedProvider({
      ...plain,
      settings: { ...plain.settings, loginUrl },
      description: { ...plain.description, token: { url: '{loginUrl}' } },
    });
    const means = {
      clientAt: ({ origin }: URL) => {
        asked.push(origin);
        return () => Promise.reject(new Error("isn't asked"));
      },
      name: 'api',
      keepSecret: () => {},
      clock: fixedClock,
      inSpareTime: <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) =>
        work(signal),
      joinPolls: (signals: readonly AbortSignal[]) => ({
        signal: signals[0] as AbortSignal,
        release: () => {},
      }),
      imports: () => 1,
    };
    const ask = () => Promise.reject(new Error("isn't asked"));
    const never = new AbortController().signal;
    for (const settings of [{ region: 'us' }, { loginUrl: 'https://gateway.example/t' }]) {
      const all = { loginUrl: loginUrl.default, domain: 'd.example', ...settings };
      await provider
        .connect(all, ask, means)
        .poll('42', never)
        .catch(() => {});
    }
    expect(asked).toEqual(['https://login.us.example', 'https://gateway.example']);
  });

  it.each<readonly [string, Partial<Preset['description']>, boolean]>([
    ['nothing says how many failed', {}, false],
    ['a count does', { failed: 'bad' }, true],
    ['a count for the second answer does', { also: { request: { path: '/' }, failed: 'n' } }, true],
    ['a word does', { state: { from: 's', words: { a: 'partial', b: 'succeeded' } } }, true],
  ])('says whether it reports failed records: %s', (_, more, reports) => {
    const provider = describedProvider({
      ...plain,
      description: { ...plain.description, ...more },
    });
    const ask = () => Promise.reject(new Error("isn't asked"));
    expect(provider.connect({ domain: 'd' }, ask).reportsFailed).toBe(reports);
  });

  it.each([
    [undefined, undefined],
    [{}, 100],
    [{ most: 50 }, 50],
  ])('reports how many imports it polls together: %j', (given, together) => {
    const many = given && { request: { path: '/{ids}' }, items: 'a', id: 'b', ...given };
    const description = { ...plain.description, ...(many && { many }) };
    const ask = () => Promise.reject(new Error("isn't asked"));
    const connection = describedProvider({ ...plain, description }).connect({ domain: 'd' }, ask);
    expect(connection.together).toBe(together);
  });

  it('explains an answer', async () => {
    const explain = describedProvider(plain).explain;
    expect(await explain?.({ state: 'done' }, 5)).toMatchObject({
      findings: [{ key: 'state.from', value: 'done' }],
      snapshot: { state: 'succeeded', observedAt: 5 },
    });
  });

  it.each<readonly [string | undefined, string | undefined]>([
    ['7', '7'],
    ['0', '0'],
    ['-1', '30'],
    ['soon', '30'],
    [undefined, '30'],
  ])('with its own header for the pause, %j, asks for %j seconds', (value, seconds) => {
    const { headers } = describedProvider(whole).errorMapping;
    const given = { 'retry-after': '30', ...(value !== undefined && { 'x-retry-in': value }) };
    expect(headers?.(given)['retry-after']).toBe(seconds);
  });

  describe('with a variant for a value of a setting', () => {
    const preset: Preset = {
      ...plain,
      settings: { ...plain.settings, kind: { describe: 'kind', default: 'leads' } },
      variants: {
        kind: {
          leads: { request: { path: '/leads/{id}' } },
          members: { request: { path: '/programs/members/{id}/status' }, failed: 'bad' },
        },
      },
      description: { ...plain.description, request: { path: '/objects/{kind}/{id}' } },
    };

    it.each([
      ['its default', {}, '/leads/7'],
      ['that value', { kind: 'members' }, '/programs/members/7/status'],
      ['any other', { kind: 'car_c' }, '/objects/car_c/7'],
      ['what every object inherits', { kind: 'toString' }, '/objects/toString/7'],
    ])('polls the path for %s', async (_, settings, path) => {
      expect((await poll(preset, { domain: 'd', ...settings }, '7')).path).toBe(path);
    });

    it('reads what the variant says, and otherwise the description', async () => {
      const { seen } = await poll(preset, { domain: 'd', kind: 'members' }, '7');
      expect(seen).toMatchObject({ state: 'succeeded', failed: 3 });
      expect((await poll(preset, { domain: 'd' }, '7')).seen).not.toHaveProperty('failed');
    });
  });

  describe('with ids that hold settings', () => {
    const preset: Preset = {
      ...plain,
      idParts: /^(?:(?<region>[^:]+):)?(?:(?<unit>\w+)\.)?(?<id>\w+)$/,
      settings: { ...plain.settings, unit: { describe: 'unit' } },
      description: {
        ...plain.description,
        request: { path: '/{region}/{id}', query: { unit: '{unit}' } },
      },
    };

    it.each([
      ['7', '/eu/7', {}],
      ['us:7', '/us/7', {}],
      ['us:b.7', '/us/7', { unit: 'b' }],
      ['u/s:b.7', '/u%2Fs/7', { unit: 'b' }],
      ['another form', '/eu/another%20form', {}],
    ])('polls %s with the parts it has', async (id, path, query) => {
      expect(await poll(preset, { domain: 'd' }, id)).toMatchObject({ path, query });
    });

    it('overrides the profile', async () => {
      const { query } = await poll(preset, { domain: 'd', unit: 'a' }, 'us:b.7');
      expect(query).toEqual({ unit: 'b' });
    });
  });
});
