import { expect, test } from 'vitest';
import { factLines } from '../../../src/render/result/fact-lines.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';

const plain = themeOf(noPaint, true);
const facts = [
  { label: 'provider', text: 'elevate' },
  { label: 'secret', text: 'apiKey: environment A (set)', state: 'passed' },
  { label: 'secret', text: 'token: file key (missing)', state: 'failed' },
  { label: 'warning', text: "the certificate isn't verified", state: 'doubtful' },
] as const;

test('facts have the marks of a check, and stand below each other', () => {
  expect(factLines(facts, plain)).toEqual([
    '    provider  elevate',
    '  ✔ secret    apiKey: environment A (set)',
    '  ✖ secret    token: file key (missing)',
    "  ! warning   the certificate isn't verified",
  ]);
});

test('a fact that is too wide for the terminal continues below itself', () => {
  expect(factLines(facts.slice(3), plain, 30)).toEqual([
    '  ! warning  the certificate',
    "             isn't verified",
  ]);
});
