import { expect, it } from 'vitest';
import { originWords } from '../../../src/cli/output/origin-words.ts';
import type { SecretOrigin } from '../../../src/config/secrets/secret-origin.ts';

const set = { name: 'KEY', set: true };
const unset = { name: 'SALT', set: false };

it.each<[string, SecretOrigin]>([
  ['environment KEY (set)', { source: 'environment', variables: [set] }],
  [
    'environment KEY (set), environment SALT (not set)',
    { source: 'environment', variables: [set, unset] },
  ],
  [
    'environment SALT (not set), using the default in the file (masked)',
    { source: 'environment', variables: [{ ...unset, hasDefault: true }] },
  ],
  ['environment KEY (set)', { source: 'environment', variables: [{ ...set, hasDefault: true }] }],
  ['file /run/secrets/key', { source: 'file', path: '/run/secrets/key' }],
  ['file key (missing)', { source: 'file', path: 'key', missing: true }],
  ['command', { source: 'command' }],
  ['literal in the file (masked)', { source: 'literal' }],
])('a secret comes from: %s', (words, origin) => {
  expect(originWords({ setting: 'apiKey', ...origin })).toBe(`apiKey: ${words}`);
});
