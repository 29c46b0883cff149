import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { providers } from '../providers.ts';
import { type Playground, playground } from '../world.ts';

const project = 'home/work/project';
const { cwd } = process;

afterEach(() => {
  process.cwd = cwd;
});

/** Writes code that leaves a mark when it runs. */
function trap(files: Playground, path: string): void {
  const mark = JSON.stringify(join(files.root, 'executed'));
  const load = path.endsWith('.mjs')
    ? "import { writeFileSync } from 'node:fs';"
    : "const { writeFileSync } = require('node:fs');";
  files.write(path, `${load}\nwriteFileSync(${mark}, '');\n`);
}

/** Loads as if the process stood in the project. */
async function load(files: Playground): Promise<unknown> {
  process.cwd = () => files.project;
  const result = await loadConfig({}, providers, files.world()).catch((error: unknown) => error);
  expect(process.cwd()).toBe(files.project);
  return result;
}

describe('nothing found by searching is executed:', () => {
  it.each(['js', 'cjs', 'mjs'])(
    'no configuration of cosmiconfig itself (.%s)',
    async (extension) => {
      using files = playground();
      files.write(`${project}/.importwatchrc`, 'profiles: {}');
      trap(files, `${project}/.config/config.${extension}`);
      await load(files);
      expect(existsSync(join(files.root, 'executed'))).toBe(false);
    },
  );

  it('no place that such a configuration adds', async () => {
    using files = playground();
    trap(files, `${project}/evil.cjs`);
    const meta = { cosmiconfig: { searchPlaces: ['evil.cjs'] }, importwatch: { defaults: {} } };
    files.write(`${project}/package.json`, JSON.stringify(meta));
    await load(files);
    expect(existsSync(join(files.root, 'executed'))).toBe(false);
  });

  it('no $import', async () => {
    using files = playground();
    trap(files, `${project}/evil.cjs`);
    files.write(`${project}/.importwatchrc`, '$import: ./evil.cjs\nprofiles: {}\n');
    expect(await load(files)).toMatchObject({
      code: 'config',
      message: expect.stringContaining('Unknown key "$import".'),
    });
    expect(existsSync(join(files.root, 'executed'))).toBe(false);
  });

  it('no code in the places for data, or in those that cosmiconfig usually searches', async () => {
    using files = playground();
    const names = ['.importwatchrc', 'importwatch.config', '.config/importwatchrc'];
    for (const extension of ['js', 'cjs', 'mjs', 'ts']) {
      for (const name of names) trap(files, `${project}/${name}.${extension}`);
      trap(files, `home/.config/importwatch/config.${extension}`);
    }
    expect(await load(files)).toMatchObject({ profiles: new Map() });
    expect(existsSync(join(files.root, 'executed'))).toBe(false);
  });
});
