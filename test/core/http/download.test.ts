import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/ports/send.ts';
import type { ErrorMapping } from '../../../src/core/provider/error-mapping.ts';
import { asText, at } from '../../../src/core/text/json.ts';
import { fixedClock } from '../../helpers/clock.ts';

const signal = new AbortController().signal;
const usual: ErrorMapping = { message: (body) => asText(at(body, 'message')) };
const judging: ErrorMapping = {
  ...usual,
  judge: (_status, body) => (at(body, 'ok') === false ? 'rejected' : undefined),
};

/** Sends the body in these pieces to a request that accepts it, as the transport does. */
async function download(
  { status = 200, headers = {} }: Partial<HttpAnswer>,
  pieces: readonly string[],
  { errorMapping = usual, most = Number.POSITIVE_INFINITY } = {},
) {
  const written: string[] = [];
  const requests: HttpRequest[] = [];
  let taken = 0;
  const request = createApiClient({
    baseUrl: new URL('https://service.example'),
    headers: {},
    errorMapping,
    clock: fixedClock,
    rateLimit: { note: () => {} },
    async send({ into, ...rest }) {
      requests.push(rest);
      if (!into?.accepts({ status, headers })) return { status, headers, text: pieces.join('') };
      for (const piece of pieces) {
        taken += 1;
        if (!(await into.write(Buffer.from(piece)))) break;
      }
      return { status, headers, text: '' };
    },
  });
  const sink = {
    async write(bytes: Uint8Array) {
      written.push(Buffer.from(bytes).toString());
      return written.length < most;
    },
  };
  const answer = await request({ path: '/file', into: sink }, signal).catch((error) => error);
  return { answer, written, text: written.join(''), taken, requests };
}

const block = 'x'.repeat(32 * 1024);

describe('a file', () => {
  it.each([
    ['a short text', ['id,why\n', '1,ä\n']],
    ['nothing', []],
    ['JSON', ['{"message":', '"No."}']],
    ['less than JSON', ['{"message":']],
    ['many blocks', Array(10).fill(block)],
    ['a tag far from the beginning', [block, block, '<html>']],
    ['XML', ['<records></records>']],
  ])('is written as it is: %s', async (_name, pieces) => {
    for (const status of [200, 201, 299]) {
      const { answer, text } = await download({ status }, pieces);
      expect(text).toBe(pieces.join(''));
      expect(answer).toMatchObject({ status, body: null });
    }
  });

  it('is requested in any format', async () => {
    const { requests } = await download({}, ['a']);
    expect(requests[0]?.headers).toEqual({ accept: '*/*' });
  });

  it('is written while it arrives, once it cannot be an error', async () => {
    const short = await download({}, [block, 'x', 'y']);
    expect(short.written).toEqual([`${block}xy`]);
    const { written } = await download({}, [block, block, 'x', 'y']);
    expect(written).toEqual([block + block, 'x', 'y']);
  });

  it('of which nothing more is needed is not read to its end', async () => {
    const { answer, taken } = await download({}, Array(10).fill(block), { most: 3 });
    expect([taken, answer.body]).toEqual([4, null]);
    expect((await download({}, Array(10).fill(block), { most: 1 })).taken).toBe(2);
  });

  it('can be empty, without content and with the type of a page', async () => {
    const headers = { 'content-type': 'text/html' };
    const { answer, written } = await download({ status: 204, headers }, []);
    expect([answer.status, answer.body, written]).toEqual([204, null, []]);
  });

  it('is JSON that the service does not judge', async () => {
    const { text } = await download({}, ['{"ok":true}'], { errorMapping: judging });
    expect(text).toBe('{"ok":true}');
  });
});

describe('an answer instead of a file', () => {
  const page = '<!doctype html><title>Sign in</title>';

  it.each([
    ['an error', { status: 404 }, ['{"message":"No file."}'], 'not-found', 'No file.'],
    ['a status below all others', { status: 199 }, ['a'], 'bad-answer', '199'],
    ['a redirect', { status: 300 }, ['a'], 'bad-answer', '300'],
    ['a part of the file', { status: 206 }, ['a'], 'bad-answer', '206'],
    [
      'a page by its type',
      { headers: { 'content-type': 'text/html' } },
      ['a'],
      'bad-answer',
      ': a',
    ],
    [
      'a page by its beginning',
      {},
      ['<!doctype html>', '<title>Sign in</title>'],
      'bad-answer',
      'Sign in',
    ],
    [
      'a long page by its type',
      { headers: { 'content-type': 'text/html' } },
      [block, block, block],
      'bad-answer',
      ': xxx',
    ],
    ['a long page', {}, [page, block, block, block], 'bad-answer', 'Sign in'],
  ] as const)(
    'is an error, and nothing is written: %s',
    async (_name, head, pieces, code, words) => {
      const { answer, written } = await download(head, pieces);
      expect(answer).toMatchObject({ code, message: expect.stringContaining(words) });
      expect(written).toEqual([]);
    },
  );

  it('is an error that the service judges', async () => {
    const text = '{"ok":false,"message":"No such job."}';
    const { answer, written } = await download({}, [text], { errorMapping: judging });
    expect(answer).toMatchObject({
      code: 'rejected',
      message: expect.stringContaining('No such job.'),
    });
    expect(written).toEqual([]);
  });

  it('is read no further once it is a page', async () => {
    const { taken } = await download({}, [page, ...Array(10).fill(block)]);
    expect(taken).toBe(3);
  });
});
