import { describe, expect, it } from 'vitest';
import { recorded, savedOf } from './recorded.ts';

const json = (body: unknown) => ({ text: JSON.stringify(body) });

describe('a recording does not have', () => {
  it.each([
    ['an address of another script', { message: 'ask jané@exämple.se' }, 'jan'],
    ['a password', { password: 'hunter2' }, 'hunter2'],
    ['a token', { access_token: 'abc' }, 'abc'],
    ['a token in camel case', { refreshToken: 'abc.def' }, 'abc.def'],
    ['a secret that is a number', { otp: 493021 }, '493021'],
    ['a list of secrets', { cookies: ['abc=1', 'def=2'] }, 'abc=1'],
    ['a secret in a structure', { credentials: { user: 'u1', value: 'pw-x' } }, 'pw-x'],
    ['a secret beside its name', { headers: [{ name: 'Authorization', value: 'abc' }] }, 'abc'],
    ['an API key', { apiKey: 'short' }, 'short'],
    ['a key that looks like one', { key: 'a9s8d7f6g5h4' }, 'a9s8d7f6g5h4'],
    ['a signature of an address', { url: 'https://a.se/x?sv=1&sig=Ab%2Fc%3D' }, 'Ab%2Fc'],
    ['a signature of Amazon', { url: 'https://a.se/x?X-Amz-Signature=0f0f' }, '0f0f'],
    ['a password in an address', { next: 'ftp://joe:pw1@files.a.se/x' }, 'pw1'],
    ['a token in a text', { message: 'rejected, token=abc123 is old' }, 'abc123'],
    ['a bearer in a text', { message: 'got "Bearer abc-def-1"' }, 'abc-def-1'],
    ['a long random text', { note: 'saw Zk3vQm8Lr2Tx9Wp5Yb7N' }, 'Zk3vQm8Lr2Tx9Wp5Yb7N'],
    ['a JSON web token', { note: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x' }, 'eyJzdWI'],
    ['JSON in a text', { payload: '{"password":"hunter2","a":1}' }, 'hunter2'],
    ['an e-mail address', { message: 'Started by jane.doe@acme.se.' }, 'jane'],
    ['an encoded e-mail address', { url: 'https://a.se/?user=jane%40acme.se' }, 'jane'],
    ['a person', { createdBy: 'Jane Doe', message: 'Jane Doe did it' }, 'Jane'],
    ['a host', { url: 'https://files.acme.se:8443/x' }, 'acme'],
    ['a host without an address', { message: 'no route to db-7.acme.internal' }, 'acme'],
    ['an address of a machine', { node: '10.20.30.40:9300' }, '10.20.30'],
    ['an IPv6 address', { node: '2001:db8:85a3::8a2e:370:7334' }, '8a2e'],
    ['a home folder', { message: 'cannot open /home/jane/x.csv' }, 'jane'],
    ['an id', { id: 'job-4711-x' }, '4711'],
    ['an id of 19 digits', { importId: '5537431447739019570' }, '5537431'],
    ['a key of an object that is an id', { nodes: { oTUltX4IQMOUUVeiohTt8A: 1 } }, 'oTUltX4'],
  ])('%s', async (_what, body, gone) => {
    const { all, answers } = await recorded([{ answer: json(body) }]);
    expect(all).not.toContain(gone);
    expect(answers[0].body).toBeTypeOf('object');
  });

  it.each([
    ['a cookie', { 'set-cookie': 'SID=abcdef; Path=/' }, 'abcdef'],
    ['a key', { 'x-api-key': 'abc' }, 'abc'],
    ['another key', { 'x-acme-key': 'abc' }, 'abc'],
    ['a token', { 'x-subject-token': 'abc' }, 'abc'],
    ['a signature of a Location', { location: '/files?token=abc&page=2' }, 'abc'],
    ['a host of a Location', { location: 'https://login.acme.se/?page=2' }, 'acme'],
  ])('%s in a header', async (_what, headers, gone) => {
    const { all } = await recorded([
      { answer: { headers: headers as Record<string, string>, text: '{}' } },
    ]);
    expect(all).not.toContain(gone);
  });

  it('a value that another place calls a secret', async () => {
    const body = { message: 'sent s3cret-1 and czNjcmV0LTE=', token: 's3cret-1' };
    const { all } = await recorded([
      { answer: json(body) },
      { answer: json({ again: 's3cret%2D1' }), url: 'https://api.acme.se/s3cret-1' },
    ]);
    expect(all).not.toMatch(/s3cret|czNjcmV0/);
  });

  it.each([
    ['in JSON that was cut', '{"access_token": "abc-1", "expires_in": 3'],
    ['in a form', 'access_token=abc-1&expires_in=3'],
    ['in a text', 'Bad header Authorization: Bearer abc-12345'],
    ['in a page', '<html><title>Hello</title><input name="csrf" value="abc-1"></html>'],
    ['in bytes', '\0\u0001abc-1\uFFFD'],
  ])('a secret %s', async (_where, text) => {
    const saved = await savedOf({ text });
    expect(JSON.stringify(saved)).not.toContain('abc-1');
    expect(saved.text).toBeTypeOf('string');
  });

  it('a page but its title', async () => {
    const page = { text: '<!DOCTYPE html><head><title>Sign in</title></head><p>Jane', status: 403 };
    expect((await savedOf(page)).text).toBe('<!doctype html><title>Sign in</title>');
  });

  it('the rest of a long text', async () => {
    const { text } = await savedOf({ text: 'x '.repeat(600_000) });
    expect(text).toHaveLength(4000);
  });
});

describe('a recording keeps', () => {
  it.each([
    ['counts, with every digit', '{"a":1.50,"b":12345678901234567890.5,"total":5000000}'],
    ['times', '{"at":"2026-01-15T10:00:00.000Z","ms":1768471200000,"s":1768471200}'],
    ['words', '{"state":"COMPLETED_WITH_ERRORS","type":"com.acme.Import","ok":true,"x":null}'],
    ['counts of tokens', '{"usage":{"input_tokens":5213,"output_tokens":30000}}'],
    ['what is said about a token', '{"token_type":"bearer","expires_in":300}'],
    ['names of importers', '{"key":"slack","importerKey":"slack"}'],
    ['file names', '{"name":"products.csv"}'],
    ['small numbers', '{"id":7,"version":"1.2.3"}'],
  ])('%s', async (_what, text) => {
    const { files } = await recorded([{ answer: { text } }]);
    const [, saved = ''] = /"body": (.*)\n\}\n$/s.exec(files.get('0001.json') ?? '') ?? [];
    expect(saved.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });

  it('headers with rate limits, and drops those of intermediaries', async () => {
    const headers = {
      'retry-after': '3',
      'x-ratelimit-remaining-tokens': '9',
      date: 'now',
      via: 'x',
    };
    const saved = await savedOf({ headers, text: '{}' });
    expect(saved.headers).toEqual({ 'retry-after': '3', 'x-ratelimit-remaining-tokens': '9' });
  });
});

describe('an id', () => {
  const id = '5537431447739019570';

  it('has the same stand-in in the address, in texts, in numbers and in other addresses', async () => {
    const url = `https://api.acme.se/v1/jobs/${id}?job=${id}`;
    const text = `{"id":${id},"message":"Import ${id} (file-${id}.csv)","self":"/v1/jobs%2F${id}"}`;
    const { answers, index, all } = await recorded([{ url, answer: { text } }], { id });
    const standIn = index.targets[0].id;
    expect(standIn).toMatch(/^\d{19}$/);
    expect(all).not.toContain(id);
    const { request, body } = answers[0];
    expect(request.url).toBe(`https://host-1.example/v1/jobs/${standIn}?job=${standIn}`);
    expect(body.message).toBe(`Import ${standIn} (file-${standIn}.csv)`);
    expect(body.self).toBe(`/v1/jobs%2F${standIn}`);
    expect(all.split(standIn)).toHaveLength(8);
  });

  it.each([
    ['node_A1:12345'],
    ['a1b2_c3'],
    ['shop/2026.7 x'],
    ['gid://shopify/BulkOperation/720918'],
    ['..%2f12345'],
  ])('of any form stays one segment of the path: %s', async (id) => {
    const url = `https://api.acme.se/v1/jobs/${encodeURIComponent(id)}/status`;
    const { answers, index } = await recorded([{ url, answer: { text: '{}' } }], { id });
    const standIn = index.targets[0].id;
    const { pathname } = new URL(answers[0].request.url);
    expect(pathname).toBe(`/v1/jobs/${encodeURIComponent(standIn)}/status`);
  });

  it('with the name token has the stand-in of an id', async () => {
    const id = 'a1b2_c3';
    const { answers, index } = await recorded([{ answer: json({ token: id }) }], { id });
    expect(answers[0].body.token).toBe(index.targets[0].id);
  });

  it('that is short does not change counts', async () => {
    const { answers } = await recorded([{ answer: json({ total: 1042, id: 1042, n: '1042' }) }], {
      id: '1042',
    });
    expect(answers[0].body.total).toBe(1042);
    expect(answers[0].body.id).not.toBe(1042);
  });

  it('with a secret in it does not show the secret', async () => {
    const id = 'job-example-key-7';
    const { all, index, answers } = await recorded(
      [{ url: `https://a.se/${id}`, answer: json({ id }) }],
      { id, secrets: ['example-key'] },
    );
    expect(all).not.toContain('example-key');
    expect(answers[0].request.url).toContain(encodeURIComponent(index.targets[0].id));
  });
});
