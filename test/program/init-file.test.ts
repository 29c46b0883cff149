// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is written
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run, startInTerminal } from '../helpers/program.ts';

const apiKey = ['--secret', 'apiKey=env:ELEVATE_API_KEY'];
const init = ['init', '--provider', 'elevate', '--set', 'clusterId=w1', '--no-try'];
const profile = 'provider: elevate\n    clusterId: w1\n    apiKey: ${ELEVATE_API_KEY}\n';

/** A project with a file, and a folder in it. */
function project(name = '.importwatchrc', text = 'profiles: {}\n') {
  const top = emptyFolder();
  const folder = join(top, 'jobs', 'nightly');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(top, name), text);
  return { top, folder };
}

describe.concurrent('the file that init writes', () => {
  it.each(['--file', '--config', '-c'])('is the one of %s', async (flag) => {
    const cwd = emptyFolder();
    const { code, stdout } = await run([...init, ...apiKey, flag, 'ci/watch.yaml'], { cwd });
    expect([code, readFileSync(join(cwd, 'ci/watch.yaml'), 'utf8')]).toEqual([
      0,
      expect.stringContaining(profile),
    ]);
    expect(stdout).toContain(`wait --config ${join(cwd, 'ci/watch.yaml')} elevate:<id>`);
  });

  it.each([
    [['--file', 'a.yaml', '--config', 'b.yaml'], "--file and --config can't be combined"],
    [['--file', 'a.yaml', '--user'], "--file and --user can't be combined"],
    [['--config', 'a.yaml', '--user'], 'Use only one, for example: importwatch init --file a.yaml'],
  ])('is only one: %s', async (flags, message) => {
    const cwd = emptyFolder();
    const { code, stderr } = await run([...init, ...apiKey, ...flags], { cwd });
    expect([code, existsSync(join(cwd, 'a.yaml'))]).toEqual([2, false]);
    expect(stderr).toContain(message);
  });

  it.each(['new/', '.'])('is not a folder: %s', async (path) => {
    const cwd = emptyFolder();
    const { code, stderr } = await run([...init, ...apiKey, '--file', path], { cwd });
    expect([code, existsSync(join(cwd, 'new'))]).toEqual([2, false]);
    expect(stderr).toContain(`${join(cwd, path).replace(/\/$/, '')} is a folder.`);
  });

  it('is the one of IMPORTWATCH_CONFIG, which wait then uses', async () => {
    const cwd = emptyFolder();
    const env = { IMPORTWATCH_CONFIG: 'ci.yaml', ELEVATE_API_KEY: 'example-key' };
    const { code, stdout } = await run([...init, ...apiKey], { cwd, env });
    expect([code, existsSync(join(cwd, '.importwatchrc'))]).toEqual([0, false]);
    expect(stdout).toMatch(/^Next: .*importwatch wait elevate:<id>$/m);
    const { stdout: listed } = await run(['profiles'], { cwd, env });
    expect(listed).toContain('ci.yaml');
  });

  it('can run a command if you name it, as it can with --config', async () => {
    const cwd = emptyFolder();
    const secret = ['--secret', 'apiKey=command:echo example-key'];
    const named = await run([...init, ...secret, '--config', 'ci.yaml'], { cwd });
    expect([named.code, readFileSync(join(cwd, 'ci.yaml'), 'utf8')]).toEqual([
      0,
      expect.stringContaining('apiKey: { command: echo example-key }'),
    ]);
    const found = await run([...init, ...secret, '--config', '.importwatchrc'], { cwd });
    expect([found.code, existsSync(join(cwd, '.importwatchrc'))]).toEqual([2, false]);
    expect(found.stderr).toContain('apiKey.command is allowed only in');
  });

  it.each([
    ['.importwatchrc', 'profiles: {}\n'],
    ['package.json', '{ "importwatch": { "profiles": {} } }'],
  ])('is named before it is written if it is in a folder above: %s', async (name, text) => {
    const { top, folder } = project(name, text);
    const { code, stderr } = await run([...init, ...apiKey], { cwd: folder });
    expect(stderr).toBe(
      `importwatch: Using ../../${name}, the configuration file of this project.\n`,
    );
    expect([code, readFileSync(join(top, name), 'utf8')]).toEqual([
      0,
      expect.stringContaining('elevate'),
    ]);
  });

  it.each([
    ['a file here', [], '.'],
    ['a file that you name', ['--file', '../../.importwatchrc'], 'jobs/nightly'],
    ['your own file', ['--user'], 'jobs/nightly'],
  ])('is not named twice: %s', async (_, flags, below) => {
    const { top } = project();
    const { stderr } = await run([...init, ...apiKey, ...flags], { cwd: join(top, below) });
    expect(stderr).toBe('');
  });

  it('is named in the prompt', async () => {
    const { folder } = project();
    const terminal = startInTerminal([...init, ...apiKey], { cwd: folder, rows: 60 });
    await terminal.until((rows) => rows.some((row) => /Where should/.test(row)));
    const shown = (await terminal.rows()).join('\n');
    expect(shown).toContain('in this project: ../../.importwatchrc');
    expect(shown).toContain('in your user configuration: ~/.config/importwatch/config.yaml');
    terminal.type('\u0003');
    await terminal.exited;
  });
});
