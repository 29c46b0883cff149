import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/core/redact.ts';
import { plainText } from '../../src/core/text.ts';

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

  it.each([
    ['in the lower case of a host name', 'Example-Key', 'https://example-key.evil.example'],
    ['as a text with blanks is made plain', 'two  words', 'two words'],
    ['with its blanks as they are', 'two \t words', 'two \t words'],
    ['with what nobody sees', 'ab\u00ADcd', 'ab\u00ADcd'],
    ['without what nobody sees, in JSON', 'a"b\u00ADcd', 'a\\"bcd'],
    ['without what nobody sees, beyond the usual planes', 'ab\u{E0001}cd', 'abcd'],
    ['as a text with a command in it is made inert', 'a::b::c##[d', plainText('a::b::c##[d')],
    ['beside what makes a command of it', 'ab::cd', plainText('ab::cd and ::')],
    ['without what nobody sees', 'ab\u00ADcd', plainText('ab\u00ADcd')],
  ])('is taken out %s', (_name, secret, text) => {
    const redacted = redactorOf(secret).redact(text);
    expect(redacted).toContain('***');
    expect(redacted).not.toMatch(/key|two|ab|cd|\[d/i);
  });

  it('with signs that mean something in a pattern means only itself', () => {
    const secret = '^a.b*c+d?(e)[f]{1}|\\$';
    expect(redactorOf(secret).redact(`x${secret}y a1b`)).toBe('x***y a1b');
  });

  it('that was cut is taken out as far as it is there', () => {
    const redactor = redactorOf('example-key', 'other');
    expect(redactor.redact('so long: exam… and oth…')).toBe('so long: ***… and ***…');
    expect(redactor.redact('example-ke…')).toBe('***…');
    expect(redactor.redact('ex… example-key… exam')).toBe('ex… ***… exam');
    expect(redactor.redact('… nothing at all…')).toBe('… nothing at all…');
    expect(redactorOf().redact('as it is…')).toBe('as it is…');
  });

  it.each([
    ['in the lower case of a host name', 'Example-Key', 'https://exampl'],
    ['percent-encoded in lower case', 'pä/ö-word', 'p%c3%a4%2f%c3'],
    ['as a text with blanks is made plain', 'two  words', 'two wo'],
    ['without what nobody sees', 'ab\u00ADcd-ef', 'abcd-e'],
  ])('that was cut is taken out %s', (_name, secret, cut) => {
    expect(redactorOf(secret).redact(`${cut}…`)).toMatch(/^(https:\/\/)?\*\*\*…$/);
  });

  it('is taken out in base64 with and without its padding', () => {
    expect(redactorOf('abcd').redact('YWJjZA== YWJjZA= YWJjZA')).toBe('*** ***= ***');
    expect(redactorOf('~~~~').redact('fn5+fg== fn5+fg fn5-fg')).toBe('*** *** ***');
  });

  it('that holds another is taken out whole', () => {
    expect(redactorOf('abc', 'abcdef').redact('abcdef abc')).toBe('*** ***');
  });

  it('of one or two characters is no secret', () => {
    expect(redactorOf('', 'a', 'ab').redact('a cab YQ== YWI=')).toBe('a cab YQ== YWI=');
    expect(redactorOf('\u200B\u200Bab').redact('a cab')).toBe('a cab');
  });

  it('that is nothing but an escape sequence is taken out, and nothing else', () => {
    expect(redactorOf('\u001B[31m').redact('a \u001B[31mred')).toBe('a ***red');
  });
});

it('keeps no secret of blanks, which would mask every line', () => {
  const redactor = createRedactor();
  redactor.add('    ');
  expect(redactor.redact('running    52%')).toBe('running    52%');
});
