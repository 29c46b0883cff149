import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { providers } from '../providers.ts';
import { playground, world } from '../world.ts';

const profile = '{ provider: cluster, clusterId: w1, apiKey: example-key }';

describe('a file that the person names', () => {
  it('replaces the search, and the own file is read as well', async () => {
    using files = playground();
    files.write('home/work/project/.importwatchrc', `profiles: { found: ${profile} }`);
    files.write('home/.config/importwatch/config.yaml', `profiles: { own: ${profile} }`);
    files.write('home/work/project/ci/watch.conf', `profiles: { named: ${profile} }`);
    const byFlag = await loadConfig({ config: 'ci/watch.conf' }, providers, files.world());
    expect([...byFlag.profiles.keys()]).toEqual(['named', 'own']);
    const env = { IMPORTWATCH_CONFIG: join(files.project, 'ci/watch.conf') };
    const byVariable = await loadConfig({}, providers, files.world({ env }));
    expect([...byVariable.profiles.keys()]).toEqual(['named', 'own']);
    const both = { IMPORTWATCH_CONFIG: 'nowhere' };
    const flagWins = await loadConfig(
      { config: 'ci/watch.conf' },
      providers,
      files.world({ env: both }),
    );
    expect([...flagWins.profiles.keys()]).toEqual(['named', 'own']);
  });

  it('counts once if it is the own file', async () => {
    using files = playground();
    const config = files.write(
      'home/.config/importwatch/config.yaml',
      `profiles: { own: ${profile} }`,
    );
    const { profiles } = await loadConfig({ config }, providers, files.world());
    expect(profiles.get('own')).toMatchObject({ file: { origin: 'named' } });
    expect(profiles.get('own')).not.toHaveProperty('hides');
  });

  it('can be a package.json', async () => {
    using files = playground();
    files.write('home/work/project/p/package.json', `{"importwatch": {"defaultProfile": "shop"}}`);
    await expect(
      loadConfig({ config: 'p/package.json' }, providers, files.world()),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/:1:18: importwatch.defaultProfile: "shop" isn't a profile/),
    });
  });

  it('is executed if it is a module', async () => {
    const paths: string[] = [];
    const importModule = async (path: string) => {
      paths.push(path);
      return {
        profiles: { shop: { provider: 'cluster', clusterId: 'w1', apiKey: 'example-key' } },
      };
    };
    for (const name of ['a.js', 'a.mjs', 'a.cjs', 'a.ts']) {
      const { profiles } = await loadConfig({ config: name }, providers, world({ importModule }));
      expect(profiles.get('shop')?.values).toMatchObject({ clusterId: 'w1' });
    }
    expect(paths).toEqual(['/project/a.js', '/project/a.mjs', '/project/a.cjs', '/project/a.ts']);
  });

  it('has errors without a line if it is a module', async () => {
    const importModule = async () => ({ profiles: { shop: { provider: 'clutser' }, b: [] } });
    await expect(
      loadConfig({ config: 'a.mjs' }, providers, world({ importModule })),
    ).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(
        /^\/project\/a\.mjs: profiles\.b .*\n\/project\/a\.mjs: profiles\.shop\.provider: "clutser"/,
      ),
    });
  });

  it('must be there, readable, and say something', async () => {
    const readFile = async (path: string) => {
      if (path.endsWith('empty.yaml')) return '# nothing\n';
      throw new Error("doesn't exist");
    };
    const load = (config: string, parts = {}) =>
      loadConfig({ config }, providers, world({ readFile, ...parts }));
    const error = (message: string) => ({ code: 'config', exitCode: 2, message });
    await expect(load('a.yaml')).rejects.toMatchObject(error("/project/a.yaml doesn't exist."));
    await expect(load('empty.yaml')).rejects.toMatchObject(
      error('/project/empty.yaml contains no configuration.'),
    );
    const exportsNothing = { importModule: async () => undefined };
    await expect(load('a.mjs', exportsNothing)).rejects.toMatchObject(
      error('/project/a.mjs contains no configuration.'),
    );
    const throws = { importModule: () => Promise.reject(new Error('x is not defined')) };
    await expect(load('a.mjs', throws)).rejects.toMatchObject(
      error("/project/a.mjs can't be loaded: x is not defined."),
    );
  });

  it('in TypeScript requires a Node.js that supports it, and says so', async () => {
    const unknown = Object.assign(new Error('Unknown file extension'), {
      code: 'ERR_UNKNOWN_FILE_EXTENSION',
    });
    await expect(
      loadConfig(
        { config: 'a.ts' },
        providers,
        world({ importModule: () => Promise.reject(unknown) }),
      ),
    ).rejects.toMatchObject({
      code: 'config',
      message: `/project/a.ts can't be loaded by Node.js ${process.versions.node}, which doesn't support TypeScript. Use Node.js 22.18 or later, .mjs or YAML.`,
    });
  });
});
