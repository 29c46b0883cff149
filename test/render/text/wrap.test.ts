import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widthOf } from '../../../src/render/text/width.ts';
import { wrapSentence } from '../../../src/render/text/wrap.ts';

const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
  minLength: 1,
});

test('rows fit and lose nothing, except that a word can be too wide', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 60 }), (words, columns) => {
      const text = words.join(' ').trim().replaceAll(/\s+/g, ' ');
      const rows = wrapSentence(text, columns);
      expect(rows.map((row) => row.trim()).join(' ')).toBe(text);
      for (const row of rows) {
        if (row.trim().includes(' ')) expect(widthOf(row)).toBeLessThanOrEqual(columns);
      }
    }),
  );
});

test('a row is as full as can be', () => {
  expect(wrapSentence('It is taken for no end.', 15)).toEqual(['It is taken for', '  no end.']);
  expect(wrapSentence('It is taken for no end.', 14)).toEqual(['It is taken', '  for no end.']);
});

test('columns within a row stay as they are', () => {
  expect(wrapSentence('a   b  c', 6, '')).toEqual(['a   b', 'c']);
});

test('a command stays whole: in quotes, or from a colon to the end', () => {
  expect(wrapSentence('Try "importwatch check shop" first.', 12)).toEqual([
    'Try',
    '  "importwatch check shop"',
    '  first.',
  ]);
  expect(wrapSentence('Again with: \u001B[1mimportwatch wait a b\u001B[22m', 20)).toEqual([
    'Again with:',
    '  \u001B[1mimportwatch wait a b\u001B[22m',
  ]);
  expect(wrapSentence('Then importwatch logs in by itself.', 20)).toEqual([
    'Then importwatch',
    '  logs in by itself.',
  ]);
});

test('without a width nothing is wrapped', () => {
  const text = 'word '.repeat(100);
  expect(wrapSentence(text)).toEqual([text]);
});
