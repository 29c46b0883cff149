import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { createJournal } from '../../src/adapters/journal.ts';

const execute = promisify(execFile);
const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const runTs = pathOf('../../scripts/run-ts.mjs');
const program = pathOf('./journal-program.ts');

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'importwatch-journal-'));
  folders.push(folder);
  return join(folder, 'state', 'importwatch');
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const modeOf = (path: string) => statSync(path).mode & 0o777;
const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

describe('a journal', () => {
  it('is empty if it does not exist', async () => {
    expect(await createJournal(newFolder()).read()).toBe('');
  });

  it('keeps what is appended, readable for its user only', async () => {
    const folder = newFolder();
    const journal = createJournal(folder);
    await journal.append('a\n');
    await journal.append('b\n');
    expect(await journal.read()).toBe('a\nb\n');
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(join(folder, 'journal.ndjson'))).toBe(0o600);
  });

  it('revokes the access that others had before', async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'journal.ndjson'), 'a\n');
    chmodSync(join(folder, 'journal.ndjson'), 0o644);
    await createJournal(folder).append('b\n');
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(join(folder, 'journal.ndjson'))).toBe(0o600);
  });

  it('does not write through links', async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    const elsewhere = join(folder, '..', 'elsewhere');
    writeFileSync(elsewhere, '');
    symlinkSync(elsewhere, join(folder, 'journal.ndjson'));
    await expect(createJournal(folder).append('a\n')).rejects.toMatchObject({ code: 'ELOOP' });
    expect(statSync(elsewhere).size).toBe(0);
  });

  it('stays small, and keeps the newest entries', async () => {
    const folder = newFolder();
    const journal = createJournal(folder, { fileBytes: 100, keep: 2 });
    for (let line = 100; line < 300; line++) await journal.append(`${line}\n`);
    const lines = linesOf(await journal.read());
    expect(lines).toEqual(Array.from(lines, (_, index) => String(300 - lines.length + index)));
    expect(lines.length).toBeGreaterThan(45);
    expect(lines.length).toBeLessThan(90);
    expect(readdirSync(folder).length).toBeLessThanOrEqual(3);
  });

  it('loses nothing that several processes write at the same time', async () => {
    const folder = newFolder();
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => execute(process.execPath, [runTs, program, folder, name])),
    );
    const lines = linesOf(await createJournal(folder).read());
    expect(new Set(lines).size).toBe(400);
    expect(lines.length).toBe(400);
  });

  it('keeps all of the newest while several processes set files aside', async () => {
    const folder = newFolder();
    // Eight times a hundred lines of six or seven bytes: 56 files of a hundred bytes hold them all.
    await Promise.all(
      [...'abcdefgh'].map((name) =>
        execute(process.execPath, [runTs, program, folder, name, '100', '56']),
      ),
    );
    expect(new Set(linesOf(await createJournal(folder).read())).size).toBe(800);
  });

  it('is set aside again after a process was killed while it did so', async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'journal.lock'), '');
    utimesSync(join(folder, 'journal.lock'), 1, 1);
    const journal = createJournal(folder, { fileBytes: 10, keep: 2 });
    for (const line of ['1234567890\n', '2234567890\n', '3\n']) await journal.append(line);
    expect(readdirSync(folder).sort()).toEqual([
      expect.stringMatching(/^journal-\w+-\w+\.ndjson$/),
      'journal.ndjson',
    ]);
    expect(await journal.read()).toBe('1234567890\n2234567890\n3\n');
  });

  it('rejects if its folder cannot be created', async () => {
    await expect(createJournal('/proc/importwatch/state').append('a\n')).rejects.toThrow();
  });

  it('can be cleared', async () => {
    const folder = newFolder();
    const journal = createJournal(folder, { fileBytes: 10 });
    for (const line of ['1234567890\n', '2\n']) await journal.append(line);
    await journal.clear();
    expect(await journal.read()).toBe('');
    expect(readdirSync(folder)).toEqual([]);
  });
});
