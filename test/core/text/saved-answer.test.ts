import { describe, expect, it } from 'vitest';
import { savedAnswer, savedHead } from '../../../src/core/text/saved-answer.ts';

const lines = (...each: string[]) => each.join('\r\n');

describe('an answer with its headers', () => {
  it.each([
    ['of HTTP/1.1', lines('HTTP/1.1 202 Accepted', 'X-Job: 7', '', '{"id":1}')],
    ['of HTTP/2', lines('HTTP/2 202 ', 'x-job: 7', '', '{"id":1}')],
    ['of HTTP/3', lines('HTTP/3 202', 'x-job:7', '', '{"id":1}')],
    ['with bare line feeds', 'HTTP/1.1 202 Accepted\nX-Job: 7\n\n{"id":1}'],
    ['behind a byte order mark and blank lines', '\uFEFF\n\nHTTP/2 202\nx-job: 7\n\n{"id":1}'],
    [
      'behind 100 Continue',
      lines('HTTP/1.1 100 Continue', '', 'HTTP/1.1 202 OK', 'X-Job: 7', '', '{"id":1}'),
    ],
    [
      'behind a tunnel and redirects',
      lines(
        ...['HTTP/1.1 200 Connection established', ''],
        ...['HTTP/1.1 307 Temporary Redirect', 'Location: /x', 'X-Job: 1', ''],
        ...['HTTP/2 202', 'x-job: 7', '', '{"id":1}'],
      ),
    ],
  ])('is read %s', (_about, text) => {
    expect(savedAnswer(text)).toMatchObject({ status: 202, text: '{"id":1}' });
    expect(savedAnswer(text)?.headers['x-job']).toBe('7');
  });

  it('keeps the address of a redirect that was followed', () => {
    const redirect = 'HTTP/1.1 303 See Other\nLocation: /jobs/1\nAge: 1\n\n';
    const headers = { location: '/jobs/1', via: 'a' };
    expect(savedAnswer(`${redirect}HTTP/1.1 200 OK\nVia: a\n\n`)?.headers).toEqual(headers);
    const own = savedAnswer(`${redirect}HTTP/1.1 201 Created\nLocation: /jobs/2\n\n`);
    expect(own?.headers['location']).toBe('/jobs/2');
  });

  it.each([100, 199, 300, 399, 401, 407])('comes after a first one of %i', (status) => {
    const text = `HTTP/1.1 ${status} So\nX: 1\n\nHTTP/1.1 201 Created\nY: 2\n\n`;
    expect(savedAnswer(text)).toStrictEqual({ status: 201, headers: { y: '2' }, text: '' });
    const alone = `HTTP/1.1 ${status} So\nX: 1\n\n`;
    expect(savedAnswer(alone)).toStrictEqual({ status, headers: { x: '1' }, text: '' });
  });

  it.each([
    '200 OK',
    '200 Connection established today',
    '200 No connection established',
    '299 So',
  ])('is the first one if that is %s', (line) => {
    const text = `HTTP/1.1 ${line}\n\nHTTP/1.1 201 Created\n\n`;
    expect(savedAnswer(text)?.text).toBe('HTTP/1.1 201 Created\n\n');
  });

  it.each([400, 403, 500])('is the first one if that is %i', (status) => {
    expect(savedAnswer(`HTTP/2 ${status}\n\nHTTP/2 201\n\n`)).toMatchObject({ status });
  });

  it('has its reason without the blanks around it, or none', () => {
    const reasonOf = (line: string) => savedHead(`${line}\n\n`, 0)?.reason;
    expect(reasonOf('HTTP/1.1  201  Created in time ')).toBe('Created in time');
    expect(reasonOf('HTTP/2 201 ')).toBe('');
    expect(reasonOf('HTTP/2 201')).toBe('');
  });

  it('ends before the next one', () => {
    const text = 'HTTP/1.1 202 Accepted\n\nHTTP/1.1 200 OK\n\n';
    expect(savedAnswer(text)).toMatchObject({ status: 202, text: 'HTTP/1.1 200 OK\n\n' });
  });

  it('can have no body, and no blank line after its headers', () => {
    expect(savedAnswer('HTTP/2 204')).toEqual({ status: 204, headers: {}, text: '' });
    for (const end of ['', '\n', '\n\n']) {
      const saved = { status: 204, headers: { location: '/jobs/1' }, text: '' };
      expect(savedAnswer(`HTTP/1.1 204 No Content\nLocation: /jobs/1${end}`)).toEqual(saved);
    }
  });

  it('can repeat headers or continue them in the next line', () => {
    const text =
      'HTTP/1.1 200 OK\nVia: a\nSet-Cookie: a=1\nvia: b\n c\nset-cookie: b=2\nX\n: y\nX-Job :\n 7\n\n';
    const headers = { via: 'a, b c', 'set-cookie': 'a=1\nb=2', 'x-job': '7' };
    expect(savedAnswer(text)?.headers).toEqual(headers);
    expect(savedAnswer('HTTP/1.1 200 OK\n b\nVia: c\n\n')?.headers).toEqual({ via: 'c' });
  });

  it('is not any other text', () => {
    for (const text of ['', '{"id":1}', 'HTTP is fine', 'HTTP/1.1 2 OK', 'see HTTP/1.1 200 OK']) {
      expect(savedAnswer(text)).toBeUndefined();
    }
  });
});
