import { expect, it } from 'vitest';
import { warnOfExposedFiles } from '../../../src/cli/output/warn-of-exposed-files.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { providers } from '../../../src/providers/index.ts';
import { world } from '../../config/world.ts';

it('one warning covers a file that others can read, however many profiles need it', async () => {
  const profile = '{ provider: elevate, clusterId: w1, apiKey: { file: /key } }';
  const config = world({
    readFile: async () => `profiles:\n  one: ${profile}\n  two: ${profile}\n`,
    mode: async () => 0o644,
  });
  const { profiles } = await loadConfig({ config: 'c.yaml' }, providers, config);
  const written: string[] = [];
  const stderr = { write: (text: string) => void written.push(text) };
  await warnOfExposedFiles(profiles.values(), { config, stderr, platform: 'linux' });
  expect(written).toEqual([
    'warning: other users can read /key, which contains a secret (mode 644). Run: chmod 600 /key\n',
  ]);
});
