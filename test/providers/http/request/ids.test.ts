import { describe, expect, it } from 'vitest';
import type { ImportwatchError } from '../../../../src/core/model/errors.ts';
import { polling } from '../../../helpers/polling.ts';

const state = 'state: { from: state, words: { imported: succeeded } }';

/** The address that is asked for an id, or the message of the error. */
async function asked(request: string, id: string, more = ''): Promise<string | undefined> {
  const lines = `request: ${request}\n${state}\n${more}`;
  try {
    const { poll, sent } = await polling(lines, undefined, id);
    await poll();
    return sent[0]?.url.href;
  } catch (error) {
    const { code, message } = error as ImportwatchError;
    if (code !== 'usage') throw error;
    return `${code}: ${message}`;
  }
}

const base = 'https://api.example.com/base';

describe('an id that is a path', () => {
  const operation = '{ path: "/v1/{+id}" }';

  it.each([
    ['projects/p/operations/o', '/v1/projects/p/operations/o'],
    ['o', '/v1/o'],
    ['jobs/5/', '/v1/jobs/5/'],
    ['a b/ü/50%', '/v1/a%20b/%C3%BC/50%25'],
    ['a%20b/group%2Fproject', '/v1/a%20b/group%2Fproject'],
    ['dag/manual__2026-11-26T10:00:00+00:00', '/v1/dag/manual__2026-11-26T10:00:00+00:00'],
    ["jobs('x')/a@b;c=1,2$&!*~", "/v1/jobs('x')/a@b;c=1,2$&!*~"],
    ['a#b', '/v1/a%23b'],
    ['...', '/v1/...'],
    ['a..b/.c', '/v1/a..b/.c'],
    ['jobs/5?version=2&x=a%20b', '/v1/jobs/5?version=2&x=a%20b'],
    ['jobs/5?flag&a=1&a=2', '/v1/jobs/5?flag&a=1&a=2'],
  ])('keeps its slashes: %s', async (id, path) => {
    expect(await asked(operation, id)).toBe(base + path);
  });

  it.each([
    'a/../b',
    '../b',
    'a/..',
    'a/./b',
    './a',
    'a//b',
    'a/%2e%2e/b',
    'a/%2E./b',
    'a/.%2e/b',
    'a/%252e%252e/b',
    'a/%25252e%25252e/b',
    'a%2f..%2fb',
    'a%2F%2e%2e%2Fb',
    'a\\..\\b',
    'a/..\\b',
    'a%5c..%5cb',
    'a/..;/b',
    'a/..;x=1/b',
    'a/%2e%2e%3b/b',
    'a/%00/b',
    'a%0d%0aHost: b',
    `a/%${'25'.repeat(9)}41`,
  ])('cannot lead elsewhere: %s', async (id) => {
    expect(await asked(operation, id)).toBe(`usage: "${id}" isn't a path below baseUrl.`);
  });

  it('has parameters in addition to those of the description, and its own win', async () => {
    const request = '{ path: "/{+id}", query: { key: ours, "api-version": "1" } }';
    expect(await asked(request, 'jobs/5?k%65y=theirs&e=%20x')).toBe(
      `${base}/jobs/5?e=%20x&key=ours&api-version=1`,
    );
    expect(await asked(request, 'jobs/5?key=theirs&sig=s')).toBe(
      `${base}/jobs/5?sig=s&key=ours&api-version=1`,
    );
  });

  it('can be a variable, too', async () => {
    const request = '{ path: "/{+parent}/jobs/{id}" }';
    const variables = 'variables: { parent: projects/p }';
    expect(await asked(request, '10/42', variables)).toBe(`${base}/projects/p/jobs/10%2F42`);
    const outside = variables.replace('projects/p', 'projects/../p');
    expect(await asked(request, '7', outside)).toMatch(/^usage/);
  });

  it.each([
    ['query: { id: "{+id}" }', 'request.query.id'],
    ['body: { id: "x{+id}" }', 'request.body'],
    ['headers: { x-a: "{+key}" }', 'request.headers.x-a'],
  ])('only works in a path: %s', async (wrong, path) => {
    const request = `{ path: "/x/{id}", ${wrong} }`;
    await expect(asked(request, '1', 'variables: { key: a }')).rejects.toThrow(
      new RegExp(`${path}.*which only works in a path`),
    );
  });
});

