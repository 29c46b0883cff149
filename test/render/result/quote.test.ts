import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoted, unquotable } from '../../../src/render/result/quote.ts';

/** The words that a program is given: cmd.exe passes the line on, and the program takes it apart. */
function argumentsOf(line: string): readonly string[] {
  const words: string[] = [];
  let [word, isQuoted, isOpen] = ['', false, false];
  for (let at = 0; at < line.length; at += 1) {
    const [slashes = ''] = /^\\*/.exec(line.slice(at)) ?? [];
    if (slashes !== '') {
      const isBeforeQuote = line[at + slashes.length] === '"';
      word += isBeforeQuote ? '\\'.repeat(slashes.length / 2) : slashes;
      at += slashes.length - 1;
      if (isBeforeQuote && slashes.length % 2 === 1) {
        word += '"';
        at += 1;
      }
      isOpen = true;
    } else if (line[at] === '"') {
      isQuoted = !isQuoted;
      isOpen = true;
    } else if (line[at] === ' ' && !isQuoted) {
      if (isOpen) words.push(word);
      [word, isOpen] = ['', false];
    } else {
      word += line[at];
      isOpen = true;
    }
  }
  return isOpen ? [...words, word] : words;
}

/** What cmd.exe or PowerShell would act on. */
function special(line: string): readonly string[] {
  const outside = line.replace(/"[^"]*"/g, '');
  const inside = [...line.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text).join('');
  return [
    ...(outside.match(/[&|<>^(){};,@#'%!$`]/g) ?? []),
    ...(inside.match(/[%!$`\u201C-\u201F]/g) ?? []),
  ];
}

describe('on Windows, a word', () => {
  it.each([
    ['shop:123', 'shop:123'],
    ['C:\\my\\ci.yaml', 'C:\\my\\ci.yaml'],
    ['a b', '"a b"'],
    ['a&calc', '"a&calc"'],
    ["it's", '"it\'s"'],
    ['a,b', '"a,b"'],
    ['C:\\my files\\', '"C:\\my files\\\\"'],
    ['', '""'],
  ])('%s is written as %s', (word, written) => {
    expect(quoted(word, 'win32')).toBe(written);
  });

  it.each(['a"&calc', '%PATH%', '$(calc)', '`n', 'a\u201D; calc', 'wow!'])(
    'that no quotes keep whole in both shells is not written: %s',
    (word) => {
      expect(quoted(word, 'win32')).toBe(unquotable);
    },
  );

  it('reads back unchanged, and starts nothing', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab\\/ :&|<>^()%!$`"\';,@#\u201D') });
    fc.assert(
      fc.property(text, (word) => {
        const written = quoted(word, 'win32');
        if (written === unquotable) return;
        expect(argumentsOf(`importwatch wait ${written}`)).toEqual(['importwatch', 'wait', word]);
        expect(special(written)).toEqual([]);
      }),
    );
  });
});
