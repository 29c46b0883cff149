import { expect, test } from 'vitest';
import { checkLines } from '../../../src/render/result/check-lines.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';

const plain = themeOf(noPaint, true);

const failed = {
  step: 'name',
  state: 'failed',
  ms: 12,
  error: {
    code: 'unreachable',
    message: 'There is no such cluster.',
    hint: 'See "importwatch providers elevate".',
  },
} as const;

test('a step that failed has the cause and the remedy below it', () => {
  expect(checkLines(failed, plain)).toEqual([
    '  ✖ name               12 ms',
    '      There is no such cluster.',
    '      See "importwatch providers elevate".',
  ]);
});

test('a text that is too wide for the terminal continues below, and a command stays whole', () => {
  expect(checkLines(failed, plain, 30).slice(1)).toEqual([
    '      There is no such',
    '      cluster.',
    '      See',
    '      "importwatch providers elevate".',
  ]);
  const note = 'only with an import: importwatch status shop:1042';
  expect(checkLines({ step: 'login', state: 'not-tried', note }, plain, 60)).toEqual([
    '  - login                     only with an import:',
    '      importwatch status shop:1042',
  ]);
});
