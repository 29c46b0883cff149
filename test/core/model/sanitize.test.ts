import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { createSanitizer } from '../../../src/core/model/sanitize.ts';
import { snapshot } from '../../../src/core/model/snapshot.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';

const secret = 'example-key-4711';

function borderOf(...secrets: readonly string[]) {
  const redactor = createRedactor();
  for (const each of secrets) redactor.add(each);
  return createSanitizer(redactor);
}

const border = borderOf(secret);

/** Every part of the secret that says something. */
const parts = [...secret].slice(0, -5).map((_, at) => secret.slice(at, at + 6));

describe('a text of a service', () => {
  it('show no part of a secret, wherever it is cut', () => {
    for (const maxLength of [80, 120, 300, 500]) {
      const places = [maxLength, maxLength * 8].flatMap((bound) =>
        Array.from({ length: secret.length + 8 }, (_, back) => bound - secret.length + back - 4),
      );
      for (const before of [0, 1, ...places]) {
        for (const filler of ['x', ' ']) {
          const shown = border.text(`a${filler.repeat(before)}${secret} and more`, maxLength);
          expect([...shown].length).toBeLessThanOrEqual(maxLength);
          for (const part of parts) expect(shown).not.toContain(part);
        }
      }
    }
  });

  it('hide a secret behind more blanks than are read', () => {
    expect(border.text(`${' '.repeat(3_983)}${secret}`, 500)).toBe('***');
    expect(border.text(`${' '.repeat(50_000)}${secret}`, 500)).toBe('***');
  });

  it.each([
    ['an escape sequence', 'example-\u001B[31mkey-4711'],
    ['a sequence that would swallow its start', `\u001BP${secret}`],
    ['a control character', 'example\u0000-key-4711'],
    ['many of what nobody sees', `example-${'\u200B'.repeat(9)}key-4711`],
  ])('hide a secret with %s', (_name, raw) => {
    const shown = border.text(`key: ${raw}!`, 80);
    for (const part of parts) expect(shown).not.toContain(part);
  });
});

describe('a snapshot', () => {
  const text = `with ${secret}`;
  const raw = snapshot(
    {
      state: 'failed',
      vendorState: text,
      phase: text,
      name: text,
      kind: text,
      message: text,
      id: secret,
      url: `https://service.example/?key=${secret}`,
      completed: 4711,
      warnings: [{ code: 'odd', message: text }],
    },
    5,
  );

  it('has no secret in any text', () => {
    expect(border.snapshot(raw)).toEqual({
      state: 'failed',
      vendorState: 'with ***',
      phase: 'with ***',
      name: 'with ***',
      kind: 'with ***',
      message: 'with ***',
      id: '***',
      url: 'https://service.example/?key=***',
      completed: 4711,
      warnings: [{ code: 'odd', message: 'with ***' }],
      observedAt: 5,
    });
  });

  it('keeps its state and its counts, even if a secret is the same', () => {
    const shown = borderOf('failed', '4711', 'odd').snapshot(raw);
    expect(shown).toMatchObject({ state: 'failed', completed: 4711, warnings: [{ code: 'odd' }] });
  });

  it('contains only plain text', () => {
    const seen = border.snapshot(
      snapshot(
        {
          state: 'failed',
          vendorState: 'FAIL\u001B[2J',
          message: 'a\nb',
          phase: '\u0007',
          warnings: [{ code: 'odd', message: 'x\u202Ey' }],
        },
        0,
      ),
    );
    expect(seen).toMatchObject({
      vendorState: 'FAIL',
      message: 'a b',
      warnings: [{ message: 'xy' }],
    });
    expect(seen).not.toHaveProperty('phase');
  });

  it('keeps an empty status, as the service gave it', () => {
    const raw = snapshot({ state: 'unknown', vendorState: '', phase: '' }, 0);
    expect(border.snapshot(raw)).toEqual({ state: 'unknown', vendorState: '', observedAt: 0 });
  });
});

class Named extends Error {}
Named.prototype.name = secret;

