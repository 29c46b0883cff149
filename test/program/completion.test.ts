import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { emptyFolder, programCommand, programFile } from '../helpers/program.ts';
import { type PseudoTerminal, runInTerminal } from '../helpers/pseudo-terminal.ts';

const profiles = {
  shop: { provider: 'elevate', clusterId: 'w1', apiKey: 'example-key' },
  'shop-test': { provider: 'elevate', clusterId: 'w2', apiKey: 'example-key' },
  chat: { provider: 'rocketchat', baseUrl: 'https://a.example', userId: 'a', authToken: 'b' },
};

function stage(): string {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
  writeFileSync(join(cwd, 'other.yaml'), 'profiles: { feed: { provider: elevate } }');
  return cwd;
}

/** What is offered for the last of these words: a word a line, what it is about after a tab. */
async function offered(
  words: readonly string[],
  { cwd = stage(), home = emptyFolder() } = {},
): Promise<readonly string[]> {
  const [file, ...before] = programCommand;
  const args = [...before, '__complete', '--', ...words];
  const env = { PATH: process.env['PATH'], HOME: home };
  const { stdout, stderr } = await promisify(execFile)(file, args, { cwd, env });
  expect(stderr).toBe('');
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => line.split('\t')[0] ?? '');
}

/** A line of a history: an import was watched. */
function entry(at: number, id: string): string {
  const target = { profile: 'shop', provider: 'elevate', id, source: 'x' };
  return `${JSON.stringify({ v: 1, type: 'watch', at, targets: [target], choice: {} })}\n`;
}

describe.concurrent('completion offers', () => {
  it.each([
    ['commands', ['p'], ['profiles', 'providers']],
    ['commands to be helped with', ['help', 'dem'], ['demo']],
    ['options', ['wait', '--pro'], ['--profile', '--provider', '--progress']],
    ['an option once', ['wait', '--any', '--an'], []],
    ['an option again that takes several', ['init', '--set', 'a=b', '--se'], ['--set', '--secret']],
    ['values of an option', ['wait', '--progress', 'p'], ['plain']],
    ['values behind a =', ['wait', '--progress=p'], ['--progress=plain']],
    ['words of an option that takes others too', ['wait', '--interval', ''], ['auto']],
    ['profiles as targets', ['wait', 'sh'], ['shop:', 'shop-test:']],
    ['profiles', ['wait', '-p', 'c'], ['chat']],
    ['profiles for check', ['check', 'chat', 'shop-'], ['shop-test']],
    ['providers', ['providers', 'rock'], ['rocketchat']],
    ['simulated services', ['demo', ''], ['elevate', 'oracle-commerce', 'rocketchat']],
    ['providers as a value', ['wait', '--provider', 'elev'], ['elevate']],
    ['no provider whose profile is written by hand', ['init', '--provider', 'htt'], []],
    ['one to be read about', ['providers', 'htt'], ['http']],
    ['files', ['wait', '-c', ''], [':files']],
    ['files for a folder', ['demo', '--replay', ''], [':files']],
    ['settings of the provider', ['init', '--provider', 'elevate', '--set', 'cl'], ['clusterId=']],
    [
      'secrets of the provider',
      ['init', '--provider', 'elevate', '--secret', ''],
      ['apiKey=env:', 'apiKey=file:'],
    ],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['nothing after all arguments', ['providers', 'elevate', ''], []],
    ['nothing for another command', ['nothing', ''], []],
    ['targets after --', ['wait', '--', '-'], []],
    ['nothing where the configuration has a mistake', ['wait', '-c', 'other.yaml', ''], []],
  ])('%s', async (_, words, expected) => {
    expect(await offered(words)).toEqual(expected);
  });

  it('the imports that were watched of late', async () => {
    const home = emptyFolder();
    const state = join(home, '.local/state/importwatch');
    mkdirSync(state, { recursive: true });
    writeFileSync(join(state, 'journal.ndjson'), entry(1, '11') + entry(2, '12') + entry(3, '11'));
    expect(await offered(['wait', 'shop:1'], { home })).toEqual(['shop:11', 'shop:12']);
  });

  it('those in the history file of a profile', async () => {
    const cwd = stage();
    const shop = { ...profiles.shop, historyFile: 'past.ndjson' };
    writeFileSync(join(cwd, 'mine.json'), JSON.stringify({ profiles: { ...profiles, shop } }));
    writeFileSync(join(cwd, 'past.ndjson'), entry(1, '11'));
    expect(await offered(['wait', '-c', 'mine.json', 'shop:'], { cwd })).toEqual(['shop:11']);
    expect(await offered(['wait', 'shop:'], { cwd })).toEqual([]);
  });

  it('no name for which a program would have to be run', async () => {
    const cwd = stage();
    writeFileSync(
      join(cwd, 'config.mjs'),
      'import { writeFileSync } from "node:fs"; writeFileSync("ran", "");',
    );
    expect(await offered(['wait', '-c', 'config.mjs', ''], { cwd })).toEqual([]);
    expect(existsSync(join(cwd, 'ran'))).toBe(false);
  });
});

