import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { describedProfile } from '../../helpers/described.ts';

/** The keys that the error names, in the order of the file. */
async function mistakesIn(lines: string): Promise<string[]> {
  const error = await describedProfile(lines).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ImportwatchError);
  const places = (error as Error).message.matchAll(
    /^\S+described\.yaml:\d+:\d+: (?:Unknown key ")?profiles\.api\.([^\s":]+)/gm,
  );
  return [...places].map(([, key = '']) => key);
}

const address = 'baseUrl: https://api.example.com\n';

describe('all mistakes in a description are reported together', () => {
  it.each([
    [
      'a status without meaning, and expressions',
      "request: { path: '/{id}' }\nstate: { from: 'a[', words: { PARKED: queue } }\ntotal: 'a..b'",
      ['state.from', 'state.words', 'state.words.PARKED', 'total'],
    ],
    [
      'a misspelled success, which is no second mistake',
      "request: { path: '/{id}' }\nstate: { from: 'a[', words: { done: succeded } }",
      ['state.from', 'state.words.done'],
    ],
    [
      'a missing key, and an expression',
      "request: { path: '/{id}' }\nstate: { words: { done: running } }\ntotal: 'a..b'",
      ['state.from', 'state.words', 'total'],
    ],
    [
      'no request, and an expression',
      "state: { from: 'a[', words: { done: succeeded } }",
      ['request', 'state.from'],
    ],
    [
      'a wait option, an expression and a path',
      "timeout: soon\nrequest: { path: 'x' }\nstate: { from: 'a[', words: { done: succeeded } }",
      ['timeout', 'request.path', 'state.from'],
    ],
    [
      "a misspelled key, and an expression that doesn't depend on it",
      "variabels: { shop: a }\nrequest: { path: '/{shop}/{id}' }\nstate: { from: 'a[', words: { done: succeeded } }",
      ['variabels', 'state.from'],
    ],
    [
      'a misspelled key in a request, and its path',
      "request: { path: 'x', metod: GET }\nstate: { from: a, words: { done: succeeded } }",
      ['request.path', 'request.metod'],
    ],
    [
      'a variable that is none, and not the path that uses it',
      "variables: { shop: { a: b } }\nrequest: { path: '/{shop}/{id}' }\nstate: { from: 'a[', words: { done: succeeded } }",
      ['variables.shop', 'state.from'],
    ],
    [
      'variables that are none, and not the path that uses one',
      "variables: 5\nrequest: { path: '/{shop}/{id}' }\nstate: { from: 'a[', words: { done: succeeded } }",
      ['variables', 'state.from'],
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await mistakesIn(address + lines)).toEqual(expected);
  });

  it('and in the expression for the id of a new import', async () => {
    const lines = 'idFrom: a[\ntimeout: soon\n';
    const found = await mistakesIn(`${address}request: { path: '/{id}' }\ndoneWhen: a\n${lines}`);
    expect(found).toEqual(['idFrom', 'timeout']);
  });
});

const whole = `
baseUrl: https://api.example.com
variables: { shop: main }
secrets: { key: { env: KEY }, user: someone }
idParts: '(?<batch>[^/]+)/(?<job>.+)'
request: { path: '/{shop}/{batch}/{job}', query: { a: b }, headers: { X-Key: '{key}' }, body: '{}' }
answers: [409]
token: { url: 'https://login.example.com/t', basic: '{user}:{key}', form: { a: b }, answers: [409] }
state: { from: state, words: { done: succeeded }, unknown: running }
also: { request: { path: '/{shop}/{part}' }, from: { part: a }, total: b }
many: { request: { path: /x, query: { ids: '{ids}' } }, items: a, id: id, most: 5 }
failedWhen: errors
donePolls: 5
statuses: { 410: not-found }
retryHeader: { name: X-Retry-In, unit: ms }
error: { when: errors, code: a, words: { SLOW: rate-limited } }
failedRecords: { request: { path: '/{job}/failed' }, records: rows, next: { a: next } }
`;

describe('whatever is wrong with one value of a description', () => {
  const description = parse(whole) as Record<string, unknown>;
  const paths = pathsIn(description);

  it.each(paths.map((path) => [path.join('.'), path] as const))('%s', async (_, path) => {
    for (const wrong of [5, true, null, 'x[', '', [], ['{nobody}'], {}, { nobody: 'a[' }]) {
      const changed = structuredClone(description);
      const parent = path.slice(0, -1).reduce((value, key) => value[key] as never, changed);
      parent[path.at(-1) as string] = wrong;
      const result = await describedProfile(stringify(changed), { KEY: 'example-key' }).then(
        () => 'valid',
        (error: unknown) => (error instanceof ImportwatchError ? error.code : error),
      );
      expect(result, JSON.stringify(wrong)).toMatch(/^(valid|config)$/);
    }
  });
});

function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}
