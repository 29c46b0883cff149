import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const text = read('Dockerfile');
const { name, version, bin } = JSON.parse(read('package.json'));
const instructions = (word: string) =>
  [...text.matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map(([, rest = '']) => rest);

describe('the Dockerfile', () => {
  it('passes a linter', () => {
    expect(validate(text)).toEqual([]);
    expect(validate(text.replace('ENTRYPOINT', 'ENTRYPONT'))).not.toEqual([]);
  });

  it('needs the package and nothing else', () => {
    const copied = instructions('COPY').filter((rest) => !rest.startsWith('--from='));
    const pattern = `${name}-*.tgz`;
    expect(copied).toEqual([`${pattern} /${name}.tgz`]);
    expect(`${name}-${version}.tgz`.startsWith(pattern.split('*')[0] ?? '')).toBe(true);
    expect(read('.dockerignore').trim().split('\n')).toEqual(['*', `!${pattern}`]);
  });

  it('runs the program itself as the first process, without a shell', () => {
    const [entrypoint = ''] = instructions('ENTRYPOINT');
    expect(JSON.parse(entrypoint)).toEqual(['node', `/opt/${name}/${bin[name]}`]);
  });

  it('runs it as a user without rights, given as a number', () => {
    expect(instructions('USER').at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });
});
