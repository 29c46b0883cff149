// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is written
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, programCommand, run, startInTerminal } from '../helpers/program.ts';
import { runInTerminal } from '../helpers/pseudo-terminal.ts';
import { type Simulated, simulated } from '../helpers/simulated.ts';

const env = { ELEVATE_API_KEY: 'example-key' };

function flagsFor({ url }: Simulated): readonly string[] {
  const secret = ['--secret', 'apiKey=env:ELEVATE_API_KEY'];
  return ['init', '--provider', 'elevate', '--base-url', url, ...secret];
}

const fileIn = (folder: string) => join(folder, '.importwatchrc');
const textIn = (folder: string) => readFileSync(fileIn(folder), 'utf8');

describe.concurrent('init, from options', () => {
  it('tests the profile, writes it, and shows the next command, which works', async () => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const init = await run([...flagsFor(service), '--name', 'shop'], { cwd, env });
    expect(init.stderr).toBe('Checked: secrets ✔  connection ✔  login ✔  permission ✔\n');
    expect(init.stdout).toContain(`Wrote profile "shop" to ${fileIn(cwd)}.\n`);
    expect(init.stdout).toContain(
      'Next: start an import, then run: importwatch wait shop:<id>\n<id>: id from',
    );
    expect(textIn(cwd)).toBe(
      `profiles:\n  shop:\n    provider: elevate\n    baseUrl: ${service.url}\n    apiKey: \${ELEVATE_API_KEY}\n`,
    );
    expect(init.code).toBe(0);

    const wait = await run(['wait', `shop:${service.id}`, '--interval', '50ms'], { cwd, env });
    expect(wait.code).toBe(0);
  });

  it('adds it to the file that applies here, in the format of that file', async () => {
    const service = await simulated('rocketchat');
    const cwd = emptyFolder();
    const before = { name: 'x', importwatch: { defaults: { timeout: '2h' } } };
    writeFileSync(join(cwd, 'package.json'), JSON.stringify(before));
    const settings = ['--set', `userId=${service.settings['userId']}`, '--set', 'timeout=1h'];
    const secret = ['--secret', 'authToken=file:token', '--default'];
    writeFileSync(join(cwd, 'token'), `${service.settings['authToken']}\n`, { mode: 0o600 });
    const { code, stdout } = await run(
      ['init', '--provider', 'rocketchat', '--base-url', service.url, ...settings, ...secret],
      { cwd },
    );
    expect(stdout).toContain('Next: start an import, then run: importwatch wait rocketchat:\n');
    expect(JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'))).toEqual({
      name: 'x',
      importwatch: {
        defaults: { timeout: '2h' },
        defaultProfile: 'rocketchat',
        profiles: {
          rocketchat: {
            provider: 'rocketchat',
            baseUrl: service.url,
            userId: service.settings['userId'],
            timeout: '1h',
            authToken: { file: 'token' },
          },
        },
      },
    });
    expect(existsSync(fileIn(cwd))).toBe(false);
    expect(code).toBe(0);
    expect((await run(['status'], { cwd })).code).toBe(0);
  });

  it('writes the user’s own file, where a secret can come from a command', async () => {
    const service = await simulated('elevate');
    const home = emptyFolder();
    const address = ['--provider', 'elevate', '--base-url', service.url];
    const secret = ['--secret', 'apiKey=command:echo example-key'];
    const { code } = await run(['init', ...address, ...secret, '--user'], { home });
    expect(code).toBe(0);
    const file = join(home, '.config/importwatch/config.yaml');
    expect(readFileSync(file, 'utf8')).toContain('apiKey: { command: echo example-key }');
    expect((await run(['check'], { home })).code).toBe(0);

    const cwd = emptyFolder();
    const found = await run(['init', ...address, ...secret], { cwd });
    expect(found.stderr).toMatch(/apiKey.command is allowed only in/);
    expect(existsSync(fileIn(cwd))).toBe(false);
    expect(found.code).toBe(2);
  });

  it('names the file if the search does not find it', async () => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const { stdout } = await run([...flagsFor(service), '--file', 'ci/watch.yaml'], { cwd, env });
    const file = join(cwd, 'ci/watch.yaml');
    expect(stdout).toContain(`then run: importwatch wait --config ${file} elevate:<id>\n`);
    expect((await run(['check', '--config', file], { cwd, env })).code).toBe(0);
  });

  it.each([
    ['the provider', [], / --provider elevate\./],
    [
      'all of its settings',
      ['--provider', 'elevate'],
      /needs more options: --secret apiKey=env:NAME and either --base-url https:\S+ or --set clusterId=\w+$/m,
    ],
    [
      'the address of an API without a name',
      ['--provider', 'rest-job'],
      /: A rest-job profile needs more options: --base-url https:/,
    ],
    [
      'a secret',
      ['--provider', 'oracle-commerce', '--base-url', 'https://a.example'],
      /or --secret/,
    ],
    ['a key', ['--provider', 'rocketchat', '--secret', 'x'], /such as authToken=env:NAME\./],
    ['a value', ['--provider', 'rest-job', '--set', 'x'], /such as path=v1\/imports\./],
  ])('does not wait for an answer that no one can give: %s', async (_, args, message) => {
    const { code, stderr } = await run(['init', ...args]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it.each([
    ['a secret itself', ['--set', 'apiKey=example-key'], /don't belong in the file/],
    ['an invalid place', ['--secret', 'apiKey=example-key'], /give a place, not the secret itself/],
    ['an invalid variable', ['--secret', 'apiKey=env:a b'], /the name after env: isn't valid\./],
    ['a number as a variable', ['--secret', 'apiKey=env:1X'], /don't begin with a digit\./],
    ['no variable', ['--secret', 'apiKey=env:'], /apiKey: the name after env: is missing\./],
    ['no path', ['--secret', 'apiKey=file:'], /apiKey: the path after file: is missing\./],
    ['no command', ['--secret', 'apiKey=command:'], /the command line after command: is missing/],
    ['a key without a value', ['--set', 'clusterId='], /--set needs .*clusterId=w1234abcd\./],
    ['an unknown secret', ['--secret', 'clusterId=env:A'], /has no secret "clusterId"/],
    ['an unknown setting', ['--set', 'apyVersion=4'], /no setting "apyVersion".*apiVersion/],
    ['an invalid value', ['--set', 'apiVersion=9'], /"9" is invalid. Use 2, 3 or 4/],
    [
      'an invalid name',
      ['--name', 'my shop'],
      /importwatch: "my shop" isn't a valid name. A name can't contain spaces/,
    ],
    ['an empty name', ['--name', ''], /importwatch: "" isn't a valid name/],
    ['a file that is a program', ['--file', 'importwatch.config.mjs'], /is a program/],
    ['another provider', ['--provider', 'elevat'], /Did you mean "elevate"/],
    ['a provider without settings', ['--provider', 'http'], /init can't write it/],
  ])('refuses %s, and writes nothing', async (_, args, message) => {
    const cwd = emptyFolder();
    const right = ['--provider', 'elevate', '--set', 'clusterId=w1', '--no-try'];
    const secret = args.some((arg) => arg.startsWith('apiKey')) ? [] : ['--secret', 'apiKey=env:A'];
    const { code, stderr } = await run(['init', ...right, ...secret, ...args], { cwd });
    expect(stderr).toMatch(message);
    expect(existsSync(fileIn(cwd))).toBe(false);
    expect(code).toBe(2);
  });

  it('writes into no file that has a mistake', async () => {
    const cwd = emptyFolder();
    writeFileSync(fileIn(cwd), 'profiles:\n  a: { provider: elevat }\n');
    const service = await simulated('elevate');
    const { code, stderr } = await run(flagsFor(service), { cwd, env });
    expect(stderr).toMatch(/\.importwatchrc:2:8: profiles\.a\.provider: .*elevate/);
    expect(textIn(cwd)).toContain('elevat }');
    expect(code).toBe(2);
  });

  it('writes a profile that does not work only on request', async () => {
    const service = await simulated('elevate', { intercept: () => ({ status: 403, text: '' }) });
    const cwd = emptyFolder();
    const refused = await run(flagsFor(service), { cwd, env });
    expect(refused.stderr).toMatch(/✖ login.*importwatch: Nothing was written\. Use --yes/s);
    expect(existsSync(fileIn(cwd))).toBe(false);
    expect(refused.code).toBe(4);

    const wanted = await run([...flagsFor(service), '--yes'], { cwd, env });
    expect(wanted.stderr).toContain('✖ login');
    expect(textIn(cwd)).toContain('elevate:');
    expect(wanted.code).toBe(0);
  });

  it('names no line of a file that is not written', async () => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const { code, stderr } = await run(flagsFor(service), { cwd });
    expect(stderr).toContain(`configuration             would be written to ${fileIn(cwd)}\n`);
    expect(stderr).toMatch(
      /^ {6}apiKey needs the environment variable ELEVATE_API_KEY, which isn't set/m,
    );
    expect(stderr).not.toMatch(/importwatchrc:\d/);
    expect(code).toBe(2);
  });

  it('ends with the name of the file if HOME cannot have a folder', async () => {
    const flags = ['--user', '--provider', 'elevate', '--base-url', 'https://shop.example.com'];
    const secret = ['--secret', 'apiKey=env:SHOP_KEY', '--no-try'];
    const { code, stderr } = await run(['init', ...flags, ...secret], { home: '/proc' });
    expect(stderr).toContain("Can't write /proc/.config/importwatch/config.yaml: it");
    expect(code).toBe(2);
  });

  it('sends nothing to the service with --no-try', async () => {
    const service = await simulated('elevate');
    const { code, stderr } = await run([...flagsFor(service), '--no-try']);
    expect(service.requests).toEqual([]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('replaces a profile only with --force, and nothing else', async () => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const mine =
      '# mine\nprofiles:\n  elevate: # old\n    provider: rocketchat\n    baseUrl: https://a.example\n    userId: a\n    authToken: ${A}\n\n  # next\n';
    const next = '  next: { provider: elevate, clusterId: w1, apiKey: "${B}" }\n';
    writeFileSync(fileIn(cwd), mine + next, { mode: 0o640 });
    const kept = await run([...flagsFor(service), '--yes'], { cwd, env });
    expect(kept.stderr).toMatch(/already has a profile "elevate".*--force/s);
    expect(textIn(cwd)).toBe(mine + next);
    expect(kept.code).toBe(2);

    await run([...flagsFor(service), '--force'], { cwd, env });
    expect(textIn(cwd)).toMatch(/^# mine\nprofiles:\n {2}elevate:\n {4}provider: elevate\n/);
    expect(textIn(cwd).endsWith(`\n\n  # next\n${next}`)).toBe(true);
    expect(statSync(fileIn(cwd)).mode & 0o777).toBe(0o640);
  });
});

const shows = (text: RegExp) => (rows: readonly string[]) => rows.some((row) => text.test(row));

describe.concurrent('init, in a terminal', () => {
  it('prompts for required values, and writes a working profile', async () => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const terminal = startInTerminal(['init'], { cwd, env: { ...env, NO_COLOR: '1' }, rows: 60 });
    await terminal.until(shows(/Where should importwatch store the profile\?/));
    terminal.type('elevat\r');
    await terminal.until(shows(/Which service runs the import\?/));
    terminal.type('nowhere');
    await terminal.until(shows(/No matches found/));
    terminal.type('\r');
    await terminal.until(shows(/Nothing in the list matches/));
    terminal.type(`${'\u007F'.repeat(7)}elevat`);
    await terminal.until(shows(/Search: elevat/));
    terminal.type('\r');
    await terminal.until(shows(/Which of these do you have\?/));
    terminal.type('\r');
    await terminal.until(shows(/baseUrl: cluster address/));
    terminal.type('nonsense\r');
    await terminal.until(shows(/This isn.t a valid address/));
    terminal.type(`${'\u007F'.repeat(8)}${service.url}\r`);
    await terminal.until(shows(/apiKey: private API key\. Where is it stored\?/));
    terminal.type('\r');
    await terminal.until(shows(/Name of the variable/));
    terminal.type('\r');
    await terminal.until(shows(/2: Elevate 3 \(Web API\)/));
    terminal.type('\r');
    await terminal.until(shows(/Name of the profile/));
    terminal.type(`${'\u007F'.repeat(7)}shop\r`);
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    const rows = await terminal.rows();
    expect(rows.join('\n')).toMatch(
      /^◇ {2}Checked: secrets ✔ .* permission ✔\n◇ {2}Wrote .*\n└ {2}Next: .*wait shop:<id>/ms,
    );
    expect(await terminal.cursor()).toMatchObject({ visible: true });
    expect(textIn(cwd)).toContain('apiKey: ${ELEVATE_API_KEY}\n');
    expect((await run(['check', 'shop'], { cwd, env })).code).toBe(0);
  });

  it('offers a command for a secret in the own file of the person only', async () => {
    const service = await simulated('elevate');
    const home = emptyFolder();
    const flags = ['--provider', 'elevate', '--base-url', service.url, '--name', 'shop'];
    const terminal = startInTerminal(['init', ...flags], { home, rows: 60 });
    await terminal.until(shows(/Where should importwatch store the profile\?/));
    terminal.type('\u001B[B\r');
    await terminal.until(shows(/in the output of a command/));
    terminal.type('\u001B[B\u001B[B\r');
    await terminal.until(shows(/The command/));
    terminal.type('echo example-key\r');
    await terminal.until(shows(/Which apiVersion\?/));
    terminal.type('\r');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    const file = join(home, '.config/importwatch/config.yaml');
    expect(readFileSync(file, 'utf8')).toContain('apiKey: { command: echo example-key }');
  });

  it('prompts whether to write a profile that does not work', async () => {
    const service = await simulated('elevate', { intercept: () => ({ status: 403, text: '' }) });
    const cwd = emptyFolder();
    const file = ['--file', '.importwatchrc'];
    const args = [...flagsFor(service), '--set', 'apiVersion=2', '--name', 'shop', ...file];
    const terminal = startInTerminal(args, { cwd, env, rows: 40 });
    await terminal.until(shows(/Write it anyway\?/));
    terminal.type('\r');
    expect(await terminal.exited).toMatchObject({ exitCode: 4 });
    expect(existsSync(fileIn(cwd))).toBe(false);
  });

  it('says how to test a profile again that does not work yet', async () => {
    const service = await simulated('elevate', { intercept: () => ({ status: 403, text: '' }) });
    const cwd = emptyFolder();
    const given = [...flagsFor(service), '--name', 'shop', '--yes', '--file'];
    const here = await run([...given, '.importwatchrc'], { cwd, env });
    expect(here.stdout).toMatch(
      /, but it doesn't work yet\.\nNext: fix the problem above, then run: importwatch check shop\n$/,
    );
    const other = await run([...given, 'other.yaml'], { cwd, env });
    expect(other.stdout).toMatch(/check --config \S+other\.yaml shop\n$/);
    const address = ['--base-url', 'http://x.example'];
    const invalid = ['init', '--provider', 'rest-job', ...address, '--name', 'x', '--yes'];
    const written = await run(invalid, { cwd, env });
    expect(written.stdout).toMatch(/^Wrote profile "x" to .+, but it isn't valid yet\.$/m);
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Escape', '\u001B'],
  ])('ends by %s with 130, and leaves the terminal as it was', async (_, key) => {
    const cwd = emptyFolder();
    const script =
      'stty -a > before; "$0" "$@"; code=$?; stty -a > after; cmp before after && exit $code';
    const variables = ['-i', 'TERM=xterm-256color', `PATH=${process.env['PATH']}`, `HOME=${cwd}`];
    const command = ['/bin/sh', '-c', script, ...programCommand, 'init'];
    const terminal = runInTerminal('/usr/bin/env', [...variables, ...command], { cwd, env: {} });
    await terminal.until(shows(/Where should/));
    terminal.type(key);
    expect(await terminal.exited).toMatchObject({ exitCode: 130 });
    expect((await terminal.rows()).join('\n')).toContain('importwatch: Nothing was written.');
    expect(await terminal.cursor()).toMatchObject({ visible: true });
    expect(existsSync(fileIn(cwd))).toBe(false);
  });

  it('ends by a signal in a question, and leaves the terminal as it was', async () => {
    const terminal = startInTerminal(['init']);
    await terminal.until(shows(/Where should/));
    process.kill(terminal.pid, 'SIGTERM');
    expect(await terminal.exited).toMatchObject({ exitCode: 143 });
    expect(await terminal.cursor()).toMatchObject({ visible: true });
  });

  it.each([
    ['TERM=dumb', { TERM: 'dumb' }],
    ['CI', { CI: 'true' }],
  ])('prompts for nothing with %s', async (_, variables: Record<string, string>) => {
    const terminal = startInTerminal(['init'], { env: variables });
    expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  });
});
