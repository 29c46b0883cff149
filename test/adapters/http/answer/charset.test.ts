import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createSend } from '../../../../src/adapters/http/send-with-got.ts';

const utf16 = (text: string, mark = '\uFEFF') => Buffer.from(mark + text, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** The text of an answer with this body, as it comes from a server. */
async function received(body: Buffer, type: string | undefined): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const send = createSend({
    requestTimeoutMs: 10_000,
    maxBodyBytes: 10_000,
    insecureTls: false,
    env: {},
    userAgent: 'test',
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    return (await send({ method: 'GET', url, headers: {} }, new AbortController().signal)).text;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it.each([
  ['UTF-8 by default', Buffer.from('Größe fehlt'), 'application/json'],
  ['UTF-8 without any type', Buffer.from('Größe fehlt'), undefined],
  ['ISO-8859-1', latin1('Größe fehlt'), 'application/json; charset=iso-8859-1'],
  ['ISO-8859-1 in quotes and capitals', latin1('Größe fehlt'), 'text/plain;Charset="ISO-8859-1"'],
  ['ISO-8859-1 before another parameter', latin1('Größe fehlt'), 'a/b; charset = latin1; q=1'],
  ['ISO-8859-15', latin1('Größe fehlt'), 'application/json; charset=ISO-8859-15'],
  ['Windows-1252', latin1('Größe fehlt'), 'application/json; charset=windows-1252'],
  ['US-ASCII that is more', latin1('Größe fehlt'), 'text/plain; charset=us-ascii'],
  ['UTF-16 with its mark', utf16('Größe fehlt'), 'application/json; charset=utf-16'],
  ['UTF-16 with its mark alone', utf16('Größe fehlt'), 'application/json'],
  ['UTF-16, high byte first', utf16('Größe fehlt').swap16(), 'application/json; charset=utf-16'],
  ['UTF-16 by its name', utf16('Größe fehlt', ''), 'application/json; charset=utf-16le'],
  ['a mark against the name', Buffer.from('\uFEFFGröße fehlt'), 'text/plain; charset=iso-8859-1'],
  ['UTF-8 for a charset that nobody knows', Buffer.from('Größe fehlt'), 'a/b; charset=klingon'],
])('an answer is read in its charset: %s', async (_name, body, type) => {
  expect(await received(body, type)).toBe('Größe fehlt');
});

it('an answer in a charset of several bytes is read in it', async () => {
  const shiftJis = Buffer.from([0x8d, 0xdd, 0x8c, 0xc9]);
  expect(await received(shiftJis, 'text/plain; charset=Shift_JIS')).toBe('在庫');
});

it('an answer that is not well-formed is read as far as possible', async () => {
  expect(await received(latin1('Größe'), 'application/json')).toBe('Gr\uFFFD\uFFFDe');
});

it.each(['windows-1252', 'iso-8859-1', 'Latin1', 'us-ascii', 'cp1252'])(
  'an answer in %s has the characters that the Encoding Standard gives it',
  async (charset) => {
    // The index of windows-1252 from 0x80 to 0x9F, and the first and last Latin-1 characters.
    const points = [
      0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
      0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc,
      0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178, 0xa0, 0xff,
    ];
    const bytes = [...points.slice(0, 32).map((_, index) => 0x80 + index), 0xa0, 0xff];
    const text = await received(Buffer.from(bytes), `application/json; charset=${charset}`);
    expect([...text].map((character) => character.codePointAt(0))).toEqual(points);
  },
);