describe('an error', () => {
  it('has no secret in its message, its hint, its trace and its causes', () => {
    const cause = new TypeError(`caused by ${secret}`);
    const raw = new ImportwatchError('rejected', `No ${secret}.`, {
      status: 400,
      hint: `Not ${secret}.`,
      cause,
    });
    const shown = border.error(raw) as ImportwatchError;
    expect(shown).toBeInstanceOf(ImportwatchError);
    expect(shown).toMatchObject({ code: 'rejected', status: 400, message: 'No ***.' });
    expect(shown.hint).toBe('Not ***.');
    expect(shown.cause).toMatchObject({ name: 'TypeError', message: 'caused by ***' });
    expect(`${shown.stack}${(shown.cause as Error).stack}`).not.toContain(secret);
    expect(shown.stack).toBe(raw.stack?.replaceAll(secret, '***'));
  });

  it('has no secret in only its hint or its cause', () => {
    const hinting = new ImportwatchError('busy', 'No.', { hint: `Not ${secret}.` });
    expect(border.error(hinting)).toMatchObject({ message: 'No.', hint: 'Not ***.' });
    const cause = new Error(secret);
    expect(border.error(new ImportwatchError('busy', 'No.', { cause }))).toMatchObject({
      cause: { message: '***' },
    });
  });

  it('contains only plain text, also as the cause of another error', () => {
    const raw = new ImportwatchError('busy', 'a\u001B[2J\nb');
    expect(border.error(raw)).toMatchObject({ message: 'a b' });
    expect(border.error(new Error('No.', { cause: raw }))).toMatchObject({
      message: 'No.',
      cause: { message: 'a b' },
    });
  });

  it('keeps five of its causes, and stops at a circle', () => {
    const raw = new ImportwatchError('busy', secret, { cause: new Error('round') });
    Object.assign(raw.cause as Error, { cause: raw });
    const chain: unknown[] = [];
    for (let error = border.error(raw); error; error = (error as Error).cause) chain.push(error);
    expect(chain.map((error) => (error as Error).message)).toEqual([
      '***',
      'round',
      '***',
      'round',
      '***',
      'round',
    ]);
    expect(border.error(new Error(secret))).not.toHaveProperty('cause');
  });

  it('of another kind keeps only its message if it has a secret', () => {
    const raw = Object.assign(new TypeError('No.'), { headers: { 'api-key': secret } });
    const shown = border.error(raw) as Error;
    expect(shown).not.toBe(raw);
    expect(shown).toMatchObject({ name: 'TypeError', message: 'No.' });
    expect(JSON.stringify(shown)).toBe(JSON.stringify({ name: 'TypeError' }));
  });

  it('is unchanged if it has no secret', () => {
    const errors = [
      new ImportwatchError('busy', 'No.', { hint: 'Wait.', cause: new Error('why') }),
      Object.assign(new RangeError('No.'), { limit: 5 }),
      new AggregateError([new Error('a')], 'all'),
      undefined,
      5,
    ];
    for (const error of errors) expect(border.error(error)).toBe(error);
  });

  it.each<[string, unknown]>([
    ['a text', `thrown ${secret}`],
    ['an object', { key: secret }],
    ['an object with it as a key', { [secret]: 1 }],
    ['an error with it as the name of its class', new Named('No.')],
    ['an error in errors', new AggregateError([new Error(secret)], 'all')],
    ["an object that can't be read", { toJSON: () => JSON.parse('{') }],
  ])('that is %s shows none', (_name, thrown) => {
    const shown = border.error(thrown);
    expect(`${JSON.stringify(shown)} ${String(shown)}`).not.toContain(secret);
    expect(shown).not.toBe(thrown);
  });

  it('that is not an Error and shows a secret becomes an empty one', () => {
    expect(border.error({ key: secret })).toEqual(new Error('An error.'));
  });

  it('that the user made keeps its lines', () => {
    const raw = new ImportwatchError('config', `a.yaml: no.\n  key: ${secret}\n       ^^^`);
    expect((border.error(raw) as Error).message).toBe('a.yaml: no.\n  key: ***\n       ^^^');
  });
});
