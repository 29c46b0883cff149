import { describe, expect, it } from 'vitest';
import { type Json, parseJson } from '../../../src/core/text/json.ts';
import { idFromFlaw, startIds, usualId } from '../../../src/providers/http/start-ids.ts';
import { providers } from '../../../src/providers/index.ts';

const idFromOf = (name: string) =>
  providers.find((provider) => provider.name === name)?.idFrom ?? '';

describe('the response of the call that starts an import', () => {
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
  ])('of %s names the import', (name, body, id) => {
    expect(startIds({ body }, idFromOf(name))).toEqual([id]);
  });

  it('is not asked for another id where the service is known to return one', () => {
    expect(startIds({ body: { id: 'resource' } }, idFromOf('meilisearch'))).toEqual([undefined]);
    const failed = { data: { bulkOperationRunQuery: { bulkOperation: null } } };
    expect(startIds({ body: failed }, idFromOf('shopify-bulk'))).toEqual([undefined]);
  });

  it('can hold the id in a header', () => {
    const response = { body: null, status: 202, headers: { 'x-job': '7' } };
    expect(startIds(response, "header('X-Job')")).toEqual(['7']);
    expect(startIds(response, "http_status() == `202` ? header('x-job') : id")).toEqual(['7']);
    expect(startIds({ body: { id: 3 } }, "header('x-job') || id")).toEqual(['3']);
  });

  it('can name several imports', () => {
    const body = { jobs: [{ n: 'a' }, { n: 2 }] };
    expect(startIds({ body }, 'jobs[*].n')).toEqual(['a', '2']);
    expect(startIds({ body: { jobs: ['a', true] } }, 'jobs')).toEqual(['a', undefined]);
    expect(startIds({ body: { jobs: [] } }, 'jobs')).toEqual([]);
  });

  it('holds no id in what is neither a text nor a number', () => {
    for (const id of [true, null, {}, '', ' ']) {
      expect(startIds({ body: { id } }, 'id')).toEqual([undefined]);
    }
  });

  it('has id or token where nobody says more', () => {
    expect(usualId({ id: 1, token: 'a' })).toBe('1');
    expect(usualId({ id: {}, token: 'a' })).toBe('a');
    expect(usualId({ taskUid: 1 })).toBeUndefined();
    expect(usualId(parseJson('{"id":5537431447739019570}'))).toBe('5537431447739019570');
  });
});

describe('an expression for idFrom', () => {
  it('is checked like any other', () => {
    expect(idFromFlaw("header('location') || job.id")).toBeUndefined();
    expect(idFromFlaw('job[.id')).toMatchObject({
      path: ['idFrom'],
      message: 'cannot go on like this.',
      excerpt: { start: 4 },
    });
    expect(idFromFlaw('header()')?.message).toBe(
      'gives header() 0 arguments, which it does not take.',
    );
    expect(idFromFlaw("nowhere('x')")?.message).toBe('has no function nowhere() to use.');
  });
});
