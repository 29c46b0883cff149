import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecordingFolder, readRecordingFolder } from '../../src/adapters/recording-folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'importwatch-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;
const open = (name: string) => openRecordingFolder(join(root, name), 'recording.json');

describe('the folder of a recording', () => {
  it('and its files can be read by its user only', async () => {
    const { path, write } = await open('a/b');
    await write('0001.json', '{}');
    expect(path).toBe(join(root, 'a/b'));
    expect(modeOf(path)).toBe(0o700);
    expect(readdirSync(path).map((name) => modeOf(join(path, name)))).toEqual([0o600, 0o600]);
  });

  it('that was there and is empty becomes private', async () => {
    mkdirSync(join(root, 'a'), { mode: 0o755 });
    const { path } = await open('a');
    expect(modeOf(path)).toBe(0o700);
  });

  it('with other content is left alone, and another one is created next to it', async () => {
    mkdirSync(join(root, 'a'));
    writeFileSync(join(root, 'a', 'mine.txt'), 'mine');
    expect((await open('a')).path).toBe(join(root, 'a-2'));
    expect((await open('a/')).path).toBe(join(root, 'a-3'));
    expect(readdirSync(join(root, 'a'))).toEqual(['mine.txt']);
  });

  it('belongs to one of several processes that create it at the same time', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => open('a')));
    expect(new Set(opened.map(({ path }) => path)).size).toBe(8);
  });

  it('contains the old or the new text of a file, and nothing else', async () => {
    const { path, write } = await open('a');
    await write('0001.json', 'old');
    await write('0001.json', 'new');
    expect(readFileSync(join(path, '0001.json'), 'utf8')).toBe('new');
    expect(readdirSync(path).sort()).toEqual(['0001.json', 'recording.json']);
  });

  it.each([
    ['is below a file', () => writeFileSync(join(root, 'a'), ''), 'a/b'],
    ['is a file', () => writeFileSync(join(root, 'a'), ''), 'a'],
    ['is gone', () => {}, '../../proc/none/a'],
  ])('that %s is named in a sentence', async (_what, prepare, name) => {
    prepare();
    await expect(open(name)).rejects.toThrow(/^\/\S+ .*\.$/);
  });

  it('that was removed is named in a sentence when a file is written', async () => {
    const { path, write } = await open('a');
    rmSync(path, { recursive: true });
    await expect(write('0001.json', '{}')).rejects.toThrow(`${path}/0001.json can't be created.`);
  });

  it('is read without files that are not part of the recording', async () => {
    const { path, write } = await open('a');
    await write('0001.json', '{"a":1}');
    writeFileSync(join(path, 'notes.txt'), 'mine');
    writeFileSync(join(path, '0002.json.tmp'), '{"cut');
    const files = await readRecordingFolder(path);
    expect([...(files ?? [])]).toEqual([
      ['0001.json', '{"a":1}'],
      ['recording.json', ''],
    ]);
    expect(await readRecordingFolder(join(path, 'notes.txt'))).toBeUndefined();
    expect(await readRecordingFolder(join(path, 'nowhere'))).toBeUndefined();
  });
});
