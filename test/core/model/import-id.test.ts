import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanId } from '../../../src/core/model/import-id.ts';
import { plainText } from '../../../src/core/text/text.ts';

describe('an id', () => {
  it.each([
    ['a carriage return', 'abc\r'],
    ['a line end of Windows', 'abc\r\n'],
    ['blanks and tabs', ' \t abc \t'],
    ['no-break spaces', '\u00A0abc\u202F'],
    ['line and paragraph separators', '\u2028abc\u2029'],
  ])('loses %s around it', (_name, text) => {
    expect(cleanId(text)).toBe('abc');
  });

  it.each(['a b', '5537431447739019570', 'gid://shop/Bulk/1', 'Größe-✓', '😀', 'a\u0301'])(
    'stays unchanged: %s',
    (text) => {
      expect(cleanId(text)).toBe(text);
    },
  );

  it.each([
    ['a zero-width space (U+200B) at character 4', 'abc\u200B'],
    ['a byte order mark (U+FEFF) at character 1', '\uFEFFabc'],
    ['a byte order mark (U+FEFF) at character 1', ' \uFEFFabc'],
    ['a byte order mark (U+FEFF) at character 4', 'abc\uFEFF'],
    ['a carriage return (U+000D) at character 3', 'ab\rc'],
    ['a line feed (U+000A) at character 4', 'abc\n'.repeat(2)],
    ['a tab (U+0009) at character 2', 'a\tbc'],
    ['a null character (U+0000) at character 4', 'abc\0'],
    ['an escape character (U+001B) at character 1', '\u001B[32mabc\u001B[0m'],
    ['a control character (U+009B) at character 1', '\u009B32mabc'],
    ['a delete character (U+007F) at character 2', 'a\u007Fbc'],
    ['a replacement character (U+FFFD) at character 3', 'ab\uFFFDc'],
    ['a right-to-left mark (U+200F) at character 2', 'a\u200Fbc'],
    ['an invisible character (U+202E) at character 2', 'a\u202Ebc'],
    ['a soft hyphen (U+00AD) at character 2', 'a\u00ADbc'],
    ['a no-break space (U+00A0) at character 2', 'a\u00A0bc'],
    ['an unusual space (U+3000) at character 2', 'a\u3000bc'],
    ['a narrow no-break space (U+202F) at character 2', 'a\u202Fbc'],
    ['a word joiner (U+2060) at character 2', 'a\u2060bc'],
    ['a line separator (U+2028) at character 2', 'a\u2028bc'],
    ['an invisible character (U+3164) at character 2', 'a\u3164bc'],
    ['an invisible character (U+2800) at character 2', 'a\u2800bc'],
    ['a private-use character (U+E000) at character 2', 'a\uE000bc'],
    ['half a character (U+D83D) at character 2', 'a\uD83Dbc'],
    ['an invisible character (U+E0041) at character 2', '😀\u{E0041}'],
  ])('has %s', (what, text) => {
    expect(() => cleanId(text)).toThrow(`has ${what}.`);
  });

  it('is named as far as it is visible', () => {
    const hint = 'Remove the character from the variable or file with the id.';
    const what = 'has a zero-width space (U+200B) at character';
    const thrown = (message: string, hint: string) => expect.objectContaining({ message, hint });
    expect(() => cleanId('abc\u200B')).toThrow(
      thrown(`"abc" ${what} 4.`, `Did you mean "abc"? ${hint}`),
    );
    expect(() => cleanId('\u200B')).toThrow(thrown(`The id ${what} 1.`, hint));
    expect(() => cleanId('\u200B', ' on line 3')).toThrow(
      thrown(`The id on line 3 ${what} 1.`, hint),
    );
  });

  it('is suggested without invisible characters', () => {
    expect(() => cleanId('shop:abc\u200B')).toThrow(
      expect.objectContaining({
        code: 'usage',
        hint: 'Did you mean "shop:abc"? Remove the character from the variable or file with the id.',
      }),
    );
  });

  it('is shown as it is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        let id: string;
        try {
          id = cleanId(text);
        } catch {
          return;
        }
        const disarmed = (some: string) => some.replace(/ (?=[:#])/g, '');
        expect(disarmed(plainText(id))).toBe(disarmed(id.replace(/ +/g, ' ')));
      }),
    );
  });
});
