import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../src/core/model/outcome.ts';
import { deadLinks } from './helpers/dead-links.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    join(folder, file),
  );
const npm = JSON.parse(read('package.json'));

describe('every page', () => {
  const pages = [...readdirSync(root), ...filesIn('docs')].filter((file) => file.endsWith('.md'));

  it.each(pages)('%s has links that lead to files and headings', (page) => {
    expect(deadLinks(root, page)).toEqual([]);
  });

  it.each(pages)('%s names scripts of npm that are there', (page) => {
    const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(npm.scripts, name))).toEqual([]);
  });
});

describe('the README', () => {
  it('has every exit code and its outcome', () => {
    const rows = [...read('README.md').matchAll(/^([\d, ]+?) *\| (?:`([\w-]+)`)? *\|/gm)];
    const { usage, bug, interrupted: _, ...outcomes } = exitCodes;
    const codes = [
      ...Object.entries(outcomes).map(([outcome, code]) => [outcome, String(code)]),
      ['interrupted', '129, 130, 143'],
      ['', String(usage)],
      ['', String(bug)],
    ];
    expect(rows.map(([, code, outcome = '']) => [outcome, code]).sort()).toEqual(codes.sort());
  });
});

describe('docs/dependencies.md', () => {
  const rows = read('docs/dependencies.md').matchAll(/^\| \[([@\w/-]+)\]/gm);
  const named = [...rows].map(([, name]) => name).sort();

  it('gives a reason for every package that the program has', () => {
    expect(named).toEqual(Object.keys(npm.dependencies).sort());
  });

  it('gives a reason for none that the program does not load', () => {
    const specifiers = filesIn('src')
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...read(file).matchAll(/(?:\bfrom |\bimport\()'([^.'][^']*)'/g)])
      .map(([, specifier]) => specifier);
    const packages = new Set(specifiers.filter((specifier) => !specifier?.startsWith('node:')));
    expect([...packages].sort()).toEqual(named);
  });
});
