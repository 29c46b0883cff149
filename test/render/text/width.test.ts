import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/render/text/width.ts';

describe('the width of a text', () => {
  it.each([
    'plain ASCII',
    'Größe ✔ ✖ ▸ █░ · …',
    '大きさ',
    'ﾊﾝｶｸ ＦＵＬＬ',
    'e\u0301a\u0308',
    '한국어',
    '👍 🎉 ⏳',
    '🇩🇪 ❤️',
    '\u001B[31mred\u001B[0m',
    '',
  ])('%s is the same as in a terminal library', (text) => {
    expect(widthOf(text)).toBe(stringWidth(text));
  });

  // Some terminals draw each part of a sign, others the whole.
  it.each([
    ['👍🏽', 4],
    ['👩‍👩‍👧', 6],
    ['กำลัง', 4],
    ['हिन्दी', 5],
    ['क्षि', 3],
  ])('%s takes as much as in the terminal that draws it widest: %i', (text, width) => {
    expect(widthOf(text)).toBe(width);
    expect(widthOf(text)).toBeGreaterThanOrEqual(stringWidth(text));
  });
});
