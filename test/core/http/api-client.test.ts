import { describe, expect, it } from 'vitest';
import { createApiClient, pathSegment } from '../../../src/core/http/api-client.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/ports/send.ts';
import type { ApiRequest } from '../../../src/core/provider/api-request.ts';
import type { ErrorMapping } from '../../../src/core/provider/error-mapping.ts';
import { at } from '../../../src/core/text/json.ts';
import { fixedClock, noon } from '../../helpers/clock.ts';

const signal = new AbortController().signal;

const usual: ErrorMapping = { message: (body) => at(body, 'message') as string | undefined };

function service(...answers: (Partial<HttpAnswer> & { location?: string })[]) {
  return speaking(usual, ...answers);
}

function speaking(
  errorMapping: ErrorMapping,
  ...answers: (Partial<HttpAnswer> & { location?: string })[]
) {
  const requests: HttpRequest[] = [];
  const noted: HttpAnswer[] = [];
  const good: boolean[] = [];
  const ask = createApiClient({
    baseUrl: new URL('https://service.example/base//'),
    headers: { 'x-team': 'blue' },
    errorMapping,
    clock: fixedClock,
    rateLimit: {
      note(answer, isGood) {
        noted.push(answer);
        good.push(isGood);
      },
    },
    send: async (request) => {
      const { location, ...answer } = answers[Math.min(requests.length, answers.length - 1)] ?? {};
      requests.push(request);
      return { status: 200, headers: location ? { location } : {}, text: '{}', ...answer };
    },
  });
  const get = (question: Partial<ApiRequest> = {}) => ask({ path: '/status', ...question }, signal);
  return { get, requests, noted, good };
}

describe('a request', () => {
  it('goes below the address of the profile, with its headers', async () => {
    const { get, requests } = service({ text: '{"a":1}' });
    expect(await get({ query: { id: 'a&b' }, headers: { 'api-key': 'k' } })).toMatchObject({
      status: 200,
      body: { a: 1 },
    });
    expect(requests[0]?.url.href).toBe('https://service.example/base/status?id=a%26b');
    expect(requests[0]?.headers).toEqual({
      accept: 'application/json',
      'x-team': 'blue',
      'api-key': 'k',
    });
  });

  it('can go to another address of the same origin, and to no other origin', async () => {
    const { get, requests } = service({});
    await get({ address: new URL('https://service.example/next?page=2') });
    expect(requests[0]?.url.href).toBe('https://service.example/next?page=2');
    const elsewhere = new URL('https://other.example/next');
    await expect(get({ address: elsewhere })).rejects.toThrow('needs a client of its own');
    expect(requests).toHaveLength(1);
  });

  it('is not sent with a header value that no header can have, which is the fault of a setting', async () => {
    const { get, requests } = service({});
    await expect(get({ headers: { 'x-user-id': '日本' } })).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('header x-user-id'),
    });
    expect(requests).toEqual([]);
  });

  it('with a form is sent as one', async () => {
    const { get, requests } = service({});
    await get({ method: 'POST', form: { grant_type: 'client credentials' } });
    expect(requests[0]).toMatchObject({
      method: 'POST',
      body: 'grant_type=client+credentials',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  });
});

