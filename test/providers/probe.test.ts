import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../src/core/http/api-client.ts';
import { ImportwatchError } from '../../src/core/model/errors.ts';
import type { Settings } from '../../src/core/provider/field.ts';
import type { Provider } from '../../src/core/provider/provider.ts';
import { elevate } from '../../src/providers/elevate/elevate.ts';
import { oracleCommerce } from '../../src/providers/oracle-commerce/oracle-commerce.ts';
import { rocketchat } from '../../src/providers/rocketchat/rocketchat.ts';
import { fixedClock } from '../helpers/clock.ts';

type Answers = Readonly<Record<string, readonly [status: number, body: unknown] | Error>>;

/** Tries credentials at a service that answers by path; what is not there is a 404 of nobody's. */
async function probe(provider: Provider, settings: Settings, answers: Answers) {
  const asked: string[] = [];
  const ask = createApiClient({
    baseUrl: new URL('https://service.example'),
    headers: {},
    errorMapping: provider.errorMapping,
    send: async ({ url }) => {
      asked.push(url.pathname);
      const answer = answers[url.pathname] ?? [404, '<html>'];
      if (answer instanceof Error) throw answer;
      const [status, body] = answer;
      return { status, headers: {}, text: JSON.stringify(body) };
    },
    clock: fixedClock,
    rateLimit: { note: () => {} },
  });
  let admitted = false;
  const trying = provider.connect(settings, ask).probe?.(new AbortController().signal, () => {
    admitted = true;
  });
  const error = await trying?.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { asked, admitted, error };
}

const bug = new TypeError('x is not y');
const good = { admitted: true, error: undefined };
const refused = (status: number) => ({ admitted: false, error: { code: 'refused', status } });

describe('a key of Elevate', () => {
  const path = '/api/v2/import/status/1000000000000000000';
  const of = (...answer: [number, unknown]) =>
    probe(elevate, { apiKey: 'example-key' }, { [path]: answer });

  it('is valid if the answer is that an import does not exist', async () => {
    const found = await of(200, { id: '1000000000000000000', status: 'NOT_FOUND' });
    expect(found).toEqual({ ...good, asked: [path] });
  });

  it('is not if it is refused, or something else answers', async () => {
    expect(await of(401, {})).toMatchObject(refused(401));
    expect(await of(200, {})).toMatchObject({ admitted: false, error: { code: 'bad-answer' } });
  });
});

describe('credentials of Oracle Commerce', () => {
  const [login, one, all] = [
    '/ccadmin/v1/login',
    '/ccadmin/v1/asset/import/importwatch-check',
    '/ccadmin/v1/asset/importStatus',
  ];
  const token = [200, { access_token: 'example-token' }] as const;
  const unknown = [404, { message: 'No such token', status: '404' }] as const;
  const withKey = (answers: Answers) =>
    probe(oracleCommerce, { applicationKey: 'example-key' }, { [login]: token, ...answers });
  const withToken = (answers: Answers) =>
    probe(oracleCommerce, { accessToken: 'example-token' }, answers);

  it('are valid if they log in, and the answer is that an import does not exist', async () => {
    const found = await withKey({ [one]: unknown });
    expect(found).toEqual({ ...good, asked: [login, login, one] });
  });

  it('are valid without a login only if the instance also reports its activity', async () => {
    const nothing = [200, { importInProgressStatus: false }] as const;
    const found = await withToken({ [one]: unknown, [all]: nothing });
    expect(found).toMatchObject(good);
    expect(found.asked).toEqual([one, all]);
    const elsewhere = await withToken({ [one]: unknown });
    expect(elsewhere).toMatchObject({ admitted: false, error: { code: 'not-found' } });
  });

  it('are valid if there is an import of that name', async () => {
    const found = await withToken({ [one]: [200, { total: 2, current: 1 }] });
    expect(found).toEqual({ ...good, asked: [one] });
  });

  it('are not if the login is refused, and nothing else is requested then', async () => {
    const found = await withKey({ [login]: [401, {}] });
    expect(found).toMatchObject({ ...refused(401), asked: [login] });
  });

  it('are accepted without a permission if that is what is missing', async () => {
    const lacking = { admitted: true, error: { code: 'refused', status: 403 } };
    expect(await withToken({ [one]: [403, {}] })).toMatchObject(lacking);
    expect(await withToken({ [one]: [401, {}] })).toMatchObject(refused(401));
    expect(await withKey({ [one]: [403, {}] })).toMatchObject(lacking);
  });

  it('are not accepted by a 403 of a busy instance or of a proxy', async () => {
    const denied = await withToken({ [one]: [403, { errorCode: '60012' }] });
    expect(denied).toMatchObject({ admitted: false, error: { code: 'busy', status: 403 } });
    const proxy = new ImportwatchError('proxy', 'The proxy refuses.', { status: 403 });
    expect(await withToken({ [one]: proxy })).toMatchObject({ admitted: false, error: proxy });
  });

  it('are unknown if the service fails', async () => {
    const failing = await withToken({ [one]: [503, {}] });
    expect(failing).toMatchObject({ admitted: false, error: { code: 'busy' } });
    expect(await withToken({ [one]: bug })).toMatchObject({ admitted: false, error: bug });
  });
});

describe('credentials of Rocket.Chat', () => {
  const path = '/api/v1/getCurrentImportOperation';
  const settings = { baseUrl: 'https://service.example', userId: 'u', authToken: 'example-key' };
  const of = (answer: readonly [number, unknown] | Error, more: Answers = {}) =>
    probe(rocketchat, settings, { [path]: answer, ...more });
  const code = (errorType: string) => ({ success: false, errorType });

  it('are valid if an import is shown, or the answer is that there is none', async () => {
    const operation = { _id: 'a', status: 'importer_new', valid: true };
    expect(await of([200, { success: true, operation }])).toMatchObject(good);
    expect(await of([200, { success: true }])).toMatchObject(good);
    expect(await of([400, code('error-operation-not-found')])).toMatchObject(good);
  });

  it('are not if they are refused, or something else answers', async () => {
    expect(await of([401, {}])).toMatchObject(refused(401));
    const elsewhere = await of([404, {}]);
    expect(elsewhere).toMatchObject({ admitted: false, error: { code: 'not-found', status: 404 } });
    expect(await of([200, {}])).toMatchObject({ admitted: false, error: { code: 'bad-answer' } });
  });

  it.each([400, 403])('are accepted if a permission is missing, with %i', async (status) => {
    const lacking = [status, code('error-action-not-allowed')] as const;
    const found = await of(lacking, { '/api/v1/getImportProgress': lacking });
    expect(found).toMatchObject({ admitted: true, error: { code: 'refused', status } });
  });

  it('are not accepted if the request itself was wrong', async () => {
    const wrong = [400, code('error-odd')] as const;
    const found = await of(wrong, { '/api/v1/getImportProgress': wrong });
    expect(found).toMatchObject({ admitted: false, error: { code: 'rejected', status: 400 } });
  });

  it('are unknown if the service fails', async () => {
    expect(await of([503, {}])).toMatchObject({ admitted: false, error: { code: 'busy' } });
    expect(await of(bug)).toMatchObject({ admitted: false, error: bug });
  });
});
