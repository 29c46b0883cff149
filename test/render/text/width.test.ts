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
    '🇩🇪 👍🏽 👩‍👩‍👧 ❤️',
    '\u001B[31mred\u001B[0m',
    '',
  ])('%s is what a terminal library says', (text) => {
    expect(widthOf(text)).toBe(stringWidth(text));
  });
});
