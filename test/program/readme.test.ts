import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pageStage } from '../helpers/page.ts';
import { emptyFolder, launcher, run } from '../helpers/program.ts';

const root = resolve(dirname(launcher), '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');

function blocks(language: string): readonly string[] {
  const fences = readme.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...fences].filter(([, name]) => name === language).map(([, , text = '']) => text);
}

const yaml = blocks('yaml').map((text) => ({ text, data: parse(text) }));
const configurations = yaml.flatMap(({ text, data }) =>
  data.profiles ? Object.keys(data.profiles).map((name) => ({ name, text })) : [],
);
const steps = yaml.flatMap(({ data }) => (Array.isArray(data) ? data : []));
const firstLine = (text: string) => ({ text, first: text.split('\n', 1)[0] });
const ofNpm = (script: string) => script.startsWith('npm ');

/** A machine for a script. Where it makes a profile, there is none yet. */
async function stage(script: string) {
  const { cwd, env, executable, shop } = await pageStage();
  if (script.startsWith('importwatch init')) rmSync(join(cwd, '.importwatchrc'));
  executable('start-import.sh', '#!/bin/sh\necho "$IMPORT_ID"\n');
  return { cwd, env: { ...env, IMPORT_ID: shop.id } };
}

describe('the README', () => {
  const scripts = [...blocks('sh'), ...steps.map(({ run }) => run as string)];
  const runnable = scripts.filter((script) => !ofNpm(script)).map(firstLine);

  it.concurrent.each(runnable)('can be followed: $first', async ({ text }) => {
    const shell = promisify(execFile)('/bin/sh', ['-ec', text], await stage(text));
    const { stdout, stderr } = await shell;
    expect(stdout).not.toBe('');
    expect(stderr).not.toMatch(/^(importwatch|error):/m);
  });

  it('installs, shows and tests by commands of npm that are there', () => {
    expect(scripts.filter(ofNpm)).toEqual([
      'npm ci && npm run demo\n',
      'npm ci && npm test\n',
      'npm ci && npm link\n',
    ]);
    const { name, bin, scripts: named } = JSON.parse(read('package.json'));
    expect({ name, bin }).toEqual({
      name: 'importwatch',
      bin: { importwatch: 'bin/importwatch.js' },
    });
    expect(named).toMatchObject({
      prepare: expect.stringContaining('build'),
      demo: expect.stringContaining('bin/importwatch.js demo'),
      test: expect.stringContaining('vitest run'),
    });
  });

  it.concurrent.each(configurations)('has a valid configuration: $name', async ({ text }) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, '.importwatchrc'), text);
    const { code, stdout } = await run(['profiles'], { cwd });
    expect(stdout).toMatch(/secret +\w+: environment \w+ \(not set\)/);
    expect(code).toBe(0);
  });

  it('uses no option that does not exist', async () => {
    const { stdout: help } = await run(['--help']);
    const listed = /^Commands:\n((?: .*\n)+)/m.exec(help)?.[1] ?? '';
    const commands = [...listed.matchAll(/^ {2}(\w+)/gm)].map(([, command = '']) => command);
    const helps = await Promise.all(commands.map((command) => run([command, '--help'])));
    const there = new Set(helps.flatMap(({ stdout }) => stdout.match(/--[a-z][a-z-]+/g)));
    const named = readme.match(/--[a-z][a-z-]+/g);
    expect([...new Set(named)].filter((option) => !there.has(option))).toEqual([]);
  });

  it('has at most 900 words', () => {
    expect(readme.split(/\s+/).length).toBeLessThanOrEqual(900);
  });

  it('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('shows a moving picture that is small and reads in dark and light', () => {
    const picture = read('docs/images/demo.svg');
    expect(picture.length).toBeLessThan(150_000);
    expect(picture).toContain('@keyframes');
    expect(picture).toContain('prefers-color-scheme: dark');
    expect(picture).toContain('prefers-reduced-motion');
  });
});