const shells = [
  {
    shell: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    setUp: 'source <(importwatch completion bash)',
  },
  {
    shell: 'zsh',
    args: ['-f', '-i'],
    setUp: 'autoload -Uz compinit; compinit -u -D; source <(importwatch completion zsh)',
  },
  { shell: 'fish', args: ['--no-config', '-i'], setUp: 'importwatch completion fish | source' },
];

function pathOf(shell: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, shell)).find((path) => existsSync(path));
}

/** The shell, ready to complete. */
async function open(
  path: string,
  { args, setUp }: (typeof shells)[number],
): Promise<PseudoTerminal> {
  const [cwd, bin] = [stage(), emptyFolder()];
  symlinkSync(programFile, join(bin, 'importwatch'));
  const variables = Object.entries({
    PATH: [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: emptyFolder(),
    TERM: 'xterm-256color',
    LC_ALL: 'C.UTF-8',
    PS1: '$ ',
  }).map(([name, value]) => `${name}=${value}`);
  const terminal = runInTerminal('/usr/bin/env', ['-i', ...variables, path, ...args], {
    cwd,
    env: {},
    columns: 100,
  });
  terminal.type(`${setUp}; echo rea''dy\r`);
  await terminal.until((rows) => rows.some((row) => /^ready/.test(row)), 50_000);
  return terminal;
}

describe.concurrent.each(shells)('completion in $shell', (about) => {
  const path = pathOf(about.shell);
  const inShell = async (typed: string, shown: RegExp) => {
    if (path === undefined) {
      process.stderr.write(`${about.shell} isn't installed: its completion couldn't be tried.\n`);
      return;
    }
    const terminal = await open(path, about);
    try {
      terminal.type(typed);
      await terminal.until((rows) => rows.some((row) => shown.test(row)), 50_000);
    } finally {
      await terminal.close();
    }
  };

  it.each([
    ['a command', 'importwatch prof\t', /importwatch profiles $|importwatch profiles$/],
    ['a profile, and leaves the cursor behind its colon', 'importwatch wait ch\t1', /wait chat:1$/],
    ['nothing twice', 'importwatch wait chat:\t1', /wait chat:1$/],
    ['an option', 'importwatch wait --stall\t5m', /wait --stall-timeout 5m$/],
    ['a value', 'importwatch wait --color al\t', /wait --color always/],
    ['a value behind a =', 'importwatch wait --color=al\t', /wait --color=always/],
    ['a file', 'importwatch wait -c oth\t', /wait -c other\.yaml/],
    ['several, of which one is chosen', 'importwatch wait shop\t\t', /shop-test:/],
  ])('finds %s', async (_, typed, shown) => inShell(typed, shown));

  it('does not repeat a value as its own description', () =>
    inShell('importwatch wait --color \t\t', /^((auto|always|never) *){3}$/));
});
