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

describe('every recipe', () => {
  const recipes = ['README.md', ...filesIn('docs'), ...filesIn('examples')].filter((file) =>
    /\.(md|ya?ml|sh|py|service)$/.test(file),
  );

  it.each(recipes)('%s keeps the exit code of a wait', (file) => {
    const alternatives = read(file).matchAll(
      /importwatch (?:wait|run|demo|status)\b[^|\n`']*\|\| (.*)/g,
    );
    for (const [, alternative = ''] of alternatives) {
      expect(alternative).toMatch(/^(\{ )?\w+=\$\?/);
    }
    expect(read(file)).not.toMatch(/> \S+ \|\| (true|cat)\b/);
  });

  it.each(recipes)('%s installs a file, because npm has no importwatch yet', (file) => {
    const installed = read(file).matchAll(/npm (?:install|i) .*?(\S*\bimportwatch\b[^\s`]*)/g);
    for (const [, what] of installed) expect(what).toMatch(/^\.\/importwatch-(\*|<version>)\.tgz$/);
    expect(read(file)).not.toMatch(/\bnpx importwatch\b/);
  });
});

describe('docs/explanation/how-it-decides.md', () => {
  it('has the exit code of every way in which a wait ends before its import does', () => {
    const page = read('docs/explanation/how-it-decides.md');
    const [, table = ''] = /## Limits that you set\n(.*?)\n## /s.exec(page) ?? [];
    const codes = [...table.matchAll(/\| (\d+) \|$/gm)].map(([, code]) => Number(code));
    const early = ['timed-out', 'stalled', 'no-answer', 'action-required'] as const;
    expect([...new Set(codes)].sort()).toEqual(early.map((outcome) => exitCodes[outcome]).sort());
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

  it('lists only packages that the program loads', () => {
    const specifiers = filesIn('src')
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...read(file).matchAll(/(?:\bfrom |\bimport\()'([^.'][^']*)'/g)])
      .map(([, specifier]) => specifier);
    const packages = new Set(specifiers.filter((specifier) => !specifier?.startsWith('node:')));
    expect([...packages].sort()).toEqual(named);
  });
});
