// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import {
  interpolate,
  interpolationMistake,
  literally,
  Unresolved,
} from '../../../src/config/schema/interpolate.ts';

const env = { A: 'one', EMPTY: '', TRICK: '${A}' };

describe('interpolate', () => {
  it.each([
    ['plain $ text {A}', 'plain $ text {A}', []],
    ['${A}', 'one', ['one']],
    ['a-${A}-${A}', 'a-one-one', ['one', 'one']],
    ['${B:-two}', 'two', []],
    ['${EMPTY:-two}', 'two', []],
    ['${A:-two}', 'one', ['one']],
    ['[${B:-}]', '[]', []],
    ['$${A}', '${A}', []],
    ['$$${A}', '$${A}', []],
    ['${TRICK}', '${A}', ['${A}']],
  ])('%s is %s', (text, expected, inserted) => {
    expect(interpolate(text, env)).toEqual({ text: expected, inserted });
  });

  it.each(['${A:-${B}}', '${A:-${B:-two}}', '${A:-$${B}', '${a:-'.repeat(10_000)])(
    'has no variable within a default: %.20s',
    (text) => {
      expect(interpolationMistake(text)).toContain(
        'contains "${" that doesn\'t begin a valid ${NAME}.',
      );
    },
  );

  it('keeps a dollar in a default', () => {
    expect(interpolate('${B:-$5 {x$$}', env).text).toBe('$5 {x$$');
    const long = 'x$'.repeat(500_000);
    expect(interpolate(`\${B:-${long}}`, env).text).toBe(long);
  });

  it('names the variable that is missing or empty', () => {
    expect(() => interpolate('x${B}', env)).toThrow(
      new Unresolved("needs the environment variable B, which isn't set."),
    );
    expect(() => interpolate('${EMPTY}', env)).toThrow(
      new Unresolved('needs the environment variable EMPTY, which is empty.'),
    );
  });

  it('leaves a literal text unchanged', () => {
    for (const text of ['${A}', '$${A}', '$$${', '${', 'a$', '${B:-x}']) {
      expect(interpolate(literally(text), env).text).toBe(text);
    }
  });
});
