// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a variable is written
import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileMode } from '../../../src/adapters/files.ts';
import type { ConfigWorld } from '../../../src/config/file/world.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { exposedFiles } from '../../../src/config/secrets/exposed-files.ts';
import { providers } from '../../../src/providers/index.ts';
import { playground, world } from '../world.ts';

/** The exposed files of a profile whose file and all others have this mode. */
async function exposedBy(lines: readonly string[], parts: Partial<ConfigWorld>) {
  const head = ['profiles:', '  shop:', '    provider: elevate', '    clusterId: w1'];
  const text = [...head, ...lines.map((line) => `    ${line}`)].join('\n');
  const from = world({ readFile: async () => text, mode: async () => 0o644, ...parts });
  const config = await loadConfig({ config: 'c.yaml' }, providers, from);
  const [entry] = config.profiles.values();
  return exposedFiles(entry as NonNullable<typeof entry>, from);
}

describe('a file that others can read', () => {
  it.each([
    ['named for a setting', ['apiKey: { file: key }'], ['/project/key']],
    ['named for a header', ['apiKey: ${K}', 'headers: { X-A: { file: /h } }'], ['/h']],
    ['named for the proxy', ['apiKey: ${K}', 'proxy: { file: ~/p }'], ['/home/someone/p']],
    ['named by the environment', ['apiKey: { file: "${DIR}/key" }'], ['/run/key']],
    ['with a secret in it as it is', ['apiKey: example-key'], ['/project/c.yaml']],
    [
      'with several',
      ['apiKey: example-key', 'headers: { X-Token: other, X-Key: { file: /h } }'],
      ['/project/c.yaml', '/h'],
    ],
    ['without a secret', ['apiKey: ${K}', 'headers: { X-Team: blue }'], []],
    ['beside a command', ['apiKey: { command: make-key }'], []],
    ['beside a variable', ['apiKey: { env: K }'], []],
  ])('%s', async (_name, lines, paths) => {
    const exposed = await exposedBy(lines, { env: { DIR: '/run', K: 'k' } });
    expect(exposed).toEqual(paths.map((path) => ({ path, mode: 0o644 })));
  });

  it.each([
    [0o604, true],
    [0o640, true],
    [0o444, true],
    [0o600, false],
    [0o711, false],
    [undefined, false],
  ])('is recognized by its mode: %s', async (mode, isExposed) => {
    const exposed = await exposedBy(['apiKey: { file: key }'], { mode: async () => mode });
    expect(exposed.length > 0).toBe(isExposed);
  });

  it('does not count for a profile from the command line', async () => {
    const from = world({ env: { IMPORTWATCH_API_KEY: 'example-key' }, mode: async () => 0o644 });
    const choice = { provider: 'elevate', baseUrl: 'https://a.example' };
    const [entry] = (await loadConfig(choice, providers, from)).profiles.values();
    expect(await exposedFiles(entry as NonNullable<typeof entry>, from)).toEqual([]);
  });
});

describe.runIf(process.platform !== 'win32')('the mode of a file', () => {
  it('is the mode of its permissions, or undefined if there is none', async () => {
    using place = playground();
    const path = place.write('key', 'example-key');
    for (const mode of [0o600, 0o640]) {
      chmodSync(path, mode);
      expect(await fileMode(path)).toBe(mode);
    }
    expect(await fileMode('/nowhere/key')).toBeUndefined();
  });
});
