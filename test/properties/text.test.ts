import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/text/text.ts';
import { command, forbidden, hostile, runs } from './hostile.ts';

const lengths = fc.integer({ min: 1, max: 60 });

describe('plain text, whatever it is made of', { timeout: 600_000 }, () => {
  it('contains no control, escape, bidirectional or invisible character, and no line break', () => {
    fc.assert(
      fc.property(hostile(), (text) => {
        expect(plainText(text)).not.toMatch(forbidden);
      }),
      runs(3000),
    );
  });

  it('contains no command of a CI system', () => {
    fc.assert(
      fc.property(hostile(), (text) => {
        expect(plainText(text)).not.toMatch(command);
      }),
      runs(3000),
    );
  });

  it('has nothing more to be made plain', () => {
    fc.assert(
      fc.property(hostile(), lengths, (text, length) => {
        const plain = plainText(text, length);
        expect(plainText(plain, length)).toBe(plain);
      }),
      runs(3000),
    );
  });

  it('is as long as is allowed, at most', () => {
    fc.assert(
      fc.property(hostile(), lengths, (text, length) => {
        expect([...plainText(text, length)].length).toBeLessThanOrEqual(length);
      }),
      runs(3000),
    );
  });

  it('is made only of the beginning, however long the text', () => {
    for (const part of ['::', '##', ':a', '\u001B]', '\u001B[0', ' \u200B', '\u0301']) {
      const [short, long] = [5000, 500_000].map((times) => plainText(part.repeat(times)));
      expect(long).toBe(short);
    }
  });
});

describe('commands that form only when something is removed', () => {
  it.each([
    '#\u200B#vso[task.complete]',
    '##\u202Evso[task.complete]',
    '#\u001B[31m#vso[task.complete]',
    '##vs\u00ADo[x]',
    ':\u200B:error::x',
    ':::error::x',
    '::::error::x',
    '::error\u200B:\u200B:x',
    '::\n::error::x',
    '# \u200B#[error]',
    '###vso[x]',
    '####teamcity[x]',
    '#\u{E0001}#[error]x',
    '##\uD83D[error]',
  ])('are inert: %j', (text) => {
    expect(plainText(text)).not.toMatch(command);
    expect(plainText(text)).not.toMatch(forbidden);
  });
});
