import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputTargets } from '../../src/cli/input-targets.ts';
import { ImportwatchError } from '../../src/core/errors.ts';

describe('the targets on standard input', () => {
  it.each([
    ['one a line', 'a\nshop:b\r\n\n  c  \n', ['a', 'shop:b', 'c']],
    ['a bare number', '5537431447739019570\n', ['5537431447739019570']],
    [
      'the answer of Elevate',
      '{"id":5537431447739019570,"status":"WAITING"}',
      ['5537431447739019570'],
    ],
    ['the answer of Oracle', '{"token":"c36_9a2e"}', ['c36_9a2e']],
    ['several in an array', '[{"id":1},{"token":"b"}]', ['1', 'b']],
    ['ids in an array', '[5537431447739019570, "b"]', ['5537431447739019570', 'b']],
    ['one object a line', '{"id":1}\n{"id":"2"}', ['1', '2']],
    ['with a byte order mark', '\uFEFF{"id":"x"}', ['x']],
  ])('can be %s', (_name, input, targets) => {
    expect(inputTargets(input).targets).toEqual(targets);
  });

  it.each([
    ['nothing', ' \n'],
    ['JSON without an id', '{"status":"ok"}'],
    ['an array with one that has none', '[{"id":1},{}]'],
    ['an empty array', '[]'],
    ['JSON that is cut off', '{"id":55374'],
    ['an id that is none', '{"id":true}'],
    ['a page', '<html><body>Forbidden</body></html>'],
    ['a sentence', 'curl: (22) The requested URL returned error: 401'],
  ])('cannot be %s', (_name, input) => {
    expect(() => inputTargets(input)).toThrow('No id of an import came on standard input');
  });

  it('that are none are shown as what was read, plainly', () => {
    expect(() => inputTargets('\u001B[31m{ not\nJSON')).toThrow('it began with: { not JSON');
  });

  it('are found or refused, whatever is read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (input) => {
        try {
          expect(inputTargets(input).targets.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportwatchError);
        }
      }),
    );
  });
});
