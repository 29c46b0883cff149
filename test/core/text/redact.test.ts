import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { spelled } from '../../../src/core/text/spelling/escapes.ts';
import { plainText } from '../../../src/core/text/text.ts';

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
  'in JSON of PHP, with its slashes escaped': (secret) =>
    JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'in JSON, every character by its code': (secret) =>
    secret
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  'percent-encoded in every character': (secret) =>
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'percent-encoded in part': (secret) => encodeURI(secret),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'in HTML': (secret) =>
    secret.replace(/[&<>"']/g, (sign) => `&${named[sign] ?? `#${sign.charCodeAt(0)}`};`),
  'in HTML, by codes': (secret) =>
    [...secret].map((character) => `&#${character.codePointAt(0)};`).join(''),
  'in HTML, by codes in hex': (secret) =>
    [...secret].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
  'in upper case': (secret) => secret.toUpperCase(),
  'with what nobody sees in it': (secret) => [...secret].join('\u200B'),
};
const named: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };

/** Whether any part of a secret that says something is there, in lower case. */
const partOf = (secret: string) =>
  [...secret.toLowerCase()].slice(0, -5).map((_, at) => secret.toLowerCase().slice(at, at + 6));

describe('a secret', () => {
  it.each(Object.keys(encodings))('is removed %s', (name) => {
    const secret = 'pa ss/wörd"&\'<+%';
    const text = `before ${encodings[name]?.(secret)} after`;
    expect(redactorOf(secret).redact(text)).toBe('before *** after');
  });

  it('never stays in any text, in any of these forms', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(
        word.filter((secret) => spelled(secret).length >= 3),
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
    ['in an upper case of its own', 'pkey-aß', 'PKEY-Aẞ'],
    ['as a text with blanks is made plain', 'two  words', 'two words'],
    ['with its blanks as they are', 'two \t words', 'two \t words'],
    ['with what nobody sees', 'ab\u00ADcd', 'ab\u00ADcd'],
    ['without what nobody sees, in JSON', 'a"b\u00ADcd', 'a\\"bcd'],
    ['without what nobody sees, beyond the usual planes', 'ab\u{E0001}cd', 'abcd'],
    ['as a text with a command in it is made inert', 'a::b::c##[d', plainText('a::b::c##[d')],
    ['beside what makes a command of it', 'ab::cd', plainText('ab::cd and ::')],
    ['without what nobody sees', 'ab\u00ADcd', plainText('ab\u00ADcd')],
    ['with blanks that HTML keeps', 'two words', 'two&nbsp;words'],
    ['with control characters in JSON', 'ab\b\f\n\r\tcd', 'ab\\b\\f\\n\\r\\tcd'],
    ['with its last character by its code', 'ab\u{10FFFD}cd\u{10FFFF}', '&#x61;bcd&#x10ffff;'],
    ['that begins with a letter without a capital', 'ß-key', 'ẞ-KEY'],
    ['without blanks around it', '  two words ', 'two words'],
  ])('is removed %s', (_name, secret, text) => {
    const redacted = redactorOf(secret).redact(text);
    expect(redacted).toContain('***');
    expect(redacted).not.toMatch(/key|two|ab|cd|\[d/i);
  });

  it('with signs that mean something in a pattern means only itself', () => {
    const secret = '^a.b*c+d?(e)[f]{1}|\\$';
    expect(redactorOf(secret).redact(`x${secret}y a1b`)).toBe('x***y a1b');
  });

  it.each(['p%25q', 'p%2525q', 'a\\\\b', 'a\\\\nb', 'a&amp;b', 'a&amp;amp;b', 'a+ b'])(
    'that itself looks like an escape is removed: %s',
    (secret) => {
      for (const encode of Object.values(encodings)) {
        expect(redactorOf(secret).redact(`(${encode(secret)})`)).toBe('(***)');
      }
    },
  );

  it('is not found with another character after a colon', () => {
    expect(redactorOf('user:key').redact('user:ökey user: key')).toBe('user:ökey ***');
  });

  it('that was cut is removed as far as it is there', () => {
    const redactor = redactorOf('example-key', 'other');
    expect(redactor.redact('so long: exam… and oth…')).toBe('so long: ***… and ***…');
    expect(redactor.redact('example-ke…')).toBe('***…');
    expect(redactor.redact('ex… example-key… exam')).toBe('ex… ***… exam');
    expect(redactor.redact('… nothing at all…')).toBe('… nothing at all…');
    expect(redactorOf().redact('as it is…')).toBe('as it is…');
    expect(redactorOf().redact('as it is', 4)).toBe('as i');
  });

  it.each([
    ['in the lower case of a host name', 'Example-Key', 'https://exampl'],
    ['percent-encoded in lower case', 'pä/ö-word', 'p%c3%a4%2f%c3'],
    ['as a text with blanks is made plain', 'two  words', 'two wo'],
    ['without what nobody sees', 'ab\u00ADcd-ef', 'abcd-e'],
  ])('that was cut is removed %s', (_name, secret, cut) => {
    expect(redactorOf(secret).redact(`${cut}…`)).toMatch(/^(https:\/\/)?\*\*\*…$/);
  });

  it('is removed in base64 with and without its padding', () => {
    expect(redactorOf('abcd').redact('YWJjZA== YWJjZA= YWJjZA')).toBe('*** ***= ***');
    expect(redactorOf('~~~~').redact('fn5+fg== fn5+fg fn5-fg')).toBe('*** *** ***');
  });

  it('that contains another secret is removed completely', () => {
    expect(redactorOf('abc', 'abcdef').redact('abcdef abc')).toBe('*** ***');
  });

  it('of one or two characters is not a secret', () => {
    expect(redactorOf('', 'a', 'ab').redact('a cab YQ== YWI=')).toBe('a cab YQ== YWI=');
    expect(redactorOf('\u200B\u200Bab').redact('a cab')).toBe('a cab');
  });

  it('that is only an escape sequence is removed, and nothing else', () => {
    expect(redactorOf('\u001B[31m').redact('a \u001B[31mred')).toBe('a ***red');
  });
});

it('keeps no secret of blanks, which would mask every line', () => {
  const redactor = createRedactor();
  redactor.add('    ');
  expect(redactor.redact('running    52%')).toBe('running    52%');
});

describe('redaction', () => {
  it('works with a secret of any length', () => {
    const secret = '/+%"'.repeat(8_000);
    for (const encode of Object.values(encodings)) {
      expect(redactorOf(secret).redact(`(${encode(secret)})`)).toBe('(***)');
    }
  });

  it('hides a long secret as far as it is there, whatever cut it', () => {
    const secret = 'example-key-of-sixty-characters-or-more-so-that-it-may-be-cut';
    const redactor = redactorOf(secret);
    for (let length = 32; length <= secret.length; length++) {
      expect(redactor.redact(`key ${secret.slice(0, length)} etc.`)).toBe('key *** etc.');
    }
  });

  it('finds a secret inside a longer text in base64', () => {
    for (const user of ['a', 'ab', 'abc', 'abcd']) {
      const pair = Buffer.from(`${user}:example-key;x`).toString('base64');
      const redacted = redactorOf('example-key').redact(pair);
      expect(Buffer.from(redacted.replace('***', ''), 'base64').toString()).not.toContain('ample');
      expect(redacted).toContain('***');
    }
  });

  it('cuts behind what it hides, and never within a secret', () => {
    const redactor = redactorOf('example-key');
    for (let before = 0; before < 40; before++) {
      const redacted = redactor.redact(`${'-'.repeat(before)}example-key and more`, 30);
      expect(redacted.length).toBeLessThanOrEqual(30);
      for (const part of partOf('example-key')) expect(redacted).not.toContain(part);
    }
  });

  it('shows as much as is allowed behind what it hides', () => {
    const redactor = redactorOf('example-key');
    expect(redactor.redact('example-key example-key end', 15)).toBe('*** *** end');
    expect(redactor.redact('example-key example-key end', 10)).toBe('*** *** en');
  });

  it('takes work in proportion to a text that nearly is a secret all over', () => {
    const redactor = redactorOf(`${'a'.repeat(8_000)}b`, `${'a'.repeat(20)}b`);
    expect(redactor.redact('a'.repeat(20).concat(' ').repeat(2_000))).toHaveLength(42_000);
    expect(redactor.redact('a'.repeat(40_000))).toMatch(/^(\*\*\*)+$/);
  });

  it('takes no longer if escapes can be read in many ways', () => {
    const redactor = redactorOf(`${'\\'.repeat(40)}x`);
    expect(redactor.redact('\\'.repeat(100))).toMatch(/^(\*\*\*)+\\*$/);
  });

  it('of a line keeps words and numbers that may be ours', () => {
    const redactor = redactorOf('test', 'importwatch', '1234567890', 'example-key');
    const line = 'importwatch test 1234567890 example-key';
    expect(redactor.redactLine(line)).toBe('importwatch test 1234567890 ***');
    expect(redactor.redact(line)).toBe('*** *** *** ***');
    const weak = ['abcdef1', ' abcde1 ', '123456789012345', 'ordinarywording'];
    const strong = ['abcdefg1', '1234567890123456', 'ordinarywordings'];
    for (const word of [...weak, ...strong]) {
      const shown = weak.includes(word) ? `(${word.trim()})` : '(***)';
      expect(redactorOf(word).redactLine(`(${word.trim()})`)).toBe(shown);
    }
  });

  it('looks for the last few tokens only, however many there were', () => {
    const redactor = redactorOf('example-key');
    const keep = redactor.tokens();
    const sizes = Array.from({ length: 100 }, (_, index) => {
      keep(`example-token-${String(index).padStart(3, '0')}`);
      return redactor.size;
    });
    expect(new Set(sizes.slice(7)).size).toBe(1);
    expect(new Set(sizes.slice(0, 8)).size).toBe(8);
    expect(redactor.redact('example-token-099 example-token-092')).toBe('*** ***');
    expect(redactor.redact('example-token-091 example-key')).toBe('example-token-091 ***');
  });

  it('keeps a token that is used again', () => {
    const redactor = redactorOf();
    const keep = redactor.tokens();
    for (let index = 10; index < 30; index++) {
      keep('example-basic');
      keep(`example-token-${index}`);
    }
    expect(redactor.redact('example-basic')).toBe('***');
  });

  it('forgets no token for one that is a secret anyway', () => {
    const redactor = redactorOf('example-key');
    const keep = redactor.tokens();
    for (let index = 0; index < 8; index++) keep(`example-token-${index}`);
    keep('example-key');
    expect(redactor.redact('example-token-0')).toBe('***');
  });

  it('of one connection does not forget its secrets because of the tokens of another', () => {
    const redactor = redactorOf();
    const [one, other] = [redactor.tokens(), redactor.tokens()];
    one('example-first');
    for (let index = 10; index < 30; index++) other(`example-token-${index}`);
    expect(redactor.redact('example-first')).toBe('***');
  });
});
