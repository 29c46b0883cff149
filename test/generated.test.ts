import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { documents } from '../scripts/documents.ts';
import { liveViewPictures } from '../scripts/live-view-pictures.ts';
import { createProgram } from '../src/cli/create-program.ts';
import type { World } from '../src/cli/world.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the documents generated from the code', () => {
  it.each(Object.entries(documents))(
    '%s is up to date with the code; if not, run npm run docs',
    (file, write) => {
      expect(read(file)).toBe(write(read(file)));
    },
  );
});

describe.each(Object.keys(liveViewPictures))('%s', (file) => {
  it('is small, and reads in dark and light', () => {
    expect(read(file).length).toBeLessThan(30_000);
    expect(read(file)).toContain('prefers-color-scheme: dark');
  });

  it('is shown, and described for those who do not see it', () => {
    const shown = read('docs/terminals.md').split(`](images/${basename(file)})`)[0] ?? '';
    expect(shown.slice(shown.lastIndexOf('!['))).toMatch(/^!\[\w[^\n\]]{50,}$/);
  });
});

describe('docs/errors.md', () => {
  const page = read('docs/errors.md');
  const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, code]) => code);

  it('has every code in the source', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    // In a preset, code is an expression.
    const own = files.filter((file) => file.endsWith('.ts') && !/providers.presets/.test(file));
    const sources = own.map((file) => read(`src/${file}`));
    const codes = sources.flatMap((source) => [
      ...source.matchAll(/\bcode: '([\w-]+)'|new ImportwatchError\(\s*'([\w-]+)'/g),
    ]);
    const named = new Set(codes.map(([, code, thrown]) => code ?? thrown));
    expect(named.size).toBeGreaterThan(20);
    expect([...named].filter((code) => !headings.includes(code))).toEqual([]);
  });

  it('has cause and remedy of each', () => {
    expect(page.match(/^- \*\*Cause:\*\* .+\.$/gm)).toHaveLength(headings.length);
    expect(page.match(/^- \*\*Remedy:\*\* .+\.$/gm)).toHaveLength(headings.length);
  });
});

describe('the manual page', () => {
  const file = join(root, 'man/importwatch.1');

  it('is valid in the language of manual pages', async () => {
    const check = promisify(execFile)('groff', ['-man', '-Tutf8', '-ww', '-rLL=80n', file]);
    const { stdout, stderr } = await check.catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      process.stderr.write('groff is not installed: the manual page could not be tried.\n');
      return { stdout: undefined, stderr: '' };
    });
    expect(stderr).toBe('');
    if (stdout === undefined) return;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is bold appears twice
    const shown = stdout.replace(/.\u0008|\u001B\[[\d;]*m/g, '');
    expect(shown).toMatch(/importwatch wait \[target\.\.\.\].*--stall-timeout/s);
    expect(shown.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('has each example once', () => {
    const [, end = ''] = read('man/importwatch.1').split('.SH EXAMPLES');
    const shown = [...end.matchAll(/^\.RS\n(.+)/gm)].map(([, line]) => line);
    expect(shown.length).toBeGreaterThan(10);
    expect(shown).toEqual([...new Set(shown)]);
  });

  const program = createProgram({ version: '' } as World, () => {});
  const help = program.createHelp();
  const commands = help.visibleCommands(program).filter((command) => command.name() !== 'help');
  const sections = read('man/importwatch.1').replaceAll('\\-', '-').split('.SS ');
  const sectionOf = (name: string) =>
    sections.find((text) => text.startsWith(`"importwatch ${name}`)) ?? '';

  it.each(commands.map((command) => [command.name(), command] as const))(
    'has every option of %s, some of them under wait',
    (name, command) => {
      const own = sectionOf(name);
      const named = own.includes('Also accepts all') ? own + sectionOf('wait') : own;
      const options = help.visibleOptions(command).map(({ long }) => long ?? '');
      expect(options.filter((long) => !named.includes(long))).toEqual(['--help']);
    },
  );

  it('comes with the package', () => {
    const { man, files } = JSON.parse(read('package.json'));
    expect(man).toEqual(['man/importwatch.1']);
    expect(files).toContain('man');
  });
});
