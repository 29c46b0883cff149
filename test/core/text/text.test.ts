import { describe, expect, it } from 'vitest';
import { inertLine, inertLines, plainText, shorten } from '../../../src/core/text/text.ts';

describe('text from a service', () => {
  it.each([
    ['a colour', '\u001B[31mred\u001B[0m', 'red'],
    ['a title', '\u001B]0;owned\u0007done', 'done'],
    ['a link', '\u001B]8;;http://evil.example\u001B\\click\u001B]8;;\u001B\\', 'click'],
    ['an 8 bit escape', '\u009B2Jgone', 'gone'],
    ['a sequence that never ends', '\u001B]0;words', '0;words'],
    ['line breaks', 'one\r\ntwo\u2028three\u0085four', 'one two three four'],
    ['a bidirectional override', 'a\u202Eb\u2066c', 'abc'],
    ['zero width', 'a\u200Bb\u2060c\u00ADd', 'abcd'],
    ['a lone surrogate', 'a\uD800b', 'ab'],
    ['an 8 bit title', '\u009D0;owned\u009Cdone', 'done'],
    ['a bell', 'ding\u0007dong', 'dingdong'],
    ['the blanks around it', '  a  b ', 'a b'],
    ['a backspace', 'abc\u0008\u0008', 'abc'],
  ])('loses %s', (_name, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it.each([
    ['GitHub', '::error::x', ': :error::x'],
    ['GitHub with properties', '::set-output name=a::b', ': :set-output name=a::b'],
    ['GitHub in mid-line', 'x ::error::y', 'x : :error::y'],
    ['the older GitHub', '##[error]x', '# #[error]x'],
    ['Azure', '##vso[task.complete]x', '# #vso[task.complete]x'],
    ['TeamCity', "##teamcity[message text='x']", "# #teamcity[message text='x']"],
  ])('is inert to %s', (_name, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('keeps what only looks a little like a command', () => {
    expect(plainText('std::vector ## not a command #1')).toBe('std::vector ## not a command #1');
  });

  it('is bounded', () => {
    expect(plainText('😀'.repeat(2000), 10)).toBe(`${'😀'.repeat(9)}…`);
    expect(plainText('ten points', 10)).toBe('ten points');
    expect(shorten('ten points', 9)).toBe('ten poin…');
  });

  it('is not read beyond eight times its limit, however much of that is removed', () => {
    expect(plainText(`${'\u200B'.repeat(79)}xy`, 10)).toBe('x');
  });

  it('that is laid out keeps its blanks, and is as inert', () => {
    expect(inertLine('  a   ##[error]\u001B[31m b\n ')).toBe('  a   # #[error] b  ');
    expect(inertLine(`${'\u200B'.repeat(3999)}xy`)).toBe('x');
  });

  it('keeps letters of all scripts', () => {
    expect(plainText('Größe 大きさ हिन्दी 👍')).toBe('Größe 大きさ हिन्दी 👍');
  });
});

it('lines stay lines, without what could act in a terminal or in a log', () => {
  const text = ' a\u001B[31m\r\n\n::error::\rb\n##[x]\r';
  expect(inertLines(text)).toBe(' a\n\n: :error:: b\n# #[x]');
});
