import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findConfig, findOwnConfig } from '../../../src/config/file/find.ts';
import { playground } from '../world.ts';

const named = (name: string) => `{"defaultProfile": "${name}"}`;
const project = 'home/work/project';

describe('findConfig', () => {
  const places = [
    '.importwatchrc',
    '.importwatchrc.json',
    '.importwatchrc.yaml',
    '.importwatchrc.yml',
    'importwatch.config.json',
    'importwatch.config.yaml',
    'importwatch.config.yml',
    '.config/importwatchrc',
    '.config/importwatchrc.json',
    '.config/importwatchrc.yaml',
    '.config/importwatchrc.yml',
    '.config/.importwatchrc',
    '.config/.importwatchrc.yaml',
    '.config/importwatch.config.json',
    '.config/importwatch.config.yaml',
  ];
  it.each(places)('reads %s', async (place) => {
    using files = playground();
    const path = files.write(`${project}/${place}`, named('here'));
    expect(await findConfig(files.world())).toMatchObject({
      path,
      origin: 'found',
      document: { value: { defaultProfile: 'here' }, mistakes: [] },
    });
  });

  it('reads package.json below its key, before other files, and skips it without the key', async () => {
    using files = playground();
    files.write(`${project}/.importwatchrc`, named('rc'));
    const path = files.write(`${project}/package.json`, `{"importwatch": ${named('package')}}`);
    expect(await findConfig(files.world())).toMatchObject({
      path,
      document: { value: { defaultProfile: 'package' } },
    });
    for (const text of ['{"name": "x"}', '{"dependencies": {"importwatch": "1"}}']) {
      files.write(`${project}/package.json`, text);
      const found = await findConfig(files.world());
      expect(found?.document.value).toEqual({ defaultProfile: 'rc' });
    }
  });

  it('goes upward to the home and no further, and takes the nearest', async () => {
    using files = playground();
    files.write('.importwatchrc', named('above'));
    expect(await findConfig(files.world())).toBeUndefined();
    files.write('home/.importwatchrc', named('home'));
    expect(await findConfig(files.world())).toMatchObject({
      path: join(files.home, '.importwatchrc'),
    });
    files.write('home/work/.config/importwatchrc.yaml', named('work'));
    expect(await findConfig(files.world())).toMatchObject({
      path: join(files.home, 'work/.config/importwatchrc.yaml'),
    });
  });

  it('continues to the root if the home is elsewhere', async () => {
    using files = playground();
    const path = files.write('.importwatchrc', named('above'));
    expect(await findConfig(files.world({ home: '/nowhere' }))).toMatchObject({ path });
  });

  it('skips empty files, and folders', async () => {
    using files = playground();
    const path = files.write('home/.importwatchrc', named('home'));
    files.write(`${project}/.importwatchrc`, '');
    files.write(`${project}/.importwatchrc.yaml`, '# defaultProfile: shop\n');
    mkdirSync(join(files.project, '.importwatchrc.json'));
    expect(await findConfig(files.world())).toMatchObject({ path });
  });

  it('reports a file that is too large or not a file', async () => {
    using files = playground();
    const path = files.write(`${project}/.importwatchrc`, ' '.repeat(1024 * 1024 + 1));
    await expect(findConfig(files.world())).rejects.toMatchObject({
      code: 'config',
      message: `${path} is larger than 1 MiB.`,
    });
  });

  it.each([
    ['a device', (path: string) => symlinkSync('/dev/zero', path)],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
  ])('does not read %s', async (_about, make) => {
    using files = playground();
    const path = join(files.project, '.importwatchrc');
    make(path);
    await expect(findConfig(files.world())).rejects.toMatchObject({
      code: 'config',
      message: `${path} isn't a regular file.`,
    });
  });

  it.each(['.importwatchrc', 'importwatch.config.yml', '.config/importwatchrc'])(
    'names a broken link: %s',
    async (place) => {
      using files = playground();
      const path = join(files.project, place);
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync('../common/rc', path);
      await expect(findConfig(files.world())).rejects.toMatchObject({
        code: 'config',
        message: `${path} is a broken link to ../common/rc.`,
      });
    },
  );

  it('follows a link', async () => {
    using files = playground();
    symlinkSync(files.write('shared/rc', named('shared')), join(files.project, '.importwatchrc'));
    expect((await findConfig(files.world()))?.document.value).toEqual({ defaultProfile: 'shared' });
  });
});

describe('findOwnConfig', () => {
  it.each(['importwatch', 'importwatch/config.yaml'])('names a broken link: %s', async (place) => {
    using files = playground();
    const path = join(files.home, '.config', place);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync('/nowhere', path);
    await expect(findOwnConfig(files.world())).rejects.toMatchObject({
      code: 'config',
      message: `${path} is a broken link to /nowhere.`,
    });
  });

  it.each(['json', 'yaml', 'yml'])(
    'reads config.%s in ~/.config/importwatch',
    async (extension) => {
      using files = playground();
      const path = files.write(`home/.config/importwatch/config.${extension}`, named('own'));
      expect(await findOwnConfig(files.world())).toMatchObject({ path, origin: 'own' });
    },
  );

  it('uses XDG_CONFIG_HOME if it is absolute', async () => {
    using files = playground();
    const usual = files.write('home/.config/importwatch/config.yaml', named('usual'));
    const other = files.write('xdg/importwatch/config.yaml', named('other'));
    const at = (path: string) => findOwnConfig(files.world({ env: { XDG_CONFIG_HOME: path } }));
    expect(await at(join(files.root, 'xdg'))).toMatchObject({ path: other });
    expect(await at('xdg')).toMatchObject({ path: usual });
    expect(await at('')).toMatchObject({ path: usual });
    expect(await at(join(files.root, 'empty'))).toBeUndefined();
  });
});
