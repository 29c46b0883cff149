import { describe, expect, it } from 'vitest';
import type { ImportwatchError } from '../../../src/core/model/errors.ts';
import { linkWithin, signedLink } from '../../../src/core/provider/linked-address.ts';

const service = new URL('https://api.example.com/base');
const here = new URL('http://127.0.0.1:8080');
const refused = expect.objectContaining({ code: 'redirected' });

/** What a refusal tells the user. */
function saidOf(read: () => URL): unknown {
  try {
    return read().href;
  } catch (error) {
    const { message, hint } = error as ImportwatchError;
    return { message, hint };
  }
}
const getIt = 'Get the failed records from the service itself.';
const links = (to: string) => `https://api.example.com links to the failed records at ${to}`;

describe('a link that gets the credentials', () => {
  it('is within the origin, and is used unchanged', () => {
    const link = 'https://api.example.com/files/a%20b?x=1%20&x=2';
    expect(linkWithin(link, service).href).toBe(link);
    expect(linkWithin('/files/a', service).href).toBe('https://api.example.com/files/a');
    expect(linkWithin('https://u:p@api.example.com/a#b', service).href).toBe(
      'https://api.example.com/a',
    );
  });

  it.each([
    'https://other.example.com/a',
    'http://api.example.com/a',
    'https://api.example.com:444/a',
    '//other/a',
  ])('is not %s', (link) => {
    expect(() => linkWithin(link, service)).toThrow(refused);
  });

  it('is refused with a reason and a next step', () => {
    const elsewhere = () => linkWithin('https://other.example.com/a', service, 'Fetch it.');
    expect(saidOf(elsewhere)).toEqual({
      message: `${links('https://other.example.com')}. importwatch doesn't send credentials to other origins.`,
      hint: 'Fetch it.',
    });
    expect(saidOf(() => linkWithin('//other.example.com/a', service))).toMatchObject({
      hint: getIt,
    });
    expect(saidOf(() => linkWithin('ftp://other.example.com/a', service))).toEqual({
      message: `${links('an address that cannot be read')}.`,
      hint: 'Check which part of the answer the description uses as the link.',
    });
  });

  it.each(['javascript:alert(1)', 'xhttp://a', 'https+x://a', 'file:///a', 'http://[', 'data:,a'])(
    'is not %s',
    (link) => {
      expect(() => linkWithin(link, service)).toThrow(
        expect.objectContaining({ code: 'bad-answer' }),
      );
    },
  );
});

describe('a signed link', () => {
  it('leads anywhere by https', () => {
    const link = 'https://storage.example.net/a?sig=b%2Bc';
    expect(signedLink(link, service).href).toBe(link);
  });

  it.each([
    'http://storage.example.net/a',
    'http://127.0.0.1/a',
    'https://127.0.0.1/a',
    'https://localhost/a',
    'https://169.254.169.254/latest',
    'https://10.0.0.1/a',
    'https://[::1]/a',
  ])('of a service elsewhere does not lead to %s', (link) => {
    expect(() => signedLink(link, service)).toThrow(refused);
  });

  it('is refused with a reason and a next step', () => {
    expect(saidOf(() => signedLink('https://10.0.0.1/a', service))).toEqual({
      message: `${links('https://10.0.0.1')}, an internal address, although the service is elsewhere.`,
      hint: getIt,
    });
    expect(saidOf(() => signedLink('http://storage.example.net/a', service))).toEqual({
      message: `${links('http://storage.example.net')}, which is not https, so anyone in between could read or change them.`,
      hint: getIt,
    });
  });

  it('of a service on this machine can lead to this machine', () => {
    expect(signedLink('http://127.0.0.1:9000/a', here).port).toBe('9000');
    expect(() => signedLink('http://storage.example.net/a', here)).toThrow(refused);
  });
});
