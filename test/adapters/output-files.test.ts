import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendTextFile, replaceTextFile, writeTextFile } from '../../src/adapters/files.ts';
import { openRecordFile } from '../../src/adapters/record-file.ts';
import { createJournalFile } from '../../src/adapters/side-output/journal-file.ts';
import { openSink } from '../../src/adapters/side-output/sink.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'importwatch-output-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every way in which a file that the user names is written. */
const ways: readonly (readonly [string, (path: string) => Promise<unknown>])[] = [
  ['--junit', (path) => writeTextFile(path, 'x')],
  ['a summary for a CI system', (path) => appendTextFile(path, () => 'x')],
  ['--metrics', (path) => replaceTextFile(path, 'x')],
  ['--history-file', (path) => createJournalFile(path).append('x')],
  [
    '--events',
    async (path) => {
      const sink = await openSink(path, { redactLine: (text) => text });
      sink.write('x');
      await sink.close();
    },
  ],
  [
    '--failed-to',
    async (path) => {
      const file = await openRecordFile(path);
      await file.write(Buffer.from('x'));
      await file.commit();
    },
  ],
];

describe('a file that the user names', () => {
  it.each(ways)('is created together with its folders: %s', async (name, write) => {
    const path = join(folder, name, 'a', 'file');
    await write(path);
    expect(readFileSync(path, 'utf8')).toBe('x');
  });

  it.each(ways)('below another file is named as such: %s', async (_, write) => {
    const file = join(folder, 'other');
    writeFileSync(file, '');
    for (const path of [join(file, 'x'), join(file, 'x', 'y')])
      await expect(write(path)).rejects.toThrow(/^is below a file, not a folder$/);
  });

  it.each(ways)('that cannot be created is not blamed on its folder: %s', async (_, write) => {
    for (const path of ['/proc/x', '/proc/x/y'])
      await expect(write(path)).rejects.toThrow(/^can't be created there$/);
  });

  it.each(ways)('with a name that is too long is no raw error: %s', async (_, write) => {
    const path = join(folder, 'x'.repeat(300));
    await expect(write(path)).rejects.toThrow(/^has a name that is too long$/);
  });
});
