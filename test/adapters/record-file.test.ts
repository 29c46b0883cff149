import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openRecordFile, recordsToStdout } from '../../src/adapters/record-file.ts';
import { emptyFolder } from '../helpers/program.ts';

const rows = Buffer.from('a,b\n');

describe('a file for failed records', () => {
  it('appears once everything is written, for its owner only', async () => {
    const path = join(emptyFolder(), 'f.csv');
    const file = await openRecordFile(path);
    await file.write(rows);
    await file.write(rows);
    expect(() => readFileSync(path)).toThrow();
    await file.commit();
    expect(readFileSync(path, 'utf8')).toBe('a,b\na,b\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('replaces an older one whose mode was wider, behind a link', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'real'), 'old', { mode: 0o666 });
    symlinkSync('real', join(folder, 'link'));
    const file = await openRecordFile(join(folder, 'link'));
    await file.write(rows);
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('old');
    await file.commit();
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('a,b\n');
    expect(statSync(join(folder, 'real')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['link', 'real']);
  });

  it('leaves nothing behind when it is discarded', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'f'), 'old');
    const file = await openRecordFile(join(folder, 'f'));
    await file.write(rows);
    await file.discard();
    expect([readdirSync(folder), readFileSync(join(folder, 'f'), 'utf8')]).toEqual([['f'], 'old']);
  });

  it('that cannot be written is reported with the reason', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'sub'));
    await expect(openRecordFile(join(folder, 'sub'))).rejects.toThrow('is a folder');
  });

  it('says that the disk is full', async () => {
    const file = await openRecordFile('/dev/full');
    await expect(file.write(rows)).rejects.toThrow('is on a full disk');
    await file.discard();
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  it('is written behind what is there in a file that the shell opened', async () => {
    const path = join(emptyFolder(), 'all.txt');
    writeFileSync(path, 'before\n');
    const fd = openSync(path, 'a');
    const file = await openRecordFile(`/dev/fd/${fd}`);
    await file.write(rows);
    await file.commit();
    closeSync(fd);
    expect(readFileSync(path, 'utf8')).toBe('before\na,b\n');
  });

  it('does not replace a device', async () => {
    const file = await openRecordFile('/dev/null');
    await file.write(rows);
    await file.commit();
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

describe('stdout for failed records', () => {
  it('is written as fast as it is read', async () => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const out = recordsToStdout(stream as unknown as NodeJS.WriteStream);
    let isDone = false;
    const writing = out.write(rows).then((isWanted) => {
      isDone = isWanted;
    });
    await Promise.resolve();
    expect(isDone).toBe(false);
    stream.resume();
    await writing;
    expect(isDone).toBe(true);
  });

  it('stops once its reader has left', async () => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const out = recordsToStdout(stream as unknown as NodeJS.WriteStream);
    const writing = out.write(rows);
    stream.destroy(new Error('EPIPE'));
    expect([await writing, await out.write(rows)]).toEqual([false, false]);
  });
});
