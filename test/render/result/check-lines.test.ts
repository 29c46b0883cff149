import { expect, test } from 'vitest';
import { checkedLine, checkLines } from '../../../src/render/result/check-lines.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';

const plain = themeOf(noPaint, true);

const failed = {
  step: 'DNS',
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
    '  ✖ DNS                12 ms',
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

test('steps that passed are one line, without those that go without saying', () => {
  const names = ['configuration', 'secrets', 'DNS', 'connection', 'TLS', 'login', 'permission'];
  const steps = names.map((step) => ({ step, state: 'passed' }) as const);
  expect(checkedLine(steps, plain)).toBe('Checked: secrets ✔  connection ✔  login ✔  permission ✔');
  expect(checkedLine(steps, themeOf(noPaint, false))).toContain('login +  permission +');
});

test('a step with a concern is in that line, and one that was not tried is not', () => {
  const steps = [
    { step: 'secrets', state: 'passed' },
    { step: 'TLS', state: 'doubtful' },
    { step: 'login', state: 'not-tried' },
  ] as const;
  expect(checkedLine(steps, plain)).toBe('Checked: secrets ✔  TLS !');
});
