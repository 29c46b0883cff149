import { describe, expect, it } from 'vitest';
import { usualId } from '../../../src/core/provider/start-response.ts';
import { parseJson } from '../../../src/core/text/json.ts';
import { idFromFlaw, startIds } from '../../../src/providers/http/start-ids.ts';
import { providers } from '../../../src/providers/index.ts';

const idFromOf = (name: string) =>
  providers.find((provider) => provider.name === name)?.idFrom ?? '';

describe('the response to the call that starts an import', () => {
  it('has no other id if the service returns one', () => {
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

  it('has no id in a value that is neither a text nor a number', () => {
    for (const id of [true, null, {}, '', ' ']) {
      expect(startIds({ body: { id } }, 'id')).toEqual([undefined]);
    }
  });

  it('has id or token by default', () => {
    expect(usualId({ id: 1, token: 'a' })).toBe('1');
    expect(usualId({ id: {}, token: 'a' })).toBe('a');
    expect(usualId({ taskUid: 1 })).toBeUndefined();
    expect(usualId(parseJson('{"id":5537431447739019570}'))).toBe('5537431447739019570');
  });
});

describe('an expression for idFrom', () => {
  it('is checked like any other', () => {
    expect(idFromFlaw("header('location') || job.id")).toBeUndefined();
    expect(idFromFlaw('job[.id')).toMatchObject({ path: ['idFrom'], excerpt: { start: 4 } });
    expect(idFromFlaw('header()')).toMatchObject({ excerpt: { text: 'header()' } });
    expect(idFromFlaw("nowhere('x')")).toBeDefined();
  });
});
