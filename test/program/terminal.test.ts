import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serve } from '../../src/demo/serve.ts';
import { emptyFolder, start, startInTerminal, startShell } from '../helpers/program.ts';
import { hanging, simulated } from '../helpers/simulated.ts';

const spinner = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;

/** The program in a terminal, asking a service whose import stands where the test says. */
async function watchInTerminal(provider: string, done: number, options: readonly string[] = []) {
  const standing = { done };
  const service = await simulated(provider, { progress: () => standing.done });
  const target = service.id === undefined ? [] : [service.id];
  const args = ['wait', ...service.flags, '--interval', '50ms', ...options, ...target];
  return { standing, service, terminal: startInTerminal(args, { env: service.env }) };
}

const shows = (text: RegExp) => (rows: readonly string[]) => rows.some((row) => text.test(row));

describe.concurrent('wait in a terminal', () => {
  it('shows a bar that follows a resize, and only the result at the end', async () => {
    const { standing, terminal } = await watchInTerminal('oracle-commerce', 0.25);
    expect((await terminal.until(shows(/25%/)))[0]).toMatch(
      /^\S oracle-commerce:a1b2_c3 {2}━+╸?─+ {3}25% {2}1,250\/5,000/,
    );
    expect(await terminal.cursor()).toMatchObject({ visible: false });

    await terminal.resize(40, 24);
    standing.done = 0.5;
    await terminal.until(shows(/50%/));
    await terminal.resize(80, 24);
    standing.done = 0.75;
    await terminal.until(shows(/75%/));

    standing.done = 1;
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect((await terminal.all()).join('')).toMatch(
      /^✔ oracle-commerce:a1b2_c3 {2}succeeded {2}5,000 records {2}\S+ {2}all assets processed$/,
    );
    expect(await terminal.cursor()).toMatchObject({ visible: true, column: 0 });
  });

  it('ends by Ctrl-C with 130, and shows how to resume', async () => {
    const { terminal } = await watchInTerminal('oracle-commerce', 0.25);
    await terminal.until(shows(/25%/));
    terminal.type('\u0003');
    expect(await terminal.exited).toEqual({ exitCode: 130, signal: 0 });
    const rows = await terminal.rows();
    expect(rows[0]).toMatch(
      /^■ oracle-commerce:a1b2_c3 {2}stopped watching \(the import keeps running\)/,
    );
    expect(rows.join(' ')).toMatch(/1,250 of 5,000 .* resume: importwatch wait/);
    expect(rows.join(' ')).not.toContain('━');
    expect(await terminal.cursor()).toMatchObject({ visible: true });
  });

  it('ends by Ctrl-C although a request hangs', async () => {
    const { intercept, asked } = hanging();
    const service = await simulated('elevate', { intercept });
    const args = ['wait', ...service.flags, '1'];
    const terminal = startInTerminal(args, { env: service.env });
    await asked;
    terminal.type('\u0003');
    expect(await terminal.exited).toEqual({ exitCode: 130, signal: 0 });
    expect(await terminal.cursor()).toMatchObject({ visible: true });
  });

  it('waits for a person, and shows what to do', async () => {
    const done = { part: 0.3 };
    const service = await simulated('rocketchat', { selection: true, progress: () => done.part });
    const args = ['wait', ...service.flags, '--interval', '50ms'];
    const terminal = startInTerminal(args, { env: service.env });
    await terminal.until(shows(/needs you/));
    done.part = 1;
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['CI', { CI: 'true' }, []],
    ['TERM=dumb', { TERM: 'dumb' }, []],
    ['--progress plain', {}, ['--progress', 'plain']],
  ])('writes permanent lines with %s', async (_, env: Record<string, string>, options) => {
    const service = await simulated('elevate', { steps: 3 });
    const args = ['wait', ...service.flags, '--interval', '50ms', ...options, service.id ?? ''];
    const terminal = startInTerminal(args, { columns: 120, env: { ...service.env, ...env } });
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect((await terminal.rows()).map((row) => row.split('  ').at(2))).toEqual([
      'watching (elevate)',
      'running (IN_PROGRESS)',
      'succeeded (SUCCESS)',
      expect.stringMatching(/s$/),
    ]);
  });

  it('shows a bar in CI if --progress bar is given', async () => {
    const service = await simulated('oracle-commerce', { progress: () => 0.25 });
    const args = ['wait', ...service.flags, '--progress', 'bar', service.id ?? ''];
    const terminal = startInTerminal(args, { env: { ...service.env, CI: 'true' } });
    await terminal.until(shows(/━/));
    terminal.type('\u0003');
    expect(await terminal.exited).toMatchObject({ exitCode: 130 });
  });

  it('keeps the view off stdout with --json', async () => {
    const service = await simulated('elevate');
    const args = ['wait', ...service.flags, '--interval', '50ms', '--json', service.id ?? ''];
    const terminal = startInTerminal(args, { columns: 400, env: service.env });
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    for (const row of await terminal.all()) expect(JSON.parse(row)).toHaveProperty('type');
  });
});

