import { describe, expect, it } from 'vitest';
import { parseConfigText } from '../../../src/config/file/document.ts';

const value = async (text: string) => {
  const { value, mistakes } = await parseConfigText(text);
  expect(mistakes).toEqual([]);
  return value;
};

describe('parseConfigText', () => {
  it('keeps the spelling of values that JavaScript would change', async () => {
    const words = [
      '010',
      '1.0',
      '1e5',
      '0x1F',
      '5537431447739019570',
      '2026-11-22',
      'yes',
      '12:30',
    ];
    for (const word of words) expect(await value(`a: ${word}`)).toEqual({ a: word });
    expect(await value('{"a": 5537431447739019570}')).toEqual({ a: '5537431447739019570' });
  });

  it('knows numbers, flags, quoted text and nothing', async () => {
    expect(await value('a: 30\nb: true\nc: "30"\nd:\ne: null\nf: ~')).toEqual({
      a: 30,
      b: true,
      c: '30',
    });
    expect(await value('# comments only\n')).toBeUndefined();
  });

  it('does so even if a file claims to be YAML 1.1', async () => {
    expect(await value('%YAML 1.1\n---\na: 010\nb: 2026-11-22\nc: 1_000\n')).toEqual({
      a: '010',
      b: '2026-11-22',
      c: '1_000',
    });
  });

  it('reads JSON with tabs, and a byte order mark before it', async () => {
    expect(await value('\uFEFF{\n\t"a": {\n\t\t"b": "c"\n\t}\n}\r\n')).toEqual({ a: { b: 'c' } });
  });

  it.each([
    ['{"a": 1, /*x*/"b": 2}', 1, 10],
    ['{\n  // x\n  "a": 1}', 2, 3],
    ['{"a": /* x */ "b"}', 1, 7],
    ['{"a": 1 /* x */}', 1, 7],
    ['{"a": 1, // x\n"b": 2}', 1, 10],
    ['/* x */\n{"a": 1}', 1, 1],
    ['// x\n{"a": 1}', 1, 1],
  ])('reads no comment of JavaScript as text: %s', async (text, line, column) => {
    expect((await parseConfigText(text)).mistakes).toEqual([
      { path: [], message: expect.stringContaining('begins with #'), position: { line, column } },
    ]);
  });

  it('keeps slashes and asterisks in other texts', async () => {
    const text = '{"a": "/* b */", c: https://d.example/*, e: f // g}\n';
    expect(await value(text)).toEqual({
      a: '/* b */',
      c: 'https://d.example/*',
      e: 'f // g',
    });
    expect(await value('a: /*\nb: //c\nd: 1 # /* e\n')).toEqual({
      a: '/*',
      b: '//c',
      d: 1,
    });
  });

  it('merges a list that has an anchor of its own', async () => {
    const text = 'a: &a { x: 1 }\none:\n  <<: &list [*a, { y: 2 }]\nother:\n  <<: *list\n';
    const { value, mistakes } = await parseConfigText(text);
    expect(mistakes).toEqual([]);
    expect(value).toEqual({ a: { x: 1 }, one: { x: 1, y: 2 }, other: { x: 1, y: 2 } });
  });

  it('follows anchors, and merges by <<', async () => {
    const text = 'base: &base\n  a: 1\n  b: 2\nmore:\n  <<: *base\n  b: 3\nsame: *base\n';
    const base = { a: 1, b: 2 };
    expect(await value(text)).toEqual({ base, more: { a: 1, b: 3 }, same: base });
    const { position } = await parseConfigText(text);
    expect(position(['more', 'a'])).toEqual({ line: 2, column: 3 });
    expect(position(['more', 'b'])).toEqual({ line: 6, column: 3 });
  });

  it.each([
    ['a list of aliases', '<<: [*a, *b]'],
    ['a list in lines', '<<:\n    - *a\n    - *b'],
    ['a list of an alias and a mapping', '<<: [*a, { x: 2, y: 2, z: 2 }]'],
    ['merges one after the other', '<<: *a\n  <<: *b'],
    ['a mapping that merges', '<<: { <<: [*a, *b] }'],
  ])('merges several mappings, and the first one wins: %s', async (_name, merge) => {
    const text = `a: &a { w: 1, x: 1 }\nb: &b { x: 2, y: 2, z: 2 }\nmore:\n  ${merge}\n  z: 3\n`;
    const { value, mistakes } = await parseConfigText(text);
    expect(mistakes).toEqual([]);
    expect(value).toMatchObject({ more: { w: 1, x: 1, y: 2, z: 3 } });
  });

  it.each(['text', '[*a, 1]', '[[*a]]', '[*nobody]'])(
    'merges nothing but mappings: %s',
    async (by) => {
      const { mistakes } = await parseConfigText(`a: &a { x: 1 }\nmore:\n  <<: ${by}\n`);
      expect(mistakes).toHaveLength(1);
      expect(mistakes[0]?.path).toEqual(['more', '<<']);
    },
  );

  it('knows the place of a path, or of the part that exists', async () => {
    const { position } = await parseConfigText('a:\n  b: { c: 1 }\n');
    expect(position(['a', 'b', 'c'])).toEqual({ line: 2, column: 8 });
    expect(position(['a', 'b', 'x', 'y'])).toEqual({ line: 2, column: 3 });
    expect(position([])).toEqual({ line: 1, column: 1 });
  });
});