describe('an id that is an address', () => {
  const any = '{ path: "/v1/{+id}" }';

  it.each([
    ['https://api.example.com/base/v1/projects/p/operations/o', '/v1/projects/p/operations/o'],
    ['https://API.example.com:443/base/v2/o', '/v2/o'],
    [
      'https://api.example.com/base/o?api-version=2024-01-01&t=a%2Bb',
      '/o?api-version=2024-01-01&t=a%2Bb',
    ],
    ['https://api.example.com/base/o?e=%20x&t=~:[]+%2b%7E&f', '/o?e=%20x&t=~:[]+%2b%7E&f'],
    ['/base/o?sig=a/b?c==&', '/o?sig=a/b?c==&'],
    ['https://api.example.com/base/o/#part', '/o/'],
    ['/base/v1/jobs/5', '/v1/jobs/5'],
    ['/v1/jobs/5', '/v1/jobs/5'],
    ['/based/5', '/based/5'],
    ['/\\elsewhere.example/o', '/%5Celsewhere.example/o'],
  ])('is requested there: %s', async (id, path) => {
    expect(await asked(any, id)).toBe(base + path);
  });

  it.each([
    'https://elsewhere.example/base/v1/o',
    'https://api.example.com.elsewhere.example/base/v1/o',
    'https://api.example.com@elsewhere.example/base/o',
    'https://user@api.example.com/base/o',
    'https://:@api.example.com/base/o',
    'https://api.example.com\\@elsewhere.example/base/o',
    'http://api.example.com/base/o',
    'https://api.example.com:8443/base/o',
    'https://api.example.com/other/o',
    'https://api.example.com/based/o',
    'https://api.example.com/base',
    'https://api.example.com',
    'https://api.example.com/base/../other/o',
    'https://api.example.com/base/%2e%2e/other/o',
    'https://api.example.com/base/..%2f..%2fother',
    'https://api.example.com//base/o',
    '//elsewhere.example/base/o',
    '/../o',
    '/',
  ])('is refused if it leads elsewhere: %s', async (id) => {
    expect(await asked(any, id)).toMatch(/^usage: /);
  });

  it.each([
    ['https://api.example.com/base/jobs/5', '/jobs/5/status'],
    ['https://api.example.com/base/jobs/5?a=1', '/jobs/5/status?a=1'],
    ['https://api.example.com/base/jobs/5/status', '/jobs/5/status'],
    ['/base/status/5', '/status/5'],
    ['5', '/jobs/5/status'],
  ])('is completed by what follows it: %s', async (id, path) => {
    expect(await asked('{ path: "/jobs/{+id}/status" }', id)).toBe(base + path);
  });

  it('without a plus is that of the status with the id, or else one segment', async () => {
    const request = '{ path: "/v1/{id}" }';
    expect(await asked(request, `${base}/v1/o?verbose`)).toBe(`${base}/v1/o`);
    const other = `${base}/v2/o`;
    expect(await asked(request, other)).toBe(`${base}/v1/${encodeURIComponent(other)}`);
  });
});

describe('the parts of an id', () => {
  const run =
    '{ path: "/dags/{dag}/runs/{run}", query: { whole: "{id}" }, body: { run: "{run}" } }';
  const parts = 'idParts: "{dag}/{run}"';

  it.each([
    ['d/r', '/dags/d/runs/r?whole=d%2Fr'],
    ['d/manual/1', '/dags/d/runs/manual%2F1?whole=d%2Fmanual%2F1'],
  ])('are put in the places of their names: %s', async (id, path) => {
    expect(await asked(run, id, parts)).toBe(base + path);
  });

  it.each(['d', '/r', 'd/', ''])('are required of every id: %j', async (id) => {
    expect(await asked(run, id, parts)).toMatch(/^usage: The id .* the form \{dag\}\/\{run\}/);
  });

  it.each([
    ['{project}:{location}.{id}', 'p:eu.job', '/p/eu/job'],
    ['run-{project}.{location}-{id}!', 'run-a.b-c-d!', '/a/b/c-d'],
  ])('can have any text around them, and replace the id: %s', async (form, id, path) => {
    const request = '{ path: "/{project}/{location}/{id}" }';
    expect(await asked(request, id, `idParts: "${form}"`)).toBe(base + path);
  });

  it.each([
    ['"{dag}{run}"', /needs text between/],
    ['"dag/run"', /has no names in braces/],
    ['"{dag}/{dag}"', /uses a name twice/],
    ['"{key}/{run}"', /uses \{key\}, a name that is already in use/],
    ['"{token}/{run}"', /uses \{token\}/],
  ])('are checked: %s', async (form, message) => {
    const more = `variables: { key: a }\nidParts: ${form}`;
    await expect(asked('{ path: "/{id}" }', '1', more)).rejects.toThrow(message);
  });

  it('only have known names', async () => {
    await expect(asked('{ path: "/{dog}/{run}" }', 'd/r', parts)).rejects.toThrow(/uses \{dog\}/);
  });
});
