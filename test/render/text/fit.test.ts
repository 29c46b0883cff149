import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, clipMiddle, padEnd, padStart } from '../../../src/render/text/fit.ts';
import { widthOf } from '../../../src/render/text/width.ts';

test('a text that is too long is cut, and the cut is marked', () => {
  expect(clip('importing users', 10, '…')).toBe('importing…');
  expect(clip('importing users', 15, '…')).toBe('importing users');
  expect(clip('importing', 8, '...')).toBe('impor...');
});

test('graphemes stay whole, and wide ones count as two columns', () => {
  expect(clip('輸入輸入', 6, '…')).toBe('輸入…');
  expect(clip('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 9, '…')).toBe('👩‍👩‍👧‍👦…');
  expect(clip('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 8, '…')).toBe('…');
  expect(clip('e\u0301e\u0301e\u0301', 2, '…')).toBe('e\u0301…');
});

test('a name keeps its beginning and its end', () => {
  expect(clipMiddle('production:5537431447739019570', 15, '…')).toBe('product…9019570');
});

test('nothing is wider than allowed', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 30 });
  const widths = fc.integer({ min: 0, max: 40 });
  const ellipses = fc.constantFrom('…', '...');
  fc.assert(
    fc.property(texts, widths, ellipses, (text, width, ellipsis) => {
      expect(widthOf(clip(text, width, ellipsis))).toBeLessThanOrEqual(width);
      expect(widthOf(clipMiddle(text, width, ellipsis))).toBeLessThanOrEqual(width);
    }),
  );
});

test('padding counts columns, not characters', () => {
  expect(padEnd('輸入', 6)).toBe('輸入  ');
  expect(padStart('輸入', 6)).toBe('  輸入');
  expect(padEnd('\u001B[1mab\u001B[22m', 4)).toBe('\u001B[1mab\u001B[22m  ');
});