describe.concurrent('wait as a job of a shell', () => {
  it('is silent in the background, and back in the foreground', async () => {
    const standing = { done: 0.25 };
    const service = await simulated('oracle-commerce', { progress: () => standing.done });
    const shell = startShell({ columns: 100, env: service.env });
    const polls = () => service.requests.length;
    shell.type(`importwatch wait --interval 50ms ${service.flags.join(' ')} ${service.id}\r`);
    await shell.until(shows(/25%/));
    shell.type('\u001A');
    await shell.until(shows(/Stopped/));
    shell.type('bg\r');
    await shell.until(shows(/&$/));
    const [written, polled] = [shell.written().length, polls()];
    shell.type('echo one two | tr a-z A-Z\r');
    await shell.until(shows(/^ONE TWO$/));
    standing.done = 0.5;
    await expect.poll(() => polls() > polled + 5, { timeout: 20_000 }).toBe(true);
    expect(shell.written().slice(written)).not.toContain('━');
    shell.type('fg\r');
    await shell.until(shows(/50%/));
    standing.done = 1;
    const rows = await shell.until(shows(/succeeded/));
    expect(rows.join('\n')).toContain('ONE TWO');
    await shell.close();
  });
});

describe.concurrent('check as a job of a shell', () => {
  it('gives the cursor back at Ctrl-Z, and resumes in the foreground', async () => {
    const service = await simulated('elevate', { intercept: () => new Promise(() => {}) });
    const shell = startShell({ columns: 100, env: service.env });
    shell.type(`importwatch check ${service.flags.join(' ')}\r`);
    await shell.until(shows(/^ .*[^\w ] login$/));
    shell.type('\u001A');
    const stopped = await shell.until(shows(/Stopped/));
    expect(stopped.join('\n')).not.toContain('login');
    expect(await shell.cursor()).toMatchObject({ visible: true });
    shell.type('fg\r');
    await shell.until(shows(/^ .*[^\w ] login$/));
    shell.type('\u0003');
    await shell.until(shows(/^\$ $|^\$$/));
    expect(await shell.cursor()).toMatchObject({ visible: true });
    await shell.close();
  });
});

describe.concurrent('an import that has a page', () => {
  /** A service whose import ends at the fourth look, and a folder with a profile for it. */
  async function jobs() {
    let polls = 0;
    const url = 'https://jobs.example/42';
    const service = await serve(() => {
      polls += 1;
      return { body: { state: polls < 4 ? 'RUNNING' : 'DONE', done: polls, all: 4, url } };
    });
    const cwd = emptyFolder();
    const profile = {
      provider: 'http',
      baseUrl: service.url,
      request: { path: '/jobs/{id}' },
      state: { from: 'state', words: { RUNNING: 'running', DONE: 'succeeded' } },
      completed: 'done',
      total: 'all',
      url: 'url',
    };
    await writeFile(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { jobs: profile } }));
    return { service, cwd };
  }
  const args = ['wait', 'jobs:42', '--interval', '100ms'];

  /** What is linked to by a watch of it in a terminal, from its first look to its end. */
  async function linked(env: Record<string, string>, options: readonly string[] = []) {
    const { service, cwd } = await jobs();
    const terminal = startInTerminal([...args, ...options], { cwd, env });
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    await terminal.until(shows(/jobs:42 {2}succeeded/));
    await service.close();
    return [...(await terminal.links())];
  }

  it('is linked to in a terminal that supports links', async () => {
    expect(await linked({ WT_SESSION: 'a' })).toEqual(['https://jobs.example/42']);
  });

  it('is not linked to without a terminal', async () => {
    const { service, cwd } = await jobs();
    const { ended } = start([...args, '--color', 'always'], { cwd, env: { WT_SESSION: 'a' } });
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(']8;');
    await service.close();
  });

  it.each([
    ['in another terminal', {}, []],
    ['in CI', { WT_SESSION: 'a', CI: 'true' }, []],
    ['in CI with a bar', { WT_SESSION: 'a', CI: 'true' }, ['--progress', 'bar']],
    ['with TERM=dumb', { WT_SESSION: 'a', TERM: 'dumb' }, []],
    ['in tmux', { WT_SESSION: 'a', TMUX: '/tmp/tmux,1,0' }, []],
  ])('is not linked to %s', async (_, env: Record<string, string>, options) => {
    expect(await linked(env, options)).toEqual([]);
  });
});

it.concurrent('demo shows a spinner for a service without counts', async () => {
  const terminal = startInTerminal(['demo', 'elevate']);
  await terminal.until(shows(spinner));
  await terminal.until(shows(/running \(IN_PROGRESS\)/));
  terminal.type('\u0003');
  expect(await terminal.exited).toMatchObject({ exitCode: 130 });
  expect(await terminal.cursor()).toMatchObject({ visible: true });
  expect((await terminal.rows()).join('')).not.toMatch(spinner);
});

it.concurrent('errors are wrapped between words only in a terminal', async () => {
  const args = ['status', 'shop:1', '--provider', 'elevatte'];
  const { stderr } = await start(args).ended;
  const terminal = startInTerminal(args, { columns: 40 });
  expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  const rows = await terminal.rows();
  expect(rows.length).toBeGreaterThan(stderr.trim().split('\n').length);
  const words = (text: string) => text.trim().split(/\s+/);
  expect(rows.flatMap(words)).toEqual(words(stderr));
});
