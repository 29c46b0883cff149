import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/text/json.ts';
import { providers } from '../../../src/providers/index.ts';
import { idsOn } from './ids-on.ts';

function startingOf(name: string) {
  const provider = providers.find((provider) => provider.name === name);
  if (provider === undefined) throw new Error(`there is no provider ${name}`);
  const { idFrom } = provider;
  const baseUrl = new URL('https://api.example.com');
  const required = Object.entries(provider.settings).filter(([, { required }]) => required);
  const settings = Object.fromEntries(required.map(([key, { example = '' }]) => [key, example]));
  return { provider, settings, baseUrl, ...(idFrom !== undefined && { idFrom }) };
}

describe('the response to the call that starts an import', () => {
  it.each<readonly [string, Json, string]>([
    ['elevate', { id: '5537431447739019570', status: 'WAITING' }, '5537431447739019570'],
    ['oracle-commerce', { token: 'c36_9a2e' }, 'c36_9a2e'],
    ['oracle-commerce', { processId: 'p-1', status: 'submitted', links: [] }, 'p-1'],
    ['meilisearch', { taskUid: 0, indexUid: 'movies', status: 'enqueued' }, '0'],
    ['elasticsearch', { task: 'oTUltX4IQMOUUVeiohTt8A:12345' }, 'oTUltX4IQMOUUVeiohTt8A:12345'],
    ['zendesk', { job_status: { id: '8b72', status: 'queued' } }, '8b72'],
    ['contentful', { sys: { id: 'action-1', type: 'BulkAction' } }, 'action-1'],
    [
      'shopify-bulk',
      {
        data: { bulkOperationRunQuery: { bulkOperation: { id: 'gid://shopify/BulkOperation/1' } } },
      },
      'gid://shopify/BulkOperation/1',
    ],
    [
      'shopify-bulk',
      {
        data: {
          bulkOperationRunMutation: { bulkOperation: { id: 'gid://shopify/BulkOperation/2' } },
        },
      },
      'gid://shopify/BulkOperation/2',
    ],
    ['adobe-commerce', { bulk_uuid: 'fbfca270', request_items: [{ id: 0 }] }, 'fbfca270'],
    ['algolia-ingestion', { runID: '6c02aeb1', createdAt: '2026-11-01' }, '6c02aeb1'],
    ['marketo', { requestId: '5#1', result: [{ batchId: 3, importId: '9' }], success: true }, '3'],
    [
      'bigquery',
      { id: 'p:EU.j', jobReference: { projectId: 'p', jobId: 'j', location: 'EU' } },
      'p:EU.j',
    ],
    ['bigquery', { jobReference: { projectId: 'p', jobId: 'j' } }, 'j'],
    ['salesforce-bulk', { id: '7505fEXAMPLE', state: 'Open' }, '7505fEXAMPLE'],
    ['pinecone', { id: '101' }, '101'],
    ['auth0', { id: 'job_1', type: 'users_import' }, 'job_1'],
    ['hubspot', { id: '12', state: 'STARTED' }, '12'],
    ['openai-batch', { id: 'batch_abc123', input_file_id: 'file-abc123' }, 'batch_abc123'],
    ['anthropic-batch', { id: 'msgbatch_1', processing_status: 'in_progress' }, 'msgbatch_1'],
    ['klaviyo-import', { data: { type: 'profile-bulk-import-job', id: '01GS' } }, '01GS'],
    ['mailchimp-batch', { id: '123abc', status: 'pending' }, '123abc'],
    ['dbt-run', { status: { code: 200 }, data: { id: 94821, job_id: 4 } }, '94821'],
    ['airbyte-job', { jobId: 1234, status: 'running', jobType: 'sync' }, '1234'],
    [
      'github-migration',
      { data: { startRepositoryMigration: { repositoryMigration: { id: 'RM_1' } } } },
      'RM_1',
    ],
    [
      'github-migration',
      { data: { startOrganizationMigration: { orgMigration: { id: 'OM_1' } } } },
      'OM_1',
    ],
    ['rclone-job', { jobid: 2, executeId: 'd794c33c' }, 'd794c33c/2'],
    ['rclone-job', { jobid: 2 }, '2'],
    ['rest-job', { job_id: 7, status: 'queued' }, '7'],
    ['rest-job', { data: { id: 8, status: 'queued' } }, '8'],
  ])('of %s names the import', async (name, body, id) => {
    const json = JSON.stringify(body);
    expect(await idsOn(json, startingOf(name))).toEqual([id]);
    const answer = `HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\n\r\n${json}`;
    expect(await idsOn(answer, startingOf(name))).toEqual([id]);
    expect(await idsOn(`${json}\n${json}\n`, startingOf(name))).toEqual([id, id]);
  });

  it('of Elevate keeps the digits of an id that is a number', async () => {
    const response = '{"id":5537431447739019570,"status":"WAITING"}';
    expect(await idsOn(response, startingOf('elevate'))).toEqual(['5537431447739019570']);
  });

  it.each([
    ['meilisearch', '{"id":"resource","status":"enqueued"}'],
    ['shopify-bulk', '{"data":{"bulkOperationRunQuery":{"bulkOperation":null}}}'],
    ['oracle-commerce', '{"id":"c36_9a2e"}'],
  ])('of %s is not searched for any other id', async (name, response) => {
    const { idFrom } = startingOf(name);
    await expect(idsOn(response, startingOf(name))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(response.slice(0, 40)),
      hint: expect.stringContaining(`idFrom (${idFrom})`),
    });
  });

  it.each([
    ['elevate', '/api/v2/import/status/42'],
    ['oracle-commerce', '/ccadmin/v1/asset/import/42'],
    ['meilisearch', '/tasks/42'],
    ['zendesk', '/api/v2/job_statuses/42.json'],
    ['contentful', '/spaces/examplespace/environments/master/bulk_actions/actions/42'],
    ['bigquery', '/bigquery/v2/projects/example-project/jobs/42?location=EU'],
    ['salesforce-bulk', '/services/data/v60.0/jobs/ingest/42/'],
  ])('of %s can name the import by the address of its status', async (name, location) => {
    for (const address of [location, `https://api.example.com${location}`]) {
      const answer = `HTTP/2 202 \r\nlocation: ${address}\r\n\r\n`;
      expect(await idsOn(answer, startingOf(name))).toEqual(['42']);
    }
  });
});
