import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const scripts = fileURLToPath(new URL('../scripts/', import.meta.url));
const { missingHome } = (await import(join(scripts, 'home.mjs'))) as {
  readonly missingHome: (manifest: object) => readonly string[];
};

const home = 'https://forge.test/owner/importwatch';
const manifest = {
  repository: { type: 'git', url: `git+${home}.git` },
  bugs: { url: `${home}/issues` },
  homepage: `${home}#readme`,
};

describe('a publication', () => {
  it('needs an address for the source, for mistakes and for readers', () => {
    expect(missingHome(manifest)).toEqual([]);
    expect(missingHome({})).toEqual(['repository', 'bugs', 'homepage']);
  });

  it.each([
    ['repository', { repository: { type: 'git', url: 'git+https://example.com/a.git' } }],
    ['repository', { repository: 'owner/importwatch' }],
    ['bugs', { bugs: { email: 'bugs@forge.test' } }],
    ['homepage', { homepage: '' }],
    ['homepage', { homepage: 'http://forge.test/importwatch' }],
  ])('rejects an invalid %s: %o', (key, wrong) => {
    expect(missingHome({ ...manifest, ...wrong })).toEqual([key]);
  });
});
