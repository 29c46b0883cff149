import { describe, expect, it } from 'vitest';
import { describedProvider } from '../../../src/providers/http/described-provider.ts';
import { idsOn } from './ids-on.ts';

const json = 'Content-Type: application/json';
const answer = (status: string, headers: readonly string[], body = '') =>
  [`HTTP/1.1 ${status}`, ...headers, '', body].join('\r\n');

/** The ids in an answer, for a profile that describes its API. */
const idsIn = (text: string, path = '/v1/jobs/{id}', idFrom?: string) =>
  idsOn(text, {
    provider: describedProvider({
      name: 'http',
      title: 'The Service',
      docs: '',
      id: { required: true, describe: 'id', example: '1' },
      settings: { baseUrl: { describe: 'address', required: true } },
      description: { request: { path }, state: { from: 'state', words: { done: 'succeeded' } } },
    }),
    settings: { baseUrl: 'https://api.example.com' },
    baseUrl: new URL('https://api.example.com'),
    ...(idFrom !== undefined && { idFrom }),
  });

describe('an HTTP answer on standard input', () => {
  it('has the id in its body', async () => {
    expect(await idsIn(answer('202 Accepted', [json], '{"id":5537431447739019570}'))).toEqual([
      '5537431447739019570',
    ]);
    expect(
      await idsIn(answer('202 Accepted', [json], '{\n  "job": {"n": 7}\n}'), '/', 'job.n'),
    ).toEqual(['7']);
    expect(await idsIn(answer('200 OK', [], '"a-1"'))).toEqual(['a-1']);
    expect(await idsIn(answer('200 OK', ['Content-Type: text/plain'], '1042\n'))).toEqual(['1042']);
  });

  it.each([
    'Location',
    'Operation-Location',
    'Content-Location',
    'Azure-AsyncOperation',
    'LOCATION',
  ])('has the id in its header %s', async (name) => {
    for (const value of ['https://api.example.com/v1/jobs/42', '/v1/jobs/42?x', '42']) {
      expect(await idsIn(answer('202 Accepted', [`${name}: ${value}`]))).toEqual(['42']);
    }
  });

  it('prefers the id in the status address to the one in the body', async () => {
    const headers = ['Location: /v1/uploads/9', 'Operation-Location: /v1/jobs/42'];
    expect(await idsIn(answer('202 Accepted', headers, '{"id":"resource"}'))).toEqual(['42']);
    expect(await idsIn(answer('201 Created', headers.slice(0, 1), '{"id":"8"}'))).toEqual(['8']);
  });

  it('has the id where idFrom says, whatever else it has', async () => {
    const text = answer('202 Accepted', ['Location: /v1/jobs/42', 'X-Job: 7'], '{"id":1,"n":3}');
    expect(await idsIn(text, undefined, 'n')).toEqual(['3']);
    expect(await idsIn(text, undefined, "header('X-Job')")).toEqual(['7']);
    expect(await idsIn(text, undefined, "header('location')")).toEqual(['42']);
    expect(await idsIn(text, undefined, 'nowhere')).toEqual(['42']);
    const link = answer('202 Accepted', [], '{"self":"https://api.example.com/v1/jobs/5"}');
    expect(await idsIn(link, undefined, 'self')).toEqual(['5']);
    expect(await idsIn(link, '/graphql', 'self')).toEqual(['https://api.example.com/v1/jobs/5']);
  });

  it('is read as an address if ids are addresses', async () => {
    const url = 'https://api.example.com/v1/projects/p/operations/o';
    expect(await idsIn(answer('202 Accepted', [`Location: ${url}`]), '/v1/{+id}')).toEqual([url]);
  });

  it('can occur several times', async () => {
    const one = answer('202 Accepted', [json], '{"id":1}');
    const two = answer('202 Accepted', ['Location: /v1/jobs/2']);
    expect(await idsIn(one + two + one)).toEqual(['1', '2', '1']);
    expect(await idsIn(`${answer('200 OK', [], '7')}\n${one}\n`)).toEqual(['7', '1']);
  });

  it.each([
    ['elsewhere', 'https://other.example.com/v1/jobs/42'],
    ['of something else', '/v1/uploads/42'],
    ['of a login', 'https://login.example.com/?next=/v1/jobs/42'],
  ])('names no import by an address %s', async (_about, location) => {
    const ids = idsIn(answer('302 Found', [`Location: ${location}`], 'Found'));
    await expect(ids).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`HTTP 302 Found location: ${location}`),
    });
    const linked = `{"self":"${location}"}`;
    if (location.startsWith('https')) {
      await expect(idsIn(linked, undefined, 'self')).rejects.toMatchObject({ code: 'usage' });
    }
  });

  it.each([
    ['422 Unprocessable Entity', '{"message":"No file was given"}', 'No file was given'],
    ['400 Bad Request', '{"errors":[{"message":"Wrong columns."}]}', 'Wrong columns.'],
    ['401 Unauthorized', '{"id":"req-1"}', 'req-1'],
    ['403 Forbidden', '<html><title>Sign in</title></html>', 'a page titled "Sign in"'],
    ['503 Service Unavailable', 'down for repair', 'down for repair'],
    ['500', '', 'an empty body'],
  ])('of status %s is not an import, and its message is shown', async (status, body, words) => {
    for (const text of [answer(status, ['Location: /v1/jobs/1'], body), answer(status, [], body)]) {
      await expect(idsIn(text)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining(`failed (HTTP ${status}): `),
      });
      await expect(idsIn(text)).rejects.toThrow(words);
    }
  });

  it.each([
    ['422 Unprocessable Entity', /^The import was not started\./],
    ['504 Gateway Timeout', /^The service may have started the import anyway\. Check there before/],
    ['408 Request Timeout', /^The service may have started the import anyway\./],
  ])('of status %s claims no more than it shows', async (status, hint) => {
    await expect(idsIn(answer(status, [], '{}'))).rejects.toMatchObject({
      hint: expect.stringMatching(hint),
    });
  });

  it('can mean that there is nothing to wait for', async () => {
    await expect(idsIn(answer('204 No Content', []))).rejects.toMatchObject({
      message: expect.stringContaining('HTTP 204 No Content'),
      hint: expect.stringContaining('set idFrom in the profile'),
    });
  });

  it('is not the number of a JSON-RPC request', async () => {
    const response = '{"jsonrpc":"2.0","id":4,"result":{"job":"b01"}}';
    expect(await idsIn(response, undefined, 'result.job')).toEqual(['b01']);
    expect(await idsIn(`[${response}]`, undefined, 'result.job')).toEqual(['b01']);
    for (const idFrom of ['id', 'id || result.nothing', '[0].id']) {
      await expect(idsIn(`[${response}]`, undefined, idFrom)).rejects.toMatchObject({
        code: 'usage',
      });
    }
  });
});
