import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/text/json.ts';
import {
  evaluate,
  isTrue,
  type Result,
} from '../../../../src/providers/http/expression/expression.ts';
import { ExpressionMistake } from '../../../../src/providers/http/expression/expression-mistake.ts';
import { parseExpression } from '../../../../src/providers/http/expression/parse-expression.ts';

const apply = (expression: string, body: Json): Result =>
  evaluate(parseExpression(expression), body);

describe('an expression gives', () => {
  const body: Json = {
    status: 'done',
    'odd-key': 1,
    zero: 0,
    nothing: null,
    counts: { a: 1, b: 2 },
    rows: [{ s: 4 }, { s: 1 }, { s: 4, note: 'x' }],
    text: '17',
    list: [[1, 2], [3]],
  };
  it.each<readonly [string, string, Json]>([
    ['a key', 'status', 'done'],
    ['a key below a key', 'counts.b', 2],
    ['an element', 'rows[0].s', 4],
    ['the last element', 'rows[-1].note', 'x'],
    ['an odd key', '"odd-key"', 1],
    ['nothing', 'nowhere.at[3].all', null],
    ['the first that is there', 'nowhere || nothing || status', 'done'],
    ['zero, which is there', 'zero || status', 0],
    ['of all elements a key', 'rows[*].s', [4, 1, 4]],
    ['a sum of what is there', 'sum([counts.a, counts.b, nothing][?@])', 3],
    ['a sum of numbers in strings', "sum([`1`, to_string(`2`), '3'])", 6],
    ['a sum of the values of a map', 'sum(values(counts))', 3],
    ['a length', 'length(rows)', 3],
    ['a count by value', 'length(rows[?s == `4`])', 2],
    ['a comparison', 'counts.a + counts.b == `3`', true],
    ['a number of a text', 'to_number(text)', 17],
    ['one of two', "zero == `0` ? 'none' : 'some'", 'none'],
    ['a joined text', "join(', ', [status, text])", 'done, 17'],
    ['a flat list', 'list[]', [1, 2, 3]],
    ['nothing of what a text has by itself', 'text.length', null],
    ['nothing of what a list has by itself', 'rows.length', null],
    ['nothing below nothing', 'nothing.a', null],
  ])('%s: %s', (_about, expression, value) => {
    expect(apply(expression, body)).toEqual({ value });
  });

  it.each(['constructor', '__proto__', 'toString', 'counts.hasOwnProperty', 'rows[0].valueOf'])(
    'nothing that every object inherits: %s',
    (expression) => {
      expect(apply(expression, body)).toEqual({ value: null });
    },
  );

  it.each([
    ['length(nowhere)', /length\(\) expected argument 1 .* received type null/],
    ['sum(rows)', /sum\(\) expected/],
    ['status + zero', /not-a-number/],
    ['length(`1`)', /^length\(\) .*[^.]$/],
  ])('a reason if it cannot be evaluated: %s', (expression, problem) => {
    expect(apply(expression, body)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe('true values', () => {
  it.each<Json>([true, 0, 1, 'x', [0], { a: null }])('%j is true', (value) => {
    expect(isTrue(value)).toBe(true);
  });
  it.each<Json>([false, null, '', [], {}])('%j is not true', (value) => {
    expect(isTrue(value)).toBe(false);
  });
});

describe('a mistake is found at its place', () => {
  it.each([
    ['a.«.»b', 'has a syntax error here.'],
    ['a «b»', 'has a syntax error here.'],
    ['a | «|» b', 'has a syntax error here.'],
    ['«]»', 'has a syntax error here.'],
    ['rows[?s == «4»]', 'needs backticks around numbers: `4`.'],
    ['a + «1»', 'needs backticks around numbers: `1`.'],
    ['rows[0«»', 'is incomplete.'],
    ['sum(a«»  ', 'is incomplete.'],
    ['a == «»', 'is incomplete.'],
    ['«»', 'is incomplete.'],
    ['«lenght»(rows)', "uses lenght(), which isn't a supported function."],
    ['a || «pad_left»(b, c)', "uses pad_left(), which isn't a supported function."],
    ['«length»(a, b)', 'calls length() with the wrong number of arguments (2).'],
    ['a || «sum»()', 'calls sum() with the wrong number of arguments (0).'],
    [
      'import«-»status',
      `uses subtraction, which expressions don't support. A key with a hyphen needs quotes: "import-status".`,
    ],
    ['«$».a', "uses variables, which aren't supported."],
    ['let «$x» = a in $x', "uses variables, which aren't supported."],
    ["«join»('a' || b, list)", "needs a literal separator for join: join(', ', list)."],
    ["a == «'»", 'has an unclosed quote.'],
    ["«'a»  ", 'has an unclosed quote.'],
    ["a == «'x\\'»", 'has an unclosed quote.'],
    ['«`x`»  ', "has a literal that is invalid JSON. Write text as 'text'."],
    ['«join»(sep, list)', "needs a literal separator for join: join(', ', list)."],
    ['«!»data.ok', 'negates only the next key. To negate more, use parentheses: !(a.b).'],
    ['a && «!»rows[?s]', 'negates only the next key. To negate more, use parentheses: !(a.b).'],
    ['«é»tat', 'has a character that needs quotes: "like this".'],
    ['«!»a.*', 'negates only the next key. To negate more, use parentheses: !(a.b).'],
    ["a == «'done»", 'has an unclosed quote.'],
    ['a == «`4»', 'has an unclosed quote.'],
    ['«"odd-key»', 'has an unclosed quote.'],
    ['a == «`x`»', "has a literal that is invalid JSON. Write text as 'text'."],
  ])('%s', (marked, message) => {
    const [before = '', wrong = ''] = marked.split(/[«»]/);
    const text = marked.replace(/[«»]/g, '');
    const { length: start } =
      before.trimEnd() === before || wrong ? before : { length: before.trimEnd().length };
    const place = { start, length: Math.max(1, wrong.length) };
    expect(() => parseExpression(text)).toThrow(ExpressionMistake);
    expect(() => parseExpression(text)).toThrow(expect.objectContaining({ message, ...place }));
  });

  it.each([
    '!(data.ok)',
    '!ok',
    '!ok && a.b',
    '!rows[0]',
    'a - b',
    'a -b',
    'a- b',
    'sum(a)-b',
    'a-`1`',
    " 'a' ",
    "'it\\'s'",
    '"a-b"',
    "join('; ', a)",
    'trim(a)',
    'not_null(a, b, c, d)',
    'merge(a, b, c)',
    'a'.repeat(2000),
  ])('and %s is not one', (text) => {
    expect(parseExpression(text)).toMatchObject({ text });
  });

  it('even if the expression has no end', () => {
    expect(() => parseExpression('a'.repeat(2001))).toThrow('is longer than 2000 characters.');
  });
});

describe('a hostile answer', () => {
  const wide: Json = Array.from({ length: 120_000 }, (_, i) => ({ s: i }));
  let deep: Json = [];
  for (let depth = 0; depth < 3000; depth++) deep = [deep];
  const text = 'x'.repeat(1_000_000);

  it.each<readonly [string, string, Json]>([
    [
      'many elements, looked through again and again',
      '[*].[s, s, s][] | [?@ > `3`] | length(@)',
      wide,
    ],
    ['many elements, sorted', 'sort_by(@, &s)[-1].s', wide],
    ['many elements, each looked for in the others', '[?contains(@.s, `7`)]', wide],
    ['many elements, joined', "join('; ', [*].s.to_string(@))", wide],
    ['nested lists', '[][][][][][]', deep],
    ['nested projections', '[*][*][*][*][*][*][*][*]', deep],
    ['nested lists, compared', '@ == [0]', deep],
    ['nested lists, as text', 'to_string(@)', deep],
    ['a long text', "upper(@) == 'X' || starts_with(@, 'xx') && length(@)", text],
    ['a long text in many pieces', "contains(@, 'y')", text],
  ])('of %s comes to an end', (_about, expression, body) => {
    expect(Object.keys(apply(expression, body))).toHaveLength(1);
  });

  const doubled = (times: number) => Array(times).fill('[@, @]').join(' | ');

  it.each([
    ['as text', `${doubled(24)} | to_string(@)`, 1],
    ['as text, after a projection', `${doubled(24)} | [*].to_string(@)`, 1],
    ['as objects', `${Array(24).fill('{a: @, b: @}').join(' | ')} | to_string(@)`, 1],
    ['by a projection', `${Array(24).fill('[*].[@, @]').join(' | ')} | to_string(@)`, [1]],
    ['flat', Array(40).fill('[@, @][]').join(' | '), 1],
    ['compared', `${doubled(24)} | [?@ == [@]]`, 1],
    ['compared with itself', `[${doubled(24)}, ${doubled(24)}] | [0] == [1]`, 1],
    ['looked for', `${doubled(24)} | contains(@, @)`, 1],
    ['as text of text', `${Array(30).fill('to_string([@, @])').join(' | ')}`, 'x'],
    ['joined by a long text', `join('${'x'.repeat(1900)}', @)`, Array(100_000).fill('a')],
    ['joined again and again', Array(40).fill("join('xx', [@, @])").join(' | '), 'x'],
    ['merged into text', `${doubled(22)} | map(&to_string(@), @)`, 1],
  ])('that an expression doubles again and again is too large: %s', (_about, expression, body) => {
    expect(apply(expression, body as Json)).toEqual({
      problem: 'the answer is too large for this expression',
    });
  });

  it.each([
    ['a few times', `${doubled(3)} | length(to_string(@))`, 'x', 45],
    ['as a large whole', 'length(to_string(@)) > `1000000`', Array(120_000).fill('12345678'), true],
  ])('that an expression makes more of is read: %s', (_about, expression, body, value) => {
    expect(apply(expression, body as Json)).toEqual({ value });
  });

  it('that takes too many steps fails', () => {
    const fields = Array.from({ length: 40 }, () => 's').join(',');
    expect(apply(`[*].[${fields}]`, wide)).toEqual({
      problem: 'the answer is too large for this expression',
    });
  });
});
