import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { ApiClient } from '../../../src/core/provider/api-request.ts';
import type { Settings } from '../../../src/core/provider/field.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { oracleCommerce } from '../../../src/providers/oracle-commerce/oracle-commerce.ts';
import { noon } from '../../helpers/clock.ts';

const never = new AbortController().signal;
const gone = new ImportwatchError('not-found', 'No such token.', { status: 400 });

/** A connection whose answers come one after the other. */
function connected(settings: Settings, ...answers: readonly (Json | Error)[]) {
  const paths: string[] = [];
  const left = [...answers];
  const ask: ApiClient = async ({ path }) => {
    if (path.endsWith('/refresh')) throw new ImportwatchError('rejected', 'No.');
    paths.push(path);
    const answer = left.shift() as Json | Error;
    if (answer instanceof Error) throw answer;
    return { status: 200, body: answer, at: noon, atMs: 0 };
  };
  const connection = oracleCommerce.connect({ accessToken: 'example-token', ...settings }, ask);
  return { poll: (id = 'a1') => connection.poll(id, never), paths };
}

describe('the operation setting', () => {
  it.each([
    [undefined, '/ccadmin/v1/asset/import/a%2F1'],
    ['asset-import', '/ccadmin/v1/asset/import/a%2F1'],
    ['import-process', '/ccadmin/v1/importProcess/a%2F1'],
    ['export-process', '/ccadmin/v1/exportProcess/a%2F1'],
  ])('of operation %s is polled below its own path', async (operation, path) => {
    const body = { total: 2, current: 1, progress: 'processing' };
    const { poll, paths } = connected(operation === undefined ? {} : { operation }, body);
    await poll('a/1');
    expect(paths).toEqual([path]);
  });

  it('reports failed records only as a process', () => {
    const ask: ApiClient = async () => {
      throw new Error('nothing is asked');
    };
    const reports = (operation?: string) =>
      oracleCommerce.connect({ accessToken: 'a', ...(operation && { operation }) }, ask)
        .reportsFailed;
    expect(reports()).toBe(false);
    expect(reports('asset-import')).toBe(false);
    expect(reports('import-process')).toBe(undefined);
    expect(reports('export-process')).toBe(undefined);
  });

  it('can take as long as Oracle allows an answer, and a little more', () => {
    expect(oracleCommerce.requestTimeoutMs).toBe(35_000);
  });

  it('cannot be anything else', () => {
    expect(() => connected({ operation: 'bake' })).toThrow(
      expect.objectContaining({
        code: 'config',
        message: `"bake" isn't an operation.`,
        hint: 'operation is one of asset-import, import-process, export-process.',
      }),
    );
  });
});

describe('a record that is gone', () => {
  it('is not found, with the service’s message, whatever was seen before', async () => {
    const { poll } = connected({}, { total: 50, current: 20 }, gone);
    await poll();
    await expect(poll()).rejects.toBe(gone);
  });
});

describe('the counts of a process', () => {
  const process = { operation: 'import-process' };
  const linking = (href: string) => ({ progress: 'succeeded', links: [{ rel: 'meta', href }] });
  const counts = { successCount: 2, failureCount: 1 };

  it.each([
    ['https://a.example', 'https://a.example/file/m', '/file/m'],
    ['https://a.example/', 'https://a.example/file/m', '/file/m'],
    ['https://a.example/occ', 'https://a.example/occ/file/m', '/file/m'],
    ['https://a.example/occ/', 'https://a.example/occ//file/m', '//file/m'],
    ['https://a.example/x/occ//', 'https://a.example/x/occ/file/m', '/file/m'],
  ])('below %s are read at %s', async (baseUrl, href, path) => {
    const { poll, paths } = connected({ ...process, baseUrl }, linking(href), counts);
    expect(await poll()).toMatchObject({ completed: 3, total: 3, failed: 1 });
    expect(paths.slice(1)).toEqual([path]);
  });

  it.each([
    ['https://a.example/occ', 'https://a.example/file/m'],
    ['https://a.example/occ', 'https://a.example/occult/file/m'],
    ['https://a.example/occ', 'https://a.example/occ/../file/m'],
    ['https://a.example', 'https://a.example:8443/file/m'],
    ['https://a.example', 'https://a.example.evil.example/file/m'],
  ])('below %s are not read at %s', async (baseUrl, href) => {
    const { poll, paths } = connected({ ...process, baseUrl }, linking(href), counts);
    expect(await poll()).not.toHaveProperty('completed');
    expect(paths).toHaveLength(1);
  });

  it('are not read without an address of the instance', async () => {
    const { poll, paths } = connected(process, linking('https://a.example/file/m'), counts);
    expect(await poll()).not.toHaveProperty('completed');
    expect(paths).toHaveLength(1);
  });

  it('hide no bug', async () => {
    const odd = new TypeError('x is not y');
    const settings = { ...process, baseUrl: 'https://a.example' };
    await expect(connected(settings, linking('/file/m'), odd).poll()).rejects.toBe(odd);
  });
});
