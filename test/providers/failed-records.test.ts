import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { createConnector, type Service } from '../../src/core/http/connector.ts';
import type { Provider } from '../../src/core/provider/provider.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { type Received, type Reply, type Served, serve } from '../../src/demo/serve.ts';
import { providers } from '../../src/providers/index.ts';
import { networkSend } from '../helpers/connected-import.ts';

const open: Served[] = [];
afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

const never = new AbortController().signal;

type Replies = Readonly<Record<string, Reply | ((request: Received) => Reply)>>;

async function serving(replies: Replies): Promise<Served> {
  const served = await serve(({ path, ...request }) => {
    const reply = replies[path];
    return typeof reply === 'function' ? reply({ path, ...request }) : reply;
  });
  open.push(served);
  return served;
}

function providerNamed(name: string): Provider {
  const found = providers.find((provider) => provider.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

/** What a service reports of the failed records of an import, and what it was asked. */
async function failedOf(
  name: string,
  replies: Replies,
  { id = '1', ...settings }: Readonly<Record<string, string>> = {},
) {
  const provider = providerNamed(name);
  const served = await serving(replies);
  const needed = Object.entries(provider.settings)
    .filter(([, { required }]) => required)
    .map(([key, { example = '' }]) => [key, example]);
  const service: Service = {
    name,
    provider,
    settings: { ...Object.fromEntries(needed), ...settings, baseUrl: served.url },
    baseUrl: new URL(served.url),
    headers: {},
    insecureTls: false,
    secrets: [],
  };
  const redactor = createRedactor();
  const send = networkSend(5000);
  const connector = createConnector({ clock: systemClock, redactor, createSend: async () => send });
  const { failedRecords } = await connector.connect({ id }, service);
  if (failedRecords === undefined) return { served };
  const written: Buffer[] = [];
  const to = {
    write: async (bytes: Uint8Array) => {
      written.push(Buffer.from(bytes));
      return true;
    },
  };
  const found = await failedRecords(to, never);
  return { served, found, text: Buffer.concat(written).toString() };
}

const lines = (...records: readonly unknown[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

const token: Reply = { body: { access_token: 'example-token', expires_in: 3600 } };

describe('the failed records of', () => {
  it('Salesforce are the CSV of failedResults', async () => {
    const text = '"sf__Id","sf__Error",Name\n"","REQUIRED_FIELD_MISSING",Acme\n';
    const path = '/services/data/v60.0/jobs/ingest/1/failedResults/';
    const failed = await failedOf('salesforce-bulk', { [path]: { text } });
    expect(failed.text).toBe(text);
    expect(failed.served.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer example-token',
    });
  });

  it('Auth0 come from jobs/{id}/errors', async () => {
    const path = '/api/v2/jobs/1/errors';
    const errors = [{ user: { email: 'a@example.com' }, errors: [{ code: 'DUPLICATED_USER' }] }];
    expect((await failedOf('auth0', { [path]: { body: errors } })).text).toBe(lines(...errors));
    const whole = { status: 'failed', type: 'users_import' };
    expect((await failedOf('auth0', { [path]: { body: whole } })).text).toBe(lines(whole));
    expect((await failedOf('auth0', { [path]: { status: 204 } })).found).toEqual({ count: 0 });
  });

  it.each([
    ['leads', '/bulk/v1/leads/batch/1/failures.json'],
    ['program-members', '/bulk/v1/program/members/import/1/failures.json'],
    ['car_c', '/bulk/v1/customobjects/car_c/import/1/failures.json'],
  ])('Marketo are a file: %s', async (object, path) => {
    const text = 'email,Import Failure Reason\na,Invalid\n';
    const replies = { '/identity/oauth/token': token, [path]: { text } };
    const { text: written, served } = await failedOf('marketo', replies, { object });
    expect(written).toBe(text);
    expect(served.requests.at(-1)?.headers).toMatchObject({
      authorization: 'Bearer example-token',
    });
  });

  it('Marketo are not an error in a 200', async () => {
    const error = { success: false, errors: [{ code: '610', message: 'Not found' }] };
    const replies = {
      '/identity/oauth/token': token,
      '/bulk/v1/leads/batch/1/failures.json': { body: error },
    };
    await expect(failedOf('marketo', replies)).rejects.toMatchObject({
      code: 'gone',
      message: expect.stringContaining(
        '(HTTP 200 for GET /bulk/v1/leads/batch/1/failures.json): Not found',
      ),
    });
  });

  it.each([
    ['v3', '/crm/v3/imports/1/errors'],
    ['2026-03', '/crm/imports/2026-03/1/errors'],
  ])('HubSpot come in pages: %s', async (apiVersion, path) => {
    const page = ({ query }: Received): Reply => ({
      body: query.get('after')
        ? { results: [{ id: '2' }] }
        : { results: [{ id: '1' }], paging: { next: { after: 'x' } } },
    });
    const { text, found } = await failedOf('hubspot', { [path]: page }, { apiVersion });
    expect([text, found]).toEqual([lines({ id: '1' }, { id: '2' }), { count: 2 }]);
  });

  it('commercetools are the operations that ended badly', async () => {
    const states = [
      'imported',
      'rejected',
      'validationFailed',
      'processing',
      'partiallyImported',
      'canceled',
    ];
    const results = states.map((state) => ({ state }));
    const page = ({ query }: Received): Reply => {
      const offset = Number(query.get('offset') ?? 0);
      const some = results.slice(offset, offset + 4);
      return { body: { limit: 4, offset, count: some.length, total: 6, results: some } };
    };
    const served = await serving({ '/oauth/token': token });
    const path = '/example-project/import-containers/1/import-operations';
    const settings = { tokenUrl: `${served.url}/oauth/token` };
    const { text } = await failedOf('commercetools', { [path]: page }, settings);
    expect(text).toBe(lines(...[1, 2, 4, 5].map((index) => results[index])));
  });

  it('Elasticsearch are the failures in the answer', async () => {
    const failures = [{ id: 'a', cause: { reason: 'mapping' }, status: 400 }];
    const job = { completed: true, task: { status: {} }, response: { failures } };
    const { text } = await failedOf('elasticsearch', { '/_tasks/1': { body: job } });
    expect(text).toBe(lines(...failures));
    const none = { '/_tasks/1': { body: { completed: true, response: { failures: [] } } } };
    expect((await failedOf('elasticsearch', none)).found).toEqual({ count: 0 });
  });

  it('Zendesk are the rows that failed', async () => {
    const results = [
      { id: 1, action: 'update', success: true },
      { id: 2, success: false, error: 'TicketUpdateFailed' },
      { id: 3, status: 'Failed', error: 'UserUpdateError', details: 'x' },
    ];
    const job = { job_status: { status: 'completed', results } };
    const { text } = await failedOf('zendesk', { '/api/v2/job_statuses/1.json': { body: job } });
    expect(text).toBe(lines(results[1], results[2]));
  });

  it('Adobe Commerce are the operations that failed', async () => {
    const operations = [1, 2, 3, 4, 5].map((status) => ({ status, result_message: 'x' }));
    const job = { operations_list: operations };
    const { text } = await failedOf('adobe-commerce', { '/V1/bulk/1/status': { body: job } });
    expect(text).toBe(lines(operations[1], operations[2], operations[4]));
  });

  it('BigQuery are the errors of the job', async () => {
    const errors = [{ reason: 'invalid', location: 'file', message: 'Row 1' }];
    const job = { status: { state: 'DONE', errors } };
    const path = '/bigquery/v2/projects/example-project/jobs/1';
    expect((await failedOf('bigquery', { [path]: { body: job } })).text).toBe(lines(...errors));
  });

  it('Contentful exist only in version 2', async () => {
    const errors = [{ entity: { sys: { id: 'a' } }, error: { sys: { id: 'NotFound' } } }];
    const action = { sys: { status: 'failed' }, error: { details: { errors } } };
    const path = '/spaces/examplespace/environments/master/bulk_actions/1';
    const replies = { [path]: { body: action } };
    expect((await failedOf('contentful', replies, { version: 'v2' })).text).toBe(lines(...errors));
    expect((await failedOf('contentful', {}, { version: 'v1' })).text).toBeUndefined();
  });

  it('GitLab are the relations that failed', async () => {
    const relations = [{ id: 1, exception_message: 'x' }];
    const job = { import_status: 'finished', failed_relations: relations };
    const { text } = await failedOf('gitlab-import', {
      '/api/v4/projects/1/import': { body: job },
    });
    expect(text).toBe(lines(...relations));
  });

  it('a migration of GitLab come from all its entities', async () => {
    const page = ({ query }: Received): Reply =>
      query.get('page')
        ? { body: [{ id: 3, failures: [{ relation: 'b' }] }], headers: { 'x-next-page': '' } }
        : {
            body: [
              { id: 1, failures: [] },
              { id: 2, failures: [{ relation: 'a' }] },
            ],
            headers: { 'x-next-page': '2' },
          };
    const replies = { '/api/v4/bulk_imports/1/entities': page };
    const { text } = await failedOf('gitlab-bulk-import', replies);
    expect(text).toBe(lines({ relation: 'a' }, { relation: 'b' }));
  });

  it('Shopify are the lines with errors in the file of an import, requested without credentials', async () => {
    const bad = {
      data: { productCreate: { product: null, userErrors: [{ message: 'x' }] } },
      __lineNumber: 1,
    };
    const good = {
      data: { productCreate: { product: { id: 'a' }, userErrors: [] } },
      __lineNumber: 0,
    };
    const worse = { errors: [{ message: 'y' }], __lineNumber: 2 };
    const storage = await serving({ '/f': { text: lines(good, bad, worse) } });
    const node = { status: 'COMPLETED', type: 'MUTATION', url: `${storage.url}/f?signature=a%20b` };
    const graph = (node: object): Replies => ({
      '/admin/api/2026-01/graphql.json': { body: { data: { node } } },
    });
    const { text, found } = await failedOf('shopify-bulk', graph(node));
    expect([text, found]).toEqual([lines(bad, worse), { count: 2 }]);
    expect(storage.requests[0]?.headers).not.toHaveProperty('x-shopify-access-token');
    const exported = await failedOf('shopify-bulk', graph({ ...node, type: 'QUERY' }));
    expect(exported.found).toEqual({ count: 0 });
  });

  it('a process of Oracle Commerce come from the file that it links', async () => {
    const links = [{ rel: 'failedRecordsFile', href: '/ccadmin/v1/files/failed.zip?x=1' }];
    const zip = 'PK\u0003\u0004';
    const replies: Replies = {
      '/ccadmin/v1/login': token,
      '/ccadmin/v1/importProcess/1': { body: { progress: 'succeeded', links } },
      '/ccadmin/v1/files/failed.zip': { text: zip },
    };
    const settings = { applicationKey: 'example-key', operation: 'import-process' };
    const { text, served } = await failedOf('oracle-commerce', replies, settings);
    expect(text).toBe(zip);
    expect(served.requests.at(-1)?.headers).toMatchObject({
      authorization: 'Bearer example-token',
    });
    const deleted = { ...replies, '/ccadmin/v1/files/failed.zip': { status: 404 } };
    await expect(failedOf('oracle-commerce', deleted, settings)).rejects.toMatchObject({
      message: expect.stringMatching(
        /has no failed records .* \(HTTP 404 for GET \/ccadmin\/v1\/files\/failed.zip\)/,
      ),
      hint: 'Get the failed records from Oracle Commerce itself.',
    });
    const elsewhere = [{ rel: 'failedRecordsFile', href: 'https://files.example.com/a.zip' }];
    const moved = {
      ...replies,
      '/ccadmin/v1/importProcess/1': { body: { progress: 'failed', links: elsewhere } },
    };
    await expect(failedOf('oracle-commerce', moved, settings)).rejects.toMatchObject({
      code: 'redirected',
    });
    const without = { ...replies, '/ccadmin/v1/importProcess/1': { body: { progress: 'failed' } } };
    expect((await failedOf('oracle-commerce', without, settings)).found).toEqual({ count: 0 });
  });

  it.each([
    'elevate',
    'rocketchat',
    'meilisearch',
    'pinecone',
    'algolia-ingestion',
    'oracle-commerce',
  ])('%s are not reported', async (name) => {
    const settings = { applicationKey: 'example-key' };
    expect(await failedOf(name, {}, settings)).not.toHaveProperty('text');
    if (name !== 'oracle-commerce') expect(providerNamed(name).failedRecords).toBeUndefined();
  });
});
