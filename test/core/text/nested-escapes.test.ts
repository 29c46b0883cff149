import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/core/text/redact.ts';

const secrets = [
  'Zq7/Xk+example',
  'ex"ample/key',
  'ex\\ample/key',
  'ex\\"am\\\\ple',
  '/example-key',
  '\\example-key',
];

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const slashes = (text: string) => json(text).replaceAll('/', '\\/');
const page = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('/', '&#x2F;');
const codes = (prefix: string, digits: number) => (text: string) =>
  [...text].map((sign) => prefix + sign.charCodeAt(0).toString(16).padStart(digits, '0')).join('');
const units = codes('\\u', 4);
const wrapped = (end: string) => (text: string) => text.replace(/(.{5})(?=.)/g, `$1${end}`);

const spellings: Readonly<Record<string, (text: string) => string>> = {
  'in JSON within JSON': (text) => json(json(text)),
  'in JSON within JSON of PHP': (text) => slashes(slashes(text)),
  'in JSON of PHP within JSON': (text) => json(slashes(text)),
  'in JSON three times': (text) => json(json(json(text))),
  'in JSON four times': (text) => slashes(slashes(slashes(slashes(text)))),
  'by its codes in JSON within JSON': (text) => json(units(text)),
  'by its codes in JSON three times': (text) => json(json(units(text))),
  'by some codes in JSON within JSON': (text) => json(text.replaceAll('/', '\\u002f')),
  'by its bytes': codes('\\x', 2),
  'in JSON within an address': (text) => encodeURIComponent(json(text)),
  'by its codes within an address': (text) => encodeURIComponent(units(text)),
  'in an address within JSON within JSON': (text) => json(json(encodeURIComponent(text))),
  'in an address three times': (text) =>
    encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
  'in JSON within a page': (text) => page(json(text)),
  'in a page within JSON': (text) => json(page(text)),
  'in a page within a page': (text) => page(page(text)),
  'over several lines': wrapped('\n'),
  'over several lines of Windows': wrapped('\r\n'),
  'over several indented lines': wrapped('\n    '),
  'over several lines in JSON': (text) => json(wrapped('\n  ')(text)),
  'over several lines in JSON within JSON': (text) => json(json(wrapped('\r\n')(text))),
  'over several lines in an address': (text) => encodeURIComponent(wrapped('\n')(text)),
};

describe.each(Object.keys(spellings))('a secret %s', (name) => {
  it.each(secrets)('is hidden completely: %s', (secret) => {
    const redactor = createRedactor();
    redactor.add(secret);
    expect(redactor.redact(`(${spellings[name]?.(secret)})`)).toBe('(***)');
  });
});

it('a secret whose lines are as long as its pieces is still one with its blanks', () => {
  const redactor = createRedactor();
  redactor.add('two example words');
  expect(redactor.redact('two\nexample\r\n  words, two\\nexample words')).toBe('***, ***');
});

it('escapes of another text are no secret', () => {
  const redactor = createRedactor();
  redactor.add('example-key');
  const text = 'example\\-other \\u0065xample-kex C:\\example\nkey';
  expect(redactor.redact(text)).toBe(text);
});

describe('escapes that nearly spell a secret all over', () => {
  it.each([
    ['\\', '\\'.repeat(20_000)],
    ['\\n', '\\n'.repeat(10_000)],
    ['&amp;', '&amp;'.repeat(4_000)],
    ['%25', '%25'.repeat(6_000)],
    ['%5C', '%5C'.repeat(6_000)],
    ['%0A', '%0A'.repeat(6_000)],
    ['a line break', '\n'.repeat(20_000)],
    ['a line break behind each character', 'e\n'.repeat(10_000)],
  ])('take work in proportion to their length: %s', (_name, text) => {
    const redactor = createRedactor();
    redactor.add(`${'e'.repeat(20)}/example`);
    redactor.add(`${'\\'.repeat(20)}/example`);
    expect(redactor.redact(`e${text}`).length).toBeLessThanOrEqual(text.length + 1);
  });
});
