import { describe, expect, it } from 'vitest';
import type { Preset } from '../../src/providers/http/api-description.ts';
import { describedProvider } from '../../src/providers/http/described-provider.ts';

const plain: Preset = {
  name: 'own',
  title: 'My Service',
  docs: 'https://service.example/docs',
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

describe('a service that is known by its description', () => {
  it('has the dialect that stands there, and no other', () => {
    const { dialect } = describedProvider(whole);
    expect(dialect.hint?.('refused', 401, {})).toBe('Ask for a key.');
    expect(dialect.hint?.('busy', 503, {})).toBeUndefined();
    expect(dialect.meanings).toEqual({ 'not-found': 'has no such job' });
    expect(dialect.statuses).toEqual({ 410: 'not-found' });
    const bare = describedProvider(plain).dialect;
    expect(bare.hint?.('refused', 401, {})).toBeUndefined();
    expect(Object.keys(bare).sort()).toEqual(['hint', 'judge', 'message']);
  });

  it('has its address from the settings, or else from their defaults', () => {
    const { baseUrl } = describedProvider(plain);
    const domain = 'service.example';
    expect(baseUrl?.({ domain })).toBe('https://eu.service.example');
    expect(baseUrl?.({ domain, region: 'us' })).toBe('https://us.service.example');
    expect(baseUrl?.({ domain, baseUrl: 'http://localhost' })).toBe('http://localhost');
    expect(baseUrl?.({ domain, region: '7' })).toBe('https://7.service.example');
    for (const region of ['x@elsewhere', 'x/', '/x', '.x', 'x.', '-x', 'x-', 'x:1', '']) {
      expect(() => baseUrl?.({ domain, region })).toThrow('cannot be a part of');
    }
    expect(() => baseUrl?.({ domain: 'elsewhere.example/' })).toThrow(
      expect.objectContaining({
        code: 'config',
        message: '"elsewhere.example/" cannot be a part of https://{region}.{domain}.',
        hint: 'Only letters, digits, hyphens and dots can.',
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
      askElsewhere: ({ origin }: URL) => {
        asked.push(origin);
        return () => Promise.reject(new Error('is not asked'));
      },
      keepSecret: () => {},
    };
    const ask = () => Promise.reject(new Error('is not asked'));
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
  ])('with a header of its own for the pause, %j, wants %j seconds', (value, seconds) => {
    const { headers } = describedProvider(whole).dialect;
    const given = { 'retry-after': '30', ...(value !== undefined && { 'x-retry-in': value }) };
    expect(headers?.(given)['retry-after']).toBe(seconds);
  });
});
