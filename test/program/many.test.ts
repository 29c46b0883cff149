import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manyImports } from '../helpers/many-imports.ts';
import { emptyFolder, run, startInTerminal } from '../helpers/program.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `i${index}`);
const pace = ['--interval', '50ms'];
const each = (text: string, pattern: RegExp) => text.match(pattern) ?? [];

describe.concurrent('many imports', () => {
  it('share eight requests at a time over kept connections', async () => {
    const service = await manyImports({ answerMs: 20 });
    const { code, lines } = await run(['wait', '--json', ...pace, ...service.flags, ...ids(100)], {
      env: service.env,
    });
    const results = lines.filter(({ type }) => type === 'result');
    expect(results).toHaveLength(100);
    expect(results.every(({ outcome }) => outcome === 'succeeded')).toBe(true);
    expect(service.seen.atOnce).toBe(8);
    expect(service.seen.connections).toBe(8);
    expect(code).toBe(0);
  });

  it('stay together within a limit from headers of the service', async () => {
    const service = await manyImports({ limit: { calls: 25, windowMs: 1500 } });
    const { code, stderr } = await run(
      ['wait', '--interval', '500ms', ...service.flags, ...ids(20)],
      { env: service.env },
    );
    expect([...service.polls.values()]).toEqual(Array(20).fill(3));
    expect(service.seen.refused).toBe(0);
    expect(stderr).not.toContain('retry');
    expect(code).toBe(0);
  });

  it('of many profiles cause no warning of Node.js', async () => {
    const service = await manyImports();
    const cwd = emptyFolder();
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
    const profile = { provider: 'elevate', ...service.settings };
    const profiles = Object.fromEntries(names.map((name) => [name, profile]));
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
    const targets = names.map((name) => `${name}:a`);
    const { code, stderr } = await run(['wait', '-q', ...pace, ...targets], { cwd });
    expect([code, stderr]).toEqual([0, '']);
  });

  it('of two services are watched in parallel, each once however often it is named', async () => {
    const shop = await manyImports({ outcome: (id) => (id === 'b' ? 'ABORTED' : 'SUCCESS') });
    const outlet = await manyImports();
    const cwd = emptyFolder();
    const profiles = {
      shop: { provider: 'elevate', ...shop.settings },
      outlet: { provider: 'elevate', ...outlet.settings },
    };
    const config = { defaultProfile: 'shop', profiles, defaults: { interval: '50ms' } };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify(config));
    const targets = ['a', 'shop:a', 'b', 'outlet:a', '-', 'outlet:a'];
    const { code, lines } = await run(['wait', '--json', ...targets], { cwd, stdin: 'a\nc\nb\n' });
    const results = lines.filter(({ type }) => type === 'result');
    const named = results.map(
      ({ target, outcome }) => `${target?.profile}:${target?.id} ${outcome}`,
    );
    expect(named.sort()).toEqual([
      'outlet:a succeeded',
      'shop:a succeeded',
      'shop:b aborted',
      'shop:c succeeded',
    ]);
    expect([...shop.polls, ...outlet.polls].map(([, count]) => count)).toEqual([3, 3, 3, 3]);
    expect(code).toBe(3);
  });

  it('have one deadline, and the unfinished are named', async () => {
    const service = await manyImports({ steps: (id) => (id === 'i0' ? 1 : Infinity) });
    const { code, stdout, stderr } = await run(
      ['wait', '--timeout', '1s', ...pace, ...service.flags, ...ids(12)],
      { env: service.env },
    );
    expect(each(stdout, /^✔ .*$/gm)).toHaveLength(1);
    expect(each(stdout, /^◷ elevate:i\d+ +still running at the time limit of 1s/gm)).toHaveLength(
      11,
    );
    expect(stderr).toContain('(and 10 more)');
    expect(code).toBe(124);
  });

  it('need few lines in a log', async () => {
    const service = await manyImports({ steps: () => 8 });
    const { code, stdout, stderr } = await run(
      ['wait', '--heartbeat', '200ms', ...pace, ...service.flags, ...ids(50)],
      { env: { ...service.env, CI: 'true' } },
    );
    const log = stderr.trimEnd().split('\n');
    expect(log[0]).toMatch(/ {2}50 imports {2}watching$/);
    expect(log.filter((line) => line.includes('succeeded (SUCCESS)'))).toHaveLength(50);
    expect(log.some((line) => / {2}50 imports {2}(\d+ \w+, )*\d+ running/.test(line))).toBe(true);
    const about = (line: string) =>
      line.includes('succeeded (SUCCESS)') || / {2}50 imports {2}/.test(line);
    expect(log.filter((line) => !about(line))).toEqual([]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(51);
    expect(code).toBe(0);
  });
});

describe.concurrent('200 imports in a terminal of 80 by 24', () => {
  const more = /… and \d+ more/;

  it('are shown in 23 lines that do not scroll, and leave nothing behind', async () => {
    const failing = 'i42';
    const service = await manyImports({
      steps: (id) => (id === failing ? 2 : 12),
      outcome: (id) => (id === failing ? 'FAILURE' : 'SUCCESS'),
    });
    const terminal = startInTerminal(['wait', ...pace, ...service.flags, ...ids(200)], {
      env: service.env,
    });
    const rows = await terminal.until((rows) =>
      rows.some((row) => /200 imports · .*running.*failed/.test(row)),
    );
    expect(rows).toHaveLength(23);
    expect(rows.at(-1)).toMatch(/^ {2}… and 179 more$/);
    expect(rows.filter((row) => row.includes(`elevate:${failing} `))).toHaveLength(1);
    expect(await terminal.all()).toHaveLength(23);
    await terminal.until((rows) => rows.some((row) => /imports · .*\d+ done/.test(row)));
    expect(await terminal.all()).toHaveLength(23);
    expect(await terminal.exited).toMatchObject({ exitCode: 1 });
    const all = await terminal.all();
    expect(all.filter((row) => /^[✔✖] elevate:i\d+ /.test(row))).toHaveLength(200);
    expect(all).toHaveLength(201);
    expect(await terminal.cursor()).toMatchObject({ visible: true });
  });

  it('return the terminal immediately on Ctrl-C', async () => {
    const service = await manyImports({ steps: () => Infinity, answerMs: 200 });
    const terminal = startInTerminal(['wait', ...service.flags, ...ids(200)], {
      env: service.env,
    });
    await terminal.until((rows) => rows.some((row) => more.test(row)));
    terminal.type('\u0003');
    expect(await terminal.exited).toEqual({ exitCode: 130, signal: 0 });
    // What it wrote last may come a little after the news of its end.
    await terminal.until((rows) => rows.some((row) => row.startsWith('  resume: ')));
    const all = await terminal.all();
    expect(all.filter((row) => row.includes('stopped watching'))).toHaveLength(200);
    expect(all.at(-1)).toMatch(/^ {2}resume: /);
    expect(all.some((row) => more.test(row))).toBe(false);
  });
});
