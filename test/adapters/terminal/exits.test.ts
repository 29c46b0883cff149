import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type PseudoTerminal, runInTerminal } from '../../helpers/pseudo-terminal.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;
let program: string;
let terminal: PseudoTerminal | undefined;

beforeAll(async () => {
  // Below node_modules, so that what it imports is found.
  folder = mkdtempSync(join(root, 'node_modules', '.live-view-'));
  program = join(folder, 'program.mjs');
  await build({
    entryPoints: [join(root, 'test/adapters/terminal/live-view-program.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
});
afterEach(() => terminal?.close());
afterAll(() => rmSync(folder, { recursive: true }));

const isLive = (rows: readonly string[]) => rows.some((row) => row.includes('2,500/5,000'));

/** Ctrl-D hands over what was typed, without the line feed that would move the cursor. */
const handOver = '\u0004';

async function openLive(): Promise<PseudoTerminal> {
  terminal = runInTerminal(process.execPath, [program], { env: { NODE_OPTIONS: undefined } });
  await terminal.until(isLive);
  expect((await terminal.cursor()).visible).toBe(false);
  return terminal;
}

test('it stops when stopped', async () => {
  const { type, exited, rows, cursor } = await openLive();
  type(`stop${handOver}`);
  expect(await exited).toEqual({ exitCode: 0, signal: 0 });
  expect((await rows()).join('')).not.toContain('shop');
  expect((await cursor()).visible).toBe(true);
});

test('without being stopped, it keeps no process alive, and leaves a clean terminal', async () => {
  const { type, exited, rows, cursor } = await openLive();
  type(`forget${handOver}`);
  expect(await exited).toEqual({ exitCode: 0, signal: 0 });
  expect((await rows()).join('')).not.toContain('shop');
  expect((await cursor()).visible).toBe(true);
});

test('an exit during a run leaves a clean terminal', async () => {
  const { type, exited, rows, cursor } = await openLive();
  type(`exit${handOver}`);
  expect((await exited).exitCode).toBe(3);
  expect((await rows()).join('')).not.toContain('shop');
  expect((await cursor()).visible).toBe(true);
});

test('an uncaught error is shown, and the cursor is back', async () => {
  const { type, exited, rows, cursor } = await openLive();
  type(`throw${handOver}`);
  await exited;
  expect((await rows()).join('\n')).toContain('Error: unforeseen');
  expect((await cursor()).visible).toBe(true);
});

test('Ctrl-C is left to the program', async () => {
  const { type, exited } = await openLive();
  type('\u0003');
  expect((await exited).signal).toBe(constants.signals.SIGINT);
});

test('Ctrl-\\\\ ends it immediately, with a clean terminal', async () => {
  const { type, exited, rows, cursor } = await openLive();
  type('\u001C');
  expect((await exited).signal).toBe(constants.signals.SIGQUIT);
  expect((await rows()).join('')).not.toContain('shop');
  expect((await cursor()).visible).toBe(true);
});

/** The first letter of what `ps` says: `T` is stopped. */
function stateOf(pid: number): string | undefined {
  return execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).trim()[0];
}

test('Ctrl-Z returns the terminal, and fg continues the view where it was', async () => {
  const { type, pid, until, cursor } = await openLive();
  type('\u001A');
  await expect.poll(() => stateOf(pid)).toBe('T');
  await until((rows) => !isLive(rows));
  expect((await cursor()).visible).toBe(true);
  process.kill(pid, 'SIGCONT');
  await until(isLive);
  expect((await cursor()).visible).toBe(false);
});

test('it follows a resize', async () => {
  const { resize, until } = await openLive();
  await resize(40, 24);
  // A frame on its way to the terminal at this moment is still for the old width.
  await until((rows) => isLive(rows) && rows.some((row) => /^ {2}━+╸─+$/.test(row)));
});
