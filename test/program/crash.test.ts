import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launcher, run } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

/** A shell command with the program in `$IMPORTWATCH`. */
function shell(command: string, env: Record<string, string> = {}) {
  const options = { env: { PATH: process.env['PATH'] ?? '', IMPORTWATCH: launcher, ...env } };
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile('/bin/sh', ['-c', command], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe('an internal error of the program', () => {
  it.each(['throw new Error(e)', 'Promise.reject(new Error(e))'])(
    'exits with 70 and a message, without a stack trace or a secret: %s',
    async (fault) => {
      const folder = mkdtempSync(join(tmpdir(), 'importwatch-crash-'));
      const hook = join(folder, 'hook.cjs');
      writeFileSync(
        hook,
        `const e = 'no example-key here';
        const { write } = process.stderr;
        process.stderr.write = function (text) {
          if (text.includes('IN_PROGRESS')) setImmediate(() => { ${fault} });
          return write.call(this, text);
        };`,
      );
      const service = await simulated('elevate');
      const { code, stderr } = await shell(
        'cd / && exec node --require "$HOOK" "$IMPORTWATCH" wait 5537431447739019570 -i 1m --provider elevate',
        {
          HOOK: hook,
          HOME: folder,
          IMPORTWATCH_BASE_URL: service.url,
          IMPORTWATCH_API_KEY: 'example-key',
        },
      );
      rmSync(folder, { recursive: true });
      expect(code).toBe(70);
      expect(stderr).toContain('importwatch: Internal error: no *** here');
      expect(stderr).not.toMatch(/^ +at /m);
    },
  );

  /** A wait that crashes at each SIGUSR2. `when` receives each request, and what it has printed. */
  async function crashing(
    args: readonly string[],
    when: { readonly request?: () => boolean; readonly text?: string; readonly again?: string },
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'importwatch-crash-'));
    const hook = join(folder, 'hook.cjs');
    writeFileSync(
      hook,
      `process.on('SIGUSR2', () => { throw new Error('no example-key here'); });`,
    );
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      IMPORTWATCH_API_KEY: 'example-key',
    };
    let crash = () => {};
    const service = await simulated('elevate', {
      steps: Number.POSITIVE_INFINITY,
      intercept: () => {
        if (when.request) crash();
        return when.request ? new Promise(() => {}) : undefined;
      },
    });
    const address = ['--provider', 'elevate', '--base-url', service.url];
    const words = [
      '--require',
      hook,
      launcher,
      'wait',
      '5537431447739019570',
      '-i',
      '1m',
      ...address,
      ...args,
    ];
    const child = spawn(process.execPath, words, { env, cwd: folder });
    crash = () => child.kill('SIGUSR2');
    let [stdout, stderr] = ['', ''];
    const left = [when.text, when.again].filter((text) => text !== undefined);
    const heard = () => {
      if (left[0] === undefined || !(stdout + stderr).includes(left[0])) return;
      left.shift();
      crash();
    };
    child.stdout.on('data', (text) => {
      stdout += text;
      heard();
    });
    child.stderr.on('data', (text) => {
      stderr += text;
      heard();
    });
    const [code] = await once(child, 'close');
    const events =
      existsSync(join(folder, 'events')) && readFileSync(join(folder, 'events'), 'utf8');
    rmSync(folder, { recursive: true });
    return { code, stdout, stderr, events };
  }

  const onEnd = ['--on-end', 'echo "$IMPORTWATCH_OUTCOME $IMPORTWATCH_EXIT_CODE"; cat'];

  it.each([
    ['while it watches', { text: 'IN_PROGRESS' }],
    ['before the first answer', { request: () => true }],
  ])('runs --on-end and ends the files of events: %s', async (_, when) => {
    const { code, stderr, events } = await crashing([...onEnd, '--events', 'events'], when);
    expect(stderr).toMatch(/^bug 70$/m);
    expect(stderr).toContain('"outcome":"bug","exitCode":70,"results":[]');
    expect(stderr).toContain('importwatch: Internal error: no *** here');
    expect(JSON.parse(String(events).trim().split('\n').at(-1) ?? '')).toMatchObject({
      type: 'end',
      exitCode: 70,
    });
    expect(code).toBe(70);
  });

  it('ends the stream of --json', async () => {
    const { code, stdout } = await crashing(['--json'], { text: 'IN_PROGRESS' });
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      type: 'end',
      exitCode: 70,
    });
    expect(code).toBe(70);
  });

  it('a second time ends everything immediately', async () => {
    const hanging = ['--on-end', 'echo begun; exec sleep 600'];
    const { code, stderr } = await crashing(hanging, { text: 'IN_PROGRESS', again: 'begun' });
    expect(stderr).toContain('importwatch: Internal error: no *** here');
    expect(code).toBe(70);
  });

  it('exits with 70 even if the thrown value cannot be shown', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'importwatch-crash-'));
    const hook = join(folder, 'hook.cjs');
    writeFileSync(hook, 'setTimeout(() => { throw Object.create(null); }, 300);');
    const service = await simulated('elevate', { intercept: () => new Promise(() => {}) });
    const { code, stdout, stderr } = await shell(
      'cd / && exec node --require "$HOOK" "$IMPORTWATCH" wait 1 --provider elevate',
      {
        HOOK: hook,
        HOME: folder,
        IMPORTWATCH_BASE_URL: service.url,
        IMPORTWATCH_API_KEY: 'example-key',
      },
    );
    rmSync(folder, { recursive: true });
    expect([code, stdout]).toEqual([70, '']);
    expect(stderr).toContain("importwatch: Internal error that can't be shown.");
  });

  it('does not occur if the folder it was started in is gone', async () => {
    const gone = 'd=$(mktemp -d) && cd "$d" && rmdir "$d" && exec node "$IMPORTWATCH" profiles';
    expect(await shell(gone, { HOME: '/nonexistent' })).toMatchObject({ code: 0 });
  });
});

describe('a secret that looks like a part of the stream', () => {
  it.each(['100', 'type', 'result'])('leaves the stream whole: %s', async (secret) => {
    const service = await simulated('elevate');
    const wait = 'cd / && exec node "$IMPORTWATCH" wait 1 --json --provider elevate';
    const env = { IMPORTWATCH_BASE_URL: service.url, IMPORTWATCH_API_KEY: secret };
    const { code, stdout } = await shell(wait, { ...env, HOME: '/nonexistent' });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines.map(({ type }) => type)).toEqual(['version', 'warning', 'result', 'end']);
    expect(code).toBe(4);
  });
});

describe('help', () => {
  it('is shown without any arguments', async () => {
    expect((await run([])).code).toBe(2);
  });
});
