import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/text/json.ts';
import { checkDescription } from '../../../src/providers/http/check.ts';
import { describedProvider } from '../../../src/providers/http/described-provider.ts';
import { http } from '../../../src/providers/http/http.ts';
import { polling } from '../../helpers/polling.ts';

const usual = {
  request: { path: '/jobs/{id}' },
  state: { from: 'status', words: { done: 'succeeded' } },
} as const;

const mistakesIn = (failedRecords: object) =>
  checkDescription({ ...usual, failedRecords }, ['key']).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  );

describe('the place of the failed records', () => {
  it.each([
    [{ records: 'errors' }],
    [{ request: { path: '/jobs/{id}/errors' } }],
    [{ request: { path: '/e' }, records: '@', next: { page: "header('x-next-page')" } }],
    [{ link: 'file' }],
    [{ signedLink: 'file', only: 'errors[0]' }],
  ])('can be described: %j', (failedRecords) => {
    expect(mistakesIn(failedRecords)).toEqual([]);
  });

  it.each([
    [{}, 'failedRecords needs records, request, link or signedLink.'],
    [{ link: 'a', signedLink: 'b' }, 'failedRecords can have only one of'],
    [
      { records: 'a', link: 'b' },
      'failedRecords can have only one of records (with or without request), link and signedLink.',
    ],
    [{ request: { path: '/e' }, link: 'b' }, 'failedRecords can have only one of'],
    [
      { records: 'a', next: { page: 'b' } },
      'failedRecords.next only works with request and records',
    ],
    [{ records: 'a', only: 'b' }, 'failedRecords.only only works with files'],
    [{ records: 'a..b' }, 'failedRecords.records has a syntax error here'],
    [
      { request: { path: '/e' }, records: '@', next: { page: 'b..c' } },
      'failedRecords.next.page has a syntax error',
    ],
    [{ request: { path: 'e' } }, 'failedRecords.request.path must start with /'],
    [{ request: { path: '/e', body: '{' } }, 'failedRecords.request.body is invalid JSON'],
    [{ request: { path: '/e/{other}' } }, 'failedRecords.request.path uses {other}'],
  ])('cannot be %j', (failedRecords, mistake) => {
    expect(mistakesIn(failedRecords).join('\n')).toContain(mistake);
  });
});

describe('check --answer', () => {
  it('shows which failed records it finds, and which are elsewhere', async () => {
    const remarks = async (failedRecords: object, body: Json) => {
      const provider = describedProvider({
        ...http,
        docs: '',
        description: { ...usual, failedRecords },
      });
      const { findings } = (await provider.explain?.(body, 0)) ?? { findings: [] };
      return findings.filter(({ key }) => key.startsWith('failed')).map(({ remark }) => remark);
    };
    const job = { status: 'done', errors: [1, 2], file: '/f' };
    expect(await remarks({ records: 'errors' }, job)).toEqual(['2 of them']);
    expect(await remarks({ records: 'none' }, job)).toEqual(['none']);
    expect(await remarks({ link: 'file', only: 'bad' }, job)).toEqual([
      'their file',
      'for each line of the file',
    ]);
    const rejected = { status: 'done', errors: 7, file: 7 };
    expect(await remarks({ records: 'errors' }, rejected)).toEqual(['no list']);
    expect(await remarks({ records: 'errors' }, { ...rejected, errors: {} })).toEqual(['no list']);
    expect(await remarks({ link: 'file' }, rejected)).toEqual(['no address']);
    const own = { request: { path: '/e' }, records: '@', next: { page: 'a' } };
    expect(await remarks(own, job)).toEqual(
      Array(2).fill('for the answer with the failed records'),
    );
  });
});

it('requests no further page once nothing more is needed', async () => {
  const { connected, sent } = await polling(
    `request: { path: "/jobs/{id}" }
state: { from: status, words: { done: succeeded } }
failedRecords: { request: { path: "/jobs/{id}/errors" }, records: errors, next: { page: next } }`,
    ({ url }) => ({ body: { errors: [1, 2], next: Number(url.searchParams.get('page')) + 1 } }),
  );
  let room = 2;
  const sink = { write: async () => --room > 0 };
  const found = await connected.failedRecords?.(sink, new AbortController().signal);
  expect(found).toEqual({ count: 4 });
  expect(sent.map(({ url }) => url.search)).toEqual(['', '?page=1']);
});
