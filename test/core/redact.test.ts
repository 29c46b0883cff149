import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/core/redact.ts';

function redactorOf(...secrets: string[]) {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor;
}

const encodings: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  'form-encoded': (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  'in base64': (secret) => Buffer.from(secret).toString('base64'),
  'in base64url': (secret) => Buffer.from(secret).toString('base64url'),
  'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
};

describe('a secret', () => {
  it.each(Object.keys(encodings))('is taken out %s', (name) => {
    const secret = 'pa ss/wörd"+%';
    const text = `before ${encodings[name]?.(secret)} after`;
    expect(redactorOf(secret).redact(text)).toBe('before *** after');
  });

  it('never stays in any text, in any of these forms', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(
        word,
        word,
        fc.constantFrom(...Object.values(encodings)),
        (secret, text, encode) => {
          const redacted = redactorOf(secret).redact(`${text}${encode(secret)}${text}`);
          expect(redacted.replaceAll('***', '')).not.toContain(encode(secret));
        },
      ),
    );
  });

  it('that holds another is taken out whole', () => {
    expect(redactorOf('abc', 'abcdef').redact('abcdef abc')).toBe('*** ***');
  });

  it('of one or two characters is no secret', () => {
    expect(redactorOf('', 'a', 'ab').redact('a cab')).toBe('a cab');
  });
});
