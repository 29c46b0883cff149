import { describe, expect, it } from 'vitest';
import { createSession } from '../../../src/core/http/session.ts';
import type { ApiRequest } from '../../../src/core/provider/api-request.ts';

const never = new AbortController().signal;

/** A session whose login returns this token; what is asked with it. */
function sessionOf(token: string) {
  const asked: ApiRequest[] = [];
  const session = createSession(
    async (question) => {
      asked.push(question);
      return { status: 200, body: {}, at: 0, atMs: 0 };
    },
    {
      obtain: async () => ({ token, givenAt: 0, lifeMs: 300_000 }),
      sign: (question, token) => ({ ...question, headers: { authorization: `Bearer ${token}` } }),
    },
  );
  return { session, asked };
}

describe('a token of a login', () => {
  it('is sent, if it is as long as a header can be', async () => {
    const { session, asked } = sessionOf('t'.repeat(8192));
    await session({ path: '/' }, never);
    expect(asked).toHaveLength(1);
  });

  it('that no header could carry makes the answer one that is not of the service', async () => {
    const { session, asked } = sessionOf('t'.repeat(8193));
    await expect(session({ path: '/' }, never)).rejects.toMatchObject({
      code: 'bad-answer',
      message: expect.stringContaining('more than 8 KiB'),
      hint: expect.stringContaining('check baseUrl'),
    });
    expect(asked).toHaveLength(0);
  });

  it.each([
    ['a control character', 'ab\u0001cdefg'],
    ['a line end', 'example\r\nkey'],
    ['DEL', 'example\u007Fkey'],
    ['a character beyond Latin-1', '日本token99'],
  ])('with %s does the same', async (_, token) => {
    const { session, asked } = sessionOf(token);
    await expect(session({ path: '/' }, never)).rejects.toMatchObject({
      code: 'bad-answer',
      message: 'The login returned a token with a character that no header can contain.',
    });
    expect(asked).toHaveLength(0);
  });

  it('can have any other character', async () => {
    const { session, asked } = sessionOf('~example key, \tü=ÿ');
    await session({ path: '/' }, never);
    expect(asked).toHaveLength(1);
  });
});
