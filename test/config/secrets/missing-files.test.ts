// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { expect, it } from 'vitest';
import { documentOf } from '../../../src/config/file/document.ts';
import { markMissing } from '../../../src/config/secrets/exposed-files.ts';
import { world } from '../world.ts';

const file = { path: '/project/c.yaml', origin: 'named', document: documentOf({}) } as const;
const origin = (path: string) => ({ setting: 'apiKey', source: 'file', path }) as const;

it('a missing file is marked, and one that exists or cannot be read is not', async () => {
  const here = world({
    env: { PLACE: 'keys' },
    async readFile(path) {
      if (path === '/project/keys/there') return '';
      throw new Error(path === '/project/large' ? 'is larger than 0 bytes' : "doesn't exist");
    },
  });
  const marked = async (path: string) => {
    const [only] = await markMissing([origin(path)], { file }, here);
    return only !== undefined && 'missing' in only;
  };
  expect(await marked('${PLACE}/there')).toBe(false);
  expect(await marked('large')).toBe(false);
  expect(await marked('${NOWHERE}/x')).toBe(false);
  expect(await marked('gone')).toBe(true);
});

it('a value that is not a file is unchanged', async () => {
  const command = { setting: 'apiKey', source: 'command' } as const;
  expect(await markMissing([command], { file }, world({}))).toEqual([command]);
});
