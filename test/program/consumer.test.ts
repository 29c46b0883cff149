import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { waitOptions } from '../../src/config/schema/wait-options.ts';
import { connectionKeys } from '../../src/library/request-profiles.ts';
import { emptyFolder } from '../helpers/program.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(project, 'docs', 'library.md'), 'utf8');
const programs = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = '']) => text);

/** A project of somebody else who has installed the package, with these programs in it. */
function consumer(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
  symlinkSync(project, join(folder, 'node_modules', 'importwatch'));
  const types = join('node_modules', '@types', 'node');
  symlinkSync(join(project, types), join(folder, types));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [index, text] of programs.entries()) {
    writeFileSync(join(folder, `program${index}.ts`), text);
  }
  return folder;
}

describe('docs/library.md', () => {
  it.each([
    ['nodenext', 'nodenext'],
    ['preserve', 'bundler'],
  ])(
    'compiles for anyone who installs the package, with --module %s',
    async (module, resolution) => {
      const tsc = join(project, 'node_modules', '.bin', 'tsc');
      const strict = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'];
      const how = ['--noEmit', '--target', 'es2022', '--module', module, '--types', 'node'];
      const files = programs.map((_, index) => `program${index}.ts`);
      const args = [...strict, ...how, '--moduleResolution', resolution, ...files];
      const compiling = promisify(execFile)(tsc, args, { cwd: consumer() });
      const printed = await compiling.catch(({ stdout }: { stdout: string }) => ({ stdout }));
      expect(printed.stdout).toBe('');
    },
  );

  it('loads with require, too, if Node.js can load modules that way', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', '-e', "console.log(typeof require('importwatch').waitForImport)"],
      { cwd: consumer() },
    ).catch(({ stderr }: { stderr: string }) => ({ stdout: stderr }));
    const loads = 'require_module' in process.features && process.features.require_module;
    expect(stdout).toMatch(loads ? /^function$/m : /ERR_REQUIRE_ESM/);
  });

  it('names every choice', () => {
    const [, table = ''] = /^## Options\n(.*?)^## /ms.exec(page) ?? [];
    const named = [...table.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    const ofTheProgram = ['all', 'notify', 'failedTo', 'onEnd', 'events', 'metrics', 'historyFile'];
    const keys = [...Object.keys(waitOptions), ...connectionKeys];
    expect(named).toEqual(
      expect.arrayContaining(keys.filter((key) => !ofTheProgram.includes(key))),
    );
  });
});