describe('a request with JSON', () => {
  it('is sent as one', async () => {
    const { get, requests } = service({});
    await get({ method: 'POST', json: { id: 1 } });
    expect(requests[0]).toMatchObject({
      method: 'POST',
      body: '{"id":1}',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('has no body if there is nothing to send', async () => {
    const { get, requests } = service({});
    await get();
    expect(requests[0]).not.toHaveProperty('body');
    expect(requests[0]?.headers).not.toHaveProperty('content-type');
  });
});

describe('a redirect', () => {
  const to = (location: string, status = 302) => ({ status, location, text: '' });

  it('within the origin is followed', async () => {
    const { get, requests } = service(to('/elsewhere?x=1'), { text: '{"ok":true}' });
    expect((await get()).body).toEqual({ ok: true });
    expect(requests[1]?.url.href).toBe('https://service.example/elsewhere?x=1');
  });

  it.each([
    'https://evil.example/status',
    'http://service.example/status',
    'https://service.example:8443/status',
    '//evil.example/',
    'https://service.example@evil.example/',
  ])('to %s is an error that names it, and nothing is sent there', async (location) => {
    const { get, requests } = service(to(location));
    await expect(get()).rejects.toMatchObject({ code: 'redirected' });
    await expect(get()).rejects.toThrow(new URL(location, 'https://service.example').origin);
    expect(requests).toHaveLength(2);
  });

  it('ignores name, password and fragment from the service', async () => {
    const { get, requests } = service(to('https://a:b@service.example/x#\u200B##vso[x]'), {});
    await get();
    expect(requests[1]?.url.href).toBe('https://service.example/x');
  });

  it('to an invalid address is an error', async () => {
    await expect(service(to('http://[')).get()).rejects.toMatchObject({
      code: 'redirected',
      status: 302,
      message: expect.stringContaining("redirects to an address that can't be read."),
      hint: expect.stringContaining('baseUrl'),
    });
  });

  it('without an address, or with an unusual status, is a bad answer', async () => {
    const nowhere = service({ status: 302, text: '' });
    await expect(nowhere.get()).rejects.toMatchObject({ code: 'bad-answer' });
    const choice = service(to('/b', 300));
    await expect(choice.get()).rejects.toMatchObject({ code: 'bad-answer' });
    expect([nowhere.requests.length, choice.requests.length]).toEqual([1, 1]);
  });

  it('is followed five times at most', async () => {
    const { get, requests } = service(to('/again'));
    await expect(get()).rejects.toMatchObject({
      code: 'redirected',
      status: 302,
      message: 'https://service.example redirects more than 5 times.',
      hint: 'Check the path of baseUrl in the profile.',
    });
    expect(requests).toHaveLength(6);
  });

  it('keeps method and body only if its status says so', async () => {
    const form = { method: 'POST', form: { a: '1' } } as const;
    const see = service(to('/b', 303), {});
    await see.get(form);
    expect(see.requests[1]).toMatchObject({ method: 'GET' });
    expect(see.requests[1]).not.toHaveProperty('body');
    const keep = service(to('/b', 307), {});
    await keep.get(form);
    expect(keep.requests[1]).toMatchObject({ method: 'POST', body: 'a=1' });
    const forever = service(to('/b', 308), {});
    await forever.get(form);
    expect(forever.requests[1]).toMatchObject({ method: 'POST', body: 'a=1' });
  });
});

describe('an answer', () => {
  it.each([
    [400, 'rejected'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'not-found'],
    [408, 'busy'],
    [409, 'rejected'],
    [410, 'gone'],
    [425, 'busy'],
    [429, 'rate-limited'],
    [500, 'busy'],
    [503, 'busy'],
    [101, 'bad-answer'],
    [206, 'bad-answer'],
    [300, 'bad-answer'],
    [304, 'bad-answer'],
  ])('of HTTP %i is %s, with the message of the service', async (status, code) => {
    const { get } = service({ status, text: '{"message":"No such luck"}' });
    await expect(get()).rejects.toMatchObject({ code, status });
    await expect(get()).rejects.toThrow('No such luck');
    await expect(get()).rejects.toThrow('https://service.example');
  });

  it.each([
    [401, 'refused the credentials', "Check the profile's credentials and their permissions."],
    [410, 'no longer has this import', 'Look up the outcome'],
    [404, "doesn't know this import", 'Check the id, and that the profile points to the service'],
    [429, 'asks importwatch to slow down', undefined],
    [503, 'is temporarily unavailable', undefined],
    [
      422,
      'rejected the request',
      "Check the id, and compare the profile's settings with the service's documentation",
    ],
    [304, 'sent an unusable answer', 'If this keeps happening, check baseUrl'],
  ])('of HTTP %i %s', async (status, meaning, hint) => {
    const { get } = service({ status, text: '{}' });
    const error = await get().catch((error) => error);
    expect(error.message).toBe(`https://service.example ${meaning} (HTTP ${status}).`);
    if (hint === undefined) expect(error.hint).toBeUndefined();
    else expect(error.hint).toContain(hint);
  });

  it.each([
    [401, '{"problem":"bad token"}', ': bad token.'],
    [403, '{"fault":{"faultstring":"No key"}}', ': No key.'],
    [404, '{"Reason":"No route"}', ': No route.'],
    [400, '{"detail":["a is blank","b is blank"]}', ': a is blank; b is blank.'],
    [400, '{"error":true,"code":17}', ': {"error":true,"code":17}.'],
    [500, '{\n  "where": "loader"\n}', ': { "where": "loader" }.'],
    [503, '"try later"', ': try later.'],
    [401, 'Bad token', ': Bad token.'],
    [401, '"<html>Bad token</html>"', ' (HTTP 401).'],
    [401, '<html>Bad token</html>', ': a page, not JSON.'],
    [404, '[]', ' (HTTP 404).'],
    [403, '{"session":{"access_token":"abc"}}', ' (HTTP 403).'],
    [500, '[ERROR] database is down.', ': [ERROR] database is down.'],
    [404, JSON.stringify({ rows: Array(500).fill(0) }), ' (HTTP 404).'],
    [400, JSON.stringify({ rows: Array(400).fill(0) }), ',0,0,…'],
    [500, '{"at":"\\u001b[31m::error::x"}', ': {"at":"\\u001b[31m: :error::x"}.'],
  ])(
    'of HTTP %i has the words of the service, wherever they are: %s',
    async (status, text, end) => {
      const { get } = service({ status, text });
      const { message } = await get().catch((error) => error);
      expect(message.endsWith(end) ? end : message).toBe(end);
    },
  );

  it('of an answer with a good status has none of its content', async () => {
    const judge = () => 'bad-answer' as const;
    const { get } = speaking({ ...usual, judge }, { text: '{"customer":"Ann"}' });
    await expect(get()).rejects.toThrow(/: it isn't the expected JSON\.$/);
  });

  it('names the path if it could be wrong, and nothing of the query', async () => {
    const namesPath = (status: number) => status === 404;
    const answers = [{ status: 404 }, { status: 400 }];
    const { get } = speaking({ ...usual, namesPath }, ...answers);
    const query = { key: 'example-key' };
    await expect(get({ query })).rejects.toThrow('(HTTP 404 for GET /base/status)');
    await expect(get({ query })).rejects.toThrow('(HTTP 400)');
  });

  it('says that a redirect led to the path', async () => {
    const namesPath = (status: number) => status === 404;
    const answers = [{ status: 302, headers: { location: '/login' } }, { status: 404 }];
    const { get } = speaking({ ...usual, namesPath }, ...answers);
    await expect(get()).rejects.toThrow('(HTTP 404 for GET /login, after a redirect)');
  });

  it.each([
    ['Busy', 'Busy.'],
    ['Busy!', 'Busy!'],
    ['Busy?', 'Busy?'],
    ['Busy…', 'Busy…'],
    ['Busy. Later', 'Later.'],
    ['', '(HTTP 503).'],
  ])('is reported in sentences: %j', async (message, end) => {
    const { get } = service({ status: 503, text: JSON.stringify({ message }) });
    const { message: said } = await get().catch((error) => error);
    expect(said.endsWith(` ${end}`)).toBe(true);
  });

  it.each([
    ['  \n ', 'an empty body'],
    [' <p>no', 'a page, not JSON'],
    ['a < b', 'a < b'],
    ['see [1]', 'see [1]'],
    ['x{', 'x{'],
    [' {"a', 'incomplete or invalid JSON ({"a…)'],
    [`["${'y'.repeat(200)}`, `incomplete or invalid JSON (["${'y'.repeat(117)}…)`],
    [`${' '.repeat(300)}<html>`, 'a page, not JSON'],
    ['<TITLE lang="en"> </TITLE>', 'a page, not JSON'],
    ['<html><TITLE lang="en">Oops</TITLE>', 'a page titled "Oops"'],
    ['<html><title> Sign in </title>', 'a page titled "Sign in"'],
    ['<html><title> \n</title>', 'a page, not JSON'],
    [`<html>${' '.repeat(4000)}<title>Far</title>`, 'a page, not JSON'],
    [`x${'y'.repeat(200)}`, `x${'y'.repeat(118)}…`],
  ])('that is not JSON is reported by its beginning: %.20j', async (text, words) => {
    const { message } = await service({ text })
      .get()
      .catch((error) => error);
    expect(message.replace(/\.$/, '').endsWith(`: ${words}`)).toBe(true);
  });

  it.each([
    ['<html><title>Gateway\nTime-out</title>', 'a page titled "Gateway Time-out"'],
    ['<html><body>', 'a page, not JSON'],
    ['{"status":"SUCC', 'incomplete or invalid JSON ({"status":"SUCC…)'],
    ['', 'an empty body'],
  ])('of 200 with %j is not from the service', async (text, words) => {
    const { get } = service({ text });
    await expect(get()).rejects.toMatchObject({ code: 'bad-answer' });
    await expect(get()).rejects.toThrow(words);
  });

  it('that nests too deeply is not from the service', async () => {
    const { get } = service({ text: '['.repeat(1_000_000) });
    await expect(get()).rejects.toMatchObject({ code: 'bad-answer' });
  });
});

describe('the errorMapping of a service', () => {
  const strict: ErrorMapping = {
    ...usual,
    judge: (_status, body) => (at(body, 'gone') === true ? 'gone' : undefined),
    statuses: { 200: 'rejected', 410: 'not-found' },
  };

  it.each([
    [200, '{"gone":true}', 'gone'],
    [410, '{"gone":true}', 'gone'],
    [410, '{}', 'not-found'],
    [410, 'not JSON', 'not-found'],
    [200, '{}', 'rejected'],
    [401, '{}', 'refused'],
  ])('means by HTTP %i with %s: %s', async (status, text, code) => {
    const { get } = speaking(strict, { status, text });
    await expect(get()).rejects.toMatchObject({ code });
  });

  it('can be different for one request, at the time of its answer', async () => {
    const { get } = speaking(strict, { status: 410, text: '{"gone":true}' });
    const asked: number[] = [];
    const errorMapping = (at: number): ErrorMapping => {
      asked.push(at);
      return { ...usual, meanings: { gone: 'refuses to bake' } };
    };
    await expect(get({ errorMapping })).rejects.toMatchObject({
      code: 'gone',
      message: 'https://service.example refuses to bake (HTTP 410): {"gone":true}.',
    });
    expect(asked).toEqual([noon]);
    await expect(get()).rejects.toMatchObject({ code: 'gone' });
  });

  it("doesn't judge an answer that is not JSON", async () => {
    const judge = () => 'refused' as const;
    const { get } = speaking({ ...usual, judge }, { text: '<html>' });
    await expect(get()).rejects.toMatchObject({ code: 'bad-answer' });
  });

  it("needn't have texts for everything", async () => {
    const { get } = speaking({ ...usual, judge: () => 'superseded' }, {});
    await expect(get()).rejects.toThrow(
      'https://service.example answered with an error (HTTP 200).',
    );
  });

  it('can find words outside of an answer without JSON', async () => {
    const messageBare = () => 'From a header.';
    const { get } = speaking({ ...usual, messageBare }, { status: 400, text: '' });
    await expect(get()).rejects.toThrow('(HTTP 400): From a header.');
  });

  it.each([
    [' \n', {}, null],
    ['a file', { 'content-type': 'text/plain' }, null],
    ['{"a":1}', { 'content-type': 'text/plain' }, { a: 1 }],
  ])('can make an answer of any status: %j', async (text, headers, body) => {
    const { get } = speaking({ ...usual, answers: new Set([404]) }, { status: 404, text, headers });
    expect(await get()).toMatchObject({ status: 404, body });
  });

  it('can rename the headers of its limits', async () => {
    const headers = { 'x-rate-left': '3' };
    const plain = service({ headers });
    await plain.get();
    expect(plain.noted).toMatchObject([{ status: 200, headers }]);
    const renamed = { 'x-ratelimit-remaining': '3' };
    const other = speaking({ ...usual, headers: () => renamed }, { headers });
    await other.get();
    expect(other.noted).toMatchObject([{ status: 200, headers: renamed, text: '{}' }]);
  });
});

describe('a page instead of an answer', () => {
  const page = '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>';
  const statuses = [400, 403, 404, 405, 406, 410] as const;

  it.each(statuses)('with %i is a bad answer once the service has answered', async (status) => {
    const { get } = service({}, { status, text: page }, {});
    await get();
    await expect(get()).rejects.toMatchObject({
      code: 'bad-answer',
      transient: true,
      status,
      message: `https://service.example sent an unusable answer (HTTP ${status}): a page titled "Just a moment...".`,
    });
    await get();
  });

  it.each([
    [401, 'refused'],
    [403, 'refused'],
    [404, 'not-found'],
    [400, 'rejected'],
  ] as const)('with %i is %s before that', async (status, code) => {
    const { get } = service({ status, text: page });
    await expect(get()).rejects.toMatchObject({ code });
    await expect(get()).rejects.toMatchObject({ code });
  });

  it('with 401 is still a refusal, because a token can expire', async () => {
    const { get } = service({}, { status: 401, text: page });
    await get();
    await expect(get()).rejects.toMatchObject({ code: 'refused', transient: false, status: 401 });
  });

  it('has the meaning that the service gives its status', async () => {
    const { get } = speaking(
      { ...usual, statuses: { 404: 'not-found' } },
      {},
      { status: 404, text: page },
    );
    await get();
    await expect(get()).rejects.toMatchObject({ code: 'not-found', status: 404 });
  });

  it.each([
    ['<html>', {}],
    ['\n  <HEAD><title>No</title>', {}],
    ['<body onload="x()">', {}],
    ['<title>No</title>', {}],
    ['Forbidden', { 'content-type': 'Text/HTML; charset=utf-8' }],
  ])('is recognized by its beginning or its type: %j', async (text, headers) => {
    const { get } = service({}, { status: 403, text, headers });
    await get();
    await expect(get()).rejects.toMatchObject({ code: 'bad-answer' });
  });

  it.each([
    ['', { 'content-type': 'text/html' }],
    [' ', { 'content-type': 'text/html' }],
    ['Forbidden', { 'content-type': 'text/plain' }],
    ['Forbidden', { 'content-type': 'application/x-text/html' }],
    ['<Error><Code>AccessDenied</Code></Error>', { 'content-type': 'application/xml' }],
    ['<headline>', {}],
    ['no <html>', {}],
    ['{"message":"No."}', { 'content-type': 'text/html' }],
  ])('is not an answer of the service: %j', async (text, headers) => {
    const { get } = service({}, { status: 403, text, headers });
    await get();
    await expect(get()).rejects.toMatchObject({ code: 'refused' });
  });

  it('does not change the meaning of a rate limit', async () => {
    const { get } = service({}, { status: 429, text: page }, { status: 503, text: page });
    await get();
    await expect(get()).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(get()).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('a used-up quota', () => {
  it('is a rate limit if the service says so, whatever the status', async () => {
    const judging: ErrorMapping = { ...usual, judge: () => 'rate-limited' };
    const { get } = speaking(judging, { status: 403, text: '{"message":"Quota exceeded."}' });
    await expect(get()).rejects.toMatchObject({
      code: 'rate-limited',
      outcome: 'no-answer',
      transient: true,
      message: 'https://service.example asks importwatch to slow down (HTTP 403): Quota exceeded.',
    });
  });

  it.each([
    { 'retry-after': '20' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20' },
    { 'ratelimit-remaining': '0', 'ratelimit-reset': '20' },
  ])('is recognized in a 403 with %j', async (headers) => {
    const strict: ErrorMapping = { ...usual, statuses: { 403: 'refused' } };
    const { get } = speaking(strict, { status: 403, headers });
    await expect(get()).rejects.toMatchObject({ code: 'rate-limited', transient: true });
  });

  it.each([
    [{ message: 'API rate limit exceeded for user ID 1.' }],
    [{ error: { message: 'Forbidden', errors: [{ reason: 'a' }, { reason: 'quotaExceeded' }] } }],
  ])('is recognized in a 403 by its words: %j', async (body) => {
    const text = JSON.stringify(body);
    for (const answer of [{ text }, { text: text.replace('{', '<Error>') }]) {
      const { get } = service({ status: 403, ...answer });
      await expect(get()).rejects.toMatchObject({ code: 'rate-limited', transient: true });
    }
  });

  it.each([
    [401, '{"message":"Quota exceeded"}'],
    [403, '{"message":"Size limit exceeded"}'],
    [403, '<html><title>Quota exceeded</title></html>'],
  ])('is not recognized in a %i with %s', async (status, text) => {
    const { get } = service({ status, text });
    await expect(get()).rejects.toMatchObject({ code: 'refused' });
  });

  it.each([
    [403, { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '20' }],
    [401, { 'retry-after': '20' }],
  ])('is not recognized in a %i with %j', async (status, headers) => {
    const { get } = service({ status, headers });
    await expect(get()).rejects.toMatchObject({ code: 'refused' });
  });

  it('is recognized in a 403 by headers that an errorMapping renames', async () => {
    const renaming: ErrorMapping = { ...usual, headers: () => ({ 'retry-after': '20' }) };
    const { get } = speaking(renaming, { status: 403, headers: { 'x-retry-in': '20' } });
    await expect(get()).rejects.toMatchObject({ code: 'rate-limited' });
  });
});

describe('an answer', () => {
  it('counts as good only if the service meant it', async () => {
    const judging: ErrorMapping = {
      ...usual,
      judge: (status) => (status === 202 ? 'busy' : undefined),
    };
    const answers = [{ status: 302, location: '/next' }, {}, { status: 202 }, { status: 403 }];
    const { get, good } = speaking(judging, ...answers, { text: 'no' });
    await get();
    for (const _again of [1, 2, 3]) await get().catch(() => {});
    expect(good).toEqual([false, true, false, false, false]);
  });

  it('counts even if it redirects elsewhere', async () => {
    const { get, good } = service({ status: 302, location: 'https://other.example/' });
    await expect(get()).rejects.toMatchObject({ code: 'redirected' });
    expect(good).toEqual([false]);
  });

  it.each([
    ['86400', 86_400_000],
    ['0', 0],
    ['x1', 0],
    ['1x', 0],
  ])('has been in a cache for as long as its Age %s says', async (age, ageMs) => {
    expect(await service({ headers: { age } }).get()).toMatchObject({ ageMs });
    expect(await service({}).get()).toMatchObject({ ageMs: 0 });
  });

  it('left when it was sent, not when it began to wait for its turn', async () => {
    const { get, noted } = service({ sentMs: 77 }, {});
    await get();
    await get();
    expect(noted.map(({ sentMs }) => sentMs)).toEqual([77, 0]);
  });
});

describe('an id in a path', () => {
  it('is one segment', () => {
    expect(pathSegment('a/b c?d#e%f')).toBe('a%2Fb%20c%3Fd%23e%25f');
  });

  it.each(['.', '..', ''])('cannot be %j', (id) => {
    expect(() => pathSegment(id)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: `"${id}" isn't a valid id.`,
        hint: expect.stringContaining('Use the id that the service returned'),
      }),
    );
  });

  it('is well-formed text', () => {
    expect(() => pathSegment('a\uD800b')).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: "The id isn't valid text.",
        hint: expect.stringContaining('Use the id that the service returned'),
      }),
    );
  });
});
