import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRedactor } from '../../src/core/text/redact.ts';
import { recorded } from '../recording/recorded.ts';
import { hostile, runs } from './hostile.ts';

const byCode = (text: string, before: string, after: string) =>
  [...text]
    .map((sign) => `${before}${sign.codePointAt(0)?.toString(16).padStart(4, '0')}${after}`)
    .join('');

const spellings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => secret.toUpperCase(),
  encodeURIComponent,
  (secret) => encodeURIComponent(encodeURIComponent(secret)),
  (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  (secret) => Buffer.from(secret).toString('base64'),
  (secret) => Buffer.from(`user:${secret}`).toString('base64url'),
  (secret) => JSON.stringify(secret).slice(1, -1),
  (secret) => byCode(secret, '\\u', ''),
  (secret) => byCode(secret, '&#x', ';'),
  (secret) => [...secret].join('\u200B'),
];

const percent = (text: string) => encodeURIComponent(Buffer.from(text).toString());

/** Where a service may put what it was sent. */
const places: Readonly<
  Record<
    string,
    (spelled: string) => {
      url?: string;
      headers?: Record<string, string>;
      text?: string;
      body?: string;
    }
  >
> = {
  'a text': (spelled) => ({ text: JSON.stringify({ message: spelled }) }),
  'a key': (spelled) => ({ text: JSON.stringify({ [spelled]: { [spelled]: 1 } }) }),
  'JSON in a text': (spelled) => ({ text: JSON.stringify({ a: JSON.stringify([spelled]) }) }),
  'an id': (spelled) => ({ text: JSON.stringify({ id: `job-${spelled}-1` }) }),
  'a person': (spelled) => ({ text: JSON.stringify({ user: spelled, text: spelled }) }),
  'an address': (spelled) => ({
    text: JSON.stringify({ url: `https://a.se/x/${spelled}?page=${spelled}` }),
  }),
  'a body that was cut': (spelled) => ({ text: `{"message": "${spelled}` }),
  'a page': (spelled) => ({ text: `<html><title>${spelled}</title>${spelled}` }),
  'a long body': (spelled) => ({ text: `${'x'.repeat(3990)}${spelled}` }),
  'a header': (spelled) => ({ headers: { 'x-said': spelled.replace(/[^\t -~]/g, '') } }),
  'a Location': (spelled) => ({
    headers: { location: `/a/${percent(spelled)}?b=${percent(spelled)}` },
  }),
  'a path': (spelled) => ({
    url: `https://a.se/${percent(spelled)}?a=${percent(spelled)}`,
  }),
  'a request': (spelled) => ({ body: JSON.stringify({ a: spelled, password: 'x' }) }),
};

it('no known secret is in any file of a recording, wherever and however it is written', async () => {
  const secret = fc.oneof(
    fc.constantFrom('example-key-1', 'pa ss/wörd"&\'<+%', '5537431447739019570', 'Zm9v:YmFy=='),
    fc
      .string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 40 })
      .filter((text) => /^\S.{6,}\S$/.test(text) && !text.includes('***')),
  );
  await fc.assert(
    fc.asyncProperty(
      secret,
      fc.constantFrom(...spellings),
      fc.constantFrom(...Object.keys(places)),
      hostile(6),
      async (secret, spell, place, around) => {
        const {
          url,
          headers = {},
          text = '{}',
          body,
        } = places[place]?.(`${around}${spell(secret)}`) ?? {};
        const exchange = {
          answer: { headers, text },
          ...(url && { url }),
          ...(body && { body, method: 'POST' as const }),
        };
        const { files } = await recorded([exchange], { secrets: [secret] });
        const redactor = createRedactor();
        redactor.add(secret);
        for (const [name, file] of files) {
          if (/^\d/.test(name)) expect(redactor.redact(file), `${place} in ${name}`).toBe(file);
        }
      },
    ),
    runs(400),
  );
});

it('any answer is saved as JSON that can be read again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(hostile(), fc.json(), fc.string({ unit: 'binary' })),
      fc.integer({ min: 200, max: 599 }),
      async (text, status) => {
        const { answers } = await recorded([{ answer: { status, text } }]);
        expect(answers[0]).toMatchObject({ status });
      },
    ),
    runs(300),
  );
});
