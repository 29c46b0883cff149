import { describe, expect, it } from 'vitest';
import { savedAnswer } from '../../../src/core/text/saved-answer.ts';

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

  it('ends before the next one', () => {
    const text = 'HTTP/1.1 202 Accepted\n\nHTTP/1.1 200 OK\n\n';
    expect(savedAnswer(text)).toMatchObject({ status: 202, text: 'HTTP/1.1 200 OK\n\n' });
  });

  it('can have no body, and no blank line after its headers', () => {
    for (const end of ['', '\n', '\n\n']) {
      const saved = { status: 204, headers: { location: '/jobs/1' }, text: '' };
      expect(savedAnswer(`HTTP/1.1 204 No Content\nLocation: /jobs/1${end}`)).toEqual(saved);
    }
  });

  it('can repeat headers or continue them in the next line', () => {
    const text = 'HTTP/1.1 200 OK\nVia: a\nSet-Cookie: a=1\nvia: b\n c\nset-cookie: b=2\nX\n\n';
    const headers = { via: 'a, b c', 'set-cookie': 'a=1\nb=2' };
    expect(savedAnswer(text)?.headers).toEqual(headers);
  });

  it('is not any other text', () => {
    for (const text of ['', '{"id":1}', 'HTTP is fine', 'HTTP/1.1 2 OK', 'see HTTP/1.1 200 OK']) {
      expect(savedAnswer(text)).toBeUndefined();
    }
  });
});
