import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manyImports } from '../helpers/many-imports.ts';
import { emptyFolder, run, start, startInTerminal } from '../helpers/program.ts';
import { type Simulated, simulated } from '../helpers/simulated.ts';

const id = '5537431447739019570';
const pace = ['--interval', '50ms'];

/** Runs a command line of a shell to start an import, and waits. */
const started = (service: Pick<Simulated, 'flags' | 'env'>, script: string, ...more: string[]) =>
  run(['run', ...pace, ...service.flags, ...more, '--', 'sh', '-c', script], { env: service.env });

/** A line of a shell that prints this. */
const printing = (text: string) => `printf '%s' '${text}'`;

describe.concurrent('importwatch run', () => {
  it.each([
    ['an id', id],
    ['a response', `{"id":${id},"status":"WAITING"}`],
    ['a response with its headers', `HTTP/1.1 202 Accepted\r\nX-A: b\r\n\r\n{"id":"${id}"}`],
    ['an address', `HTTP/2 202\r\nlocation: /api/v2/import/status/${id}\r\n\r\n`],
  ])('waits for the import that the command names by %s', async (_about, text) => {
    const service = await simulated('elevate', { steps: 2 });
    const { code, stdout, stderr } = await started(service, printing(text));
    expect(stdout).toContain(`elevate:${id}  succeeded`);
    expect(service.requests[0]?.path).toBe(`/api/v2/import/status/${id}`);
    expect(stderr).not.toContain('WAITING');
    expect(code).toBe(0);
  });

  it('waits for all imports that it names', async () => {
    const service = await manyImports();
    const { code, lines } = await started(service, 'echo a; echo \'{"id":"b"}\'; echo a', '--json');
    const ids = lines.filter(({ type }) => type === 'result').map(({ target }) => target?.id);
    expect(ids.sort()).toEqual(['a', 'b']);
    expect(code).toBe(0);
  });

  it('gives the command its stdin, and passes its stderr on', async () => {
    const service = await simulated('elevate', { steps: 2 });
    const args = ['run', ...pace, ...service.flags, '--', 'sh', '-c', 'echo working >&2; cat'];
    const { code, stderr } = await run(args, { env: service.env, stdin: id });
    expect(stderr).toMatch(/^working\n/);
    expect(code).toBe(0);
  });

  it('shows its output with -v, without secrets', async () => {
    const service = await simulated('elevate', { steps: 2 });
    const secret = service.env['IMPORTWATCH_API_KEY'] ?? '';
    const script = `echo 'Api-Key: ${secret}' >&2; ${printing(`{"id":"${id}","key":"${secret}"}`)}`;
    const { stderr } = await started(service, script, '-v');
    expect(stderr).toContain('Api-Key: ***\n');
    expect(stderr).toContain(`"sh" printed: {"id":"${id}","key":"***"}\n`);
  });

  it.each([
    [
      'fails',
      'exit 3',
      '"sh" exited with code 3, so importwatch doesn\'t know whether an import started.\n  Fix the command. It may already have started an import, so check the service',
    ],
    [
      'prints other text than UTF-8',
      "printf '\\351'",
      "importwatch: The output of the command isn't UTF-8 text.\n  Convert it",
    ],
    ['fails with an id', 'echo 42; exit 1', '"sh" exited with code 1: 42.'],
    [
      'fails with the words of the service',
      `${printing('{"message":"No file was given"}')}; exit 22`,
      '"sh" exited with code 22: No file was given.',
    ],
    [
      'is killed',
      'kill -9 $$',
      '"sh" was terminated by SIGKILL, so importwatch doesn\'t know whether an import started.',
    ],
    ['prints nothing', 'true', 'Found no id: the output of "sh" is empty.'],
    [
      'prints a page',
      printing('<html><title>Sign in</title></html>'),
      'Found no id in the output of "sh", which begins: <html><title>Sign in</title></html>',
    ],
    [
      'prints JSON without an id',
      printing('{"job":"started"}'),
      'idFrom (id) found nothing in this response. Make the command print only the id',
    ],
    [
      'prints an error of the service',
      printing('HTTP/1.1 422 Unprocessable Entity\n\n{"message":"Wrong columns"}'),
      'The call that starts the import failed (HTTP 422 Unprocessable Entity): Wrong columns.',
    ],
    ['prints an id with an escape', "printf 'a\\033b'", 'has an escape character'],
    ['prints too much', 'yes', ''],
  ])('ends with 12 if the command %s, and sends nothing', async (_about, script, message) => {
    const service = await simulated('elevate', { steps: 2 });
    const limited = script === 'yes' ? 'yes | head -c 1100000' : script;
    const { code, stdout, stderr } = await started(service, limited);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(12);
    expect(service.requests).toEqual([]);
  });

  it('ends the stream with 12 and the output of the command', async () => {
    const service = await simulated('elevate', { steps: 2 });
    const { code, lines } = await started(service, 'echo No such table; exit 1', '--json');
    const error = { code: 'not-started', message: '"sh" exited with code 1: No such table.' };
    expect(lines).toMatchObject([{ type: 'version' }, { type: 'end', exitCode: 12, error }]);
    expect(code).toBe(12);
  });

  it.each([
    ["doesn't exist", ['no-such-program'], `"no-such-program" wasn't found.`],
    ['is a whole line', ['curl -s x | jq .id'], 'Pipes and variables need a shell'],
    ['is a folder', ['/'], "isn't executable"],
  ])('ends with 12 if the command %s', async (_about, command, message) => {
    const service = await simulated('elevate');
    const { env, flags } = service;
    const { code, stderr } = await run(['run', ...flags, '--', ...command], { env });
    expect(stderr).toContain(message);
    expect(code).toBe(12);
  });

  it.each([
    ['without a command', ['run', 'shop'], 'run needs a command'],
    ['with a command before --', ['run', 'shop', 'curl', '-f'], 'run needs a command'],
    ['with nothing behind --', ['run', '--'], 'run needs a command after "--".'],
    ['with an id', ['run', 'elevate:1', '--', 'touch', 'ran'], 'takes a profile, not an id'],
    ['with --new', ['run', '--new', '--', 'touch', 'ran'], "run doesn't accept --new."],
    [
      'with --last',
      ['run', 'elevate', '--last', '--', 'touch', 'ran'],
      "run doesn't accept --last.",
    ],
    ['with a bad option', ['run', '-t', 'soon', '--', 'touch', 'ran'], '--timeout: "soon"'],
    [
      'with another profile',
      ['run', 'shop', '--', 'touch', 'ran'],
      '--provider name different profiles',
    ],
  ])(
    'is a usage error %s, before anything runs',
    async (_about, [command = '', ...rest], words) => {
      const { env, flags } = await simulated('elevate');
      const cwd = emptyFolder();
      const { code, stderr } = await run([command, ...flags, ...rest], { env, cwd });
      expect(stderr).toContain(words);
      expect(code).toBe(2);
      expect(() => readFileSync(join(cwd, 'ran'))).toThrow();
    },
  );

  it('needs the secrets of the profile before anything runs', async () => {
    const { flags } = await simulated('elevate');
    const cwd = emptyFolder();
    const { code } = await run(['run', ...flags, '--', 'touch', 'ran'], { cwd });
    expect(code).toBe(2);
    expect(() => readFileSync(join(cwd, 'ran'))).toThrow();
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('passes %s to the command, and ends with %s', async (signal, exitCode) => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const script = `trap 'echo told > told; exit 0' INT TERM HUP; echo ready >&2; while :; do sleep 0.05; done`;
    const args = ['run', ...service.flags, '--', 'sh', '-c', script];
    const program = start(args, { env: service.env, cwd });
    await program.says('ready');
    program.process.kill(signal);
    const { code, stderr } = await program.ended;
    expect(readFileSync(join(cwd, 'told'), 'utf8')).toBe('told\n');
    expect(stderr).toContain('"sh" was interrupted. It may have started an import.');
    expect(code).toBe(exitCode);
    expect(service.requests).toEqual([]);
  });

  it.each([
    ['obeys', 'echo ready; sleep 100'],
    ['clears up for a moment', 'trap "sleep 0.2; exit 0" INT; echo ready; sleep 100'],
  ])('ends with 130 by Ctrl-C in a terminal if the command %s', async (_about, script) => {
    const service = await simulated('elevate');
    const args = ['run', ...service.flags, '--', 'sh', '-c', script.replace('ready', 'ready >&2')];
    const terminal = startInTerminal(args, { env: service.env });
    await terminal.until((rows) => rows.some((row) => row.includes('ready')));
    terminal.type('\x03');
    expect((await terminal.exited).exitCode).toBe(130);
    expect(service.requests).toEqual([]);
  });

  it('ends with 129 by SIGHUP in a terminal, and so does the command', async () => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const script =
      'trap "echo told > told; exit 0" HUP; kill -HUP $PPID; while :; do sleep 0.05; done';
    const args = ['run', ...service.flags, '--', 'sh', '-c', script];
    const terminal = startInTerminal(args, { env: service.env, cwd });
    expect((await terminal.exited).exitCode).toBe(129);
    expect(readFileSync(join(cwd, 'told'), 'utf8')).toBe('told\n');
  });

  it('needs no id for a service that has none', async () => {
    const service = await simulated('rocketchat', { steps: 4 });
    const { code, stdout, stderr } = await started(service, 'echo "{\\"success\\":true}"');
    expect(stdout).toContain('rocketchat  succeeded');
    expect(stderr).not.toContain('waiting for the next one');
    expect(code).toBe(0);
  });

  it('does not wait for processes that the command leaves behind', async () => {
    const service = await simulated('elevate', { steps: 2 });
    const cwd = emptyFolder();
    const script = `(while [ ! -e over ]; do sleep 0.05; done) & echo ${id}`;
    const args = ['run', ...pace, ...service.flags, '--', 'sh', '-c', script];
    const { code } = await run(args, { env: service.env, cwd });
    writeFileSync(join(cwd, 'over'), '');
    expect(code).toBe(0);
  });
});
