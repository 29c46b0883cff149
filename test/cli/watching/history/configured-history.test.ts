import { describe, expect, it } from 'vitest';
import { isFoundByLast } from '../../../../src/cli/watching/history/configured-history.ts';
import type { World } from '../../../../src/cli/world.ts';
import type { Config, ConfigChoice, ProfileEntry } from '../../../../src/config/schema/config.ts';
import { playground } from '../../../config/world.ts';

/** A configuration whose profiles have these history files. */
function configOf(...paths: readonly (string | undefined)[]): Config {
  const entries = paths.map((historyFile, index) => {
    const entry = { name: `shop${index}`, values: { historyFile }, defaults: {} };
    return [entry.name, entry as unknown as ProfileEntry] as const;
  });
  return { profiles: new Map(entries) };
}

/** `config` is that of the wait, and the usual one too unless an option names another. */
async function isFound(
  file: string | undefined,
  config: Config,
  flags: Parameters<typeof isFoundByLast>[1] = {},
  env = {},
) {
  using files = playground();
  const world = { env, config: files.world({ env }), stop: new AbortController().signal };
  const load = async (choice: ConfigChoice) =>
    choice.config === flags.config && choice.provider === flags.provider ? config : configOf();
  return isFoundByLast(file, flags, load, world as unknown as World);
}

describe('wait --last without other options', () => {
  it('finds a wait in the file that all profiles have, or in the usual place', async () => {
    expect(await isFound('a', configOf('a', 'a'))).toBe(true);
    expect(await isFound(undefined, configOf(undefined, undefined))).toBe(true);
  });

  it('finds a wait in the file that the environment names', async () => {
    expect(await isFound('a', configOf(), {}, { IMPORTWATCH_HISTORY_FILE: 'a' })).toBe(true);
  });

  it('does not find one in a file that only some profiles have', async () => {
    expect(await isFound('a', configOf('a', undefined))).toBe(false);
    expect(await isFound(undefined, configOf('a', undefined))).toBe(false);
  });

  it('does not find one in the file of an option', async () => {
    expect(await isFound('a', configOf(), { historyFile: 'a' })).toBe(false);
  });

  it('does not find one in the file of a configuration that needs an option', async () => {
    expect(await isFound('a', configOf('a'), { config: 'ci.yaml' })).toBe(false);
    expect(await isFound(undefined, configOf(), { config: 'ci.yaml' })).toBe(true);
    expect(await isFound(undefined, configOf(), { provider: 'elevate' })).toBe(true);
  });

  it('finds again what it found before', async () => {
    expect(await isFound('a', configOf(), { last: true })).toBe(true);
    expect(await isFound('a', configOf(), { last: true, config: 'ci.yaml' })).toBe(false);
  });
});
