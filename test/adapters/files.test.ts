import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../src/adapters/commands/run-command.ts';
import { appendTextFile, readTextFile, replaceTextFile } from '../../src/adapters/files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'importwatch-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is read', () => {
  it('loses its byte order mark, and is bounded', async () => {
    const file = join(folder, 'text');
    writeFileSync(file, '\uFEFFtext');
    expect(await readTextFile(file, 7)).toBe('text');
    await expect(readTextFile(file, 6)).rejects.toThrow('is larger than 6 bytes');
    await expect(readTextFile(join(folder, 'none'), 6)).rejects.toThrow("doesn't exist");
  });

  it('at the end of a broken link is named', async () => {
    const link = join(folder, 'broken');
    symlinkSync('nowhere', link);
    await expect(readTextFile(link, 6)).rejects.toThrow('is a broken link to nowhere');
    const loop = join(folder, 'loop');
    symlinkSync('loop', loop);
    await expect(readTextFile(loop, 6)).rejects.toThrow('is a broken link to loop');
  });

  function pipe(name: string): string {
    const path = join(folder, name);
    execFileSync('mkfifo', [path]);
    return path;
  }

  it('can be a pipe, which is read to its end', async () => {
    const path = pipe('pieces');
    const reading = readTextFile(path, 100);
    const writer = await open(path, 'w');
    await writer.write('one ');
    await new Promise((resolve) => setImmediate(resolve));
    await writer.write('two');
    await writer.close();
    expect(await reading).toBe('one two');
  });

  it('can be a pipe, whose length is limited, too', async () => {
    const path = pipe('long');
    const refused = expect(readTextFile(path, 5)).rejects.toThrow('is larger than 5 bytes');
    const writer = await open(path, 'w');
    await writer.write('123456');
    await refused;
    await writer.close();
    await expect(readTextFile(path, 0)).rejects.toThrow('is larger than 0 bytes');
  });
});

describe('a file that is replaced', () => {
  it('is created together with its folders', async () => {
    const file = join(folder, 'a/b/config.yaml');
    await replaceTextFile(file, 'text');
    expect(readFileSync(file, 'utf8')).toBe('text');
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['config.yaml']);
  });

  it('keeps its permissions', async () => {
    const file = join(folder, 'open');
    writeFileSync(file, 'before');
    chmodSync(file, 0o666);
    await replaceTextFile(file, 'after');
    expect(statSync(file).mode & 0o777).toBe(0o666);
  });

  it('stays in place if its path is a link', async () => {
    const [file, link] = [join(folder, 'real'), join(folder, 'link')];
    writeFileSync(file, 'before');
    symlinkSync(file, link);
    await replaceTextFile(link, 'after');
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('leaves a pipe in its place', async () => {
    const pipe = join(folder, 'replaced-pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    await replaceTextFile(pipe, 'text');
    expect(readFileSync(reader, 'utf8')).toBe('text');
    closeSync(reader);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it('is unchanged if it cannot be replaced', async () => {
    const file = join(folder, 'folder');
    mkdirSync(join(file, 'inside'), { recursive: true });
    await expect(replaceTextFile(file, 'text')).rejects.toThrow('is a folder');
    expect(readdirSync(file)).toEqual(['inside']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is never made with the name of a folder', async () => {
    await expect(replaceTextFile(join(folder, 'new/'), 'text')).rejects.toThrow('is a folder');
    expect(readdirSync(folder)).not.toContain('new');
  });
});

describe('a file that is replaced several times at the same time', () => {
  it('has one of the texts, and nothing is left beside it', async () => {
    const inside = mkdtempSync(join(folder, 'replaced-'));
    const file = join(inside, 'file');
    const texts = Array.from({ length: 20 }, (_, at) => `text ${at}`);
    await Promise.all(texts.map((text) => replaceTextFile(file, text)));
    expect(texts).toContain(readFileSync(file, 'utf8'));
    expect(readdirSync(inside)).toEqual(['file']);
  });
});

describe('a command', () => {
  const run = (command: string, timeoutMs = 10_000) =>
    runCommand(command, { cwd: folder, timeoutMs });

  it('is one line of a shell, in its folder', async () => {
    expect(await run(`printf '%s|' "a b" 'c"d' && pwd`)).toBe(`a b|c"d|${folder}\n`);
  });

  it('that fails is reported by its exit code, without its output', async () => {
    await expect(run('echo example-key; exit 3')).rejects.toThrow(/^exited with code 3$/);
  });

  it('that the shell does not know is reported', async () => {
    await expect(run('no-such-command-anywhere')).rejects.toThrow(
      /^exited with code 127 \(command not found\)$/,
    );
  });

  it('that a signal ends is reported by the signal', async () => {
    await expect(run('kill -TERM $$')).rejects.toThrow(/^was terminated by SIGTERM$/);
  });

  it('that prints more than a secret can have is reported', async () => {
    await expect(run('head -c 2000000 /dev/zero')).rejects.toThrow(/^printed more than 1 MiB$/);
  });

  it('is ended after a time', async () => {
    await expect(run('sleep 60', 50)).rejects.toThrow(/^didn't finish within 0.05 s$/);
  });
});

describe('an appended text', () => {
  it.each<readonly [string, string | ((there: string) => string), string]>([
    ['is added to what is there', 'b', 'ab'],
    ['can depend on what is there', (there) => `${there}b`, 'aab'],
  ])('%s', async (_, text, expected) => {
    const path = join(folder, 'appended');
    writeFileSync(path, 'a');
    await appendTextFile(path, text);
    expect(readFileSync(path, 'utf8')).toBe(expected);
  });
});
