import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { manyImports } from '../helpers/many-imports.ts';
import { launcher, run, startInTerminal } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const id = '5537431447739019570';
const pace = ['--interval', '50ms'];

/** What a shell does with `source | importwatch …`. */
async function pipe(
  source: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const command = `${source} | "$NODE" "$LAUNCHER" "$@"`;
  const shell = spawn('/bin/bash', ['-c', command, 'bash', ...args], {
    env: { PATH: process.env['PATH'], NODE: process.execPath, LAUNCHER: launcher, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  shell.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => shell.on('close', resolve));
  return { code, stdout, stderr };
}

describe.concurrent('an id on the command line', () => {
  it('can be given as the address of the status, and is watched once', async () => {
    const service = await simulated('elevate', { steps: 1 });
    const address = `${service.settings['baseUrl']}/api/v2/import/status/${id}`;
    const { code, lines } = await run(
      ['wait', '--json', ...pace, ...service.flags, address, new URL(address).pathname, id],
      { env: service.env },
    );
    expect(lines.filter(({ type }) => type === 'result')).toHaveLength(1);
    expect(lines.at(-2)).toMatchObject({ target: { id }, outcome: 'succeeded' });
    expect(code).toBe(0);
  });
});

describe.concurrent('ids from standard input', () => {
  it.each([
    ['the 202 answer of Elevate', `{"id":"${id}","status":"WAITING","type":"PRODUCTS"}`],
    ['an id that is a bare number of 19 digits', `{\n  "id" : ${id},\n  "status" : "WAITING"\n}`],
    ['a number alone', id],
    ['a line of a file from Windows', `\uFEFF${id}\r\n`],
  ])('are read from %s', async (_, stdin) => {
    const service = await simulated('elevate', { steps: 2 });
    const { code } = await run(['wait', ...pace, ...service.flags, '-'], {
      env: service.env,
      stdin,
    });
    expect(service.requests[0]?.path).toBe(`/api/v2/import/status/${id}`);
    expect(code).toBe(0);
  });

  it('are read from the answer to an upload of Oracle', async () => {
    const service = await simulated('oracle-commerce', { steps: 4 });
    const { code, lines } = await run(['wait', '--json', ...pace, ...service.flags, '-'], {
      env: service.env,
      stdin: '{"token":"a1b2_c3","result":"ok"}',
    });
    expect(lines.at(-2)).toMatchObject({ target: { id: 'a1b2_c3' }, outcome: 'succeeded' });
    expect(code).toBe(0);
  });

  it('are for the profile that is named with them', async () => {
    const service = await manyImports();
    const { code, lines } = await run(
      ['wait', '--json', ...pace, ...service.flags, 'elevate:-', 'elevate:c'],
      { env: service.env, stdin: '{"id":"a"}\n\n"b"\nelevate:d\n' },
    );
    const results = lines.filter(({ type }) => type === 'result');
    const ids = results.map(({ target }) => target?.id).sort();
    expect(ids).toEqual(['a', 'b', 'c', 'elevate:d']);
    expect(code).toBe(0);
  });

  it('are read from UTF-16, as PowerShell writes it', async () => {
    const service = await simulated('elevate', { steps: 2 });
    const source = `printf '\\377\\376'; printf '${id}\\r\\n' | iconv -f UTF-8 -t UTF-16LE`;
    const args = ['wait', ...pace, ...service.flags, '-'];
    expect((await pipe(`{ ${source}; }`, args, service.env)).code).toBe(0);
    expect(service.requests[0]?.path).toBe(`/api/v2/import/status/${id}`);
  });

  it('come through a pipe straight from the call that started the import', async () => {
    const service = await simulated('elevate', { steps: 4 });
    const post = `fetch(process.env.URL, {method: 'POST', headers: {'Api-Key': 'example-key'}}).then(async (answer) => process.stdout.write(await answer.text()))`;
    const { code, stdout } = await pipe(
      `"$NODE" -e "$POST"`,
      ['wait', ...pace, ...service.flags, '-'],
      { ...service.env, POST: post, URL: `${service.url}/api/v2/import/products` },
    );
    expect(service.requests[0]).toMatchObject({ method: 'POST' });
    expect(stdout).toMatch(new RegExp(`^✔ elevate:${id} +succeeded`));
    expect(code).toBe(0);
  });

  it('can be several, one per line, in addition to those on the command line', async () => {
    const service = await manyImports();
    const { code, lines } = await run(
      ['wait', '--json', ...pace, ...service.flags, 'a', '-', 'b'],
      { env: service.env, stdin: 'c\n\n  d  \na\n' },
    );
    const results = lines.filter(({ type }) => type === 'result');
    expect(results.map(({ target }) => target?.id).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(code).toBe(0);
  });

  it('can name profiles, in lines and in JSON strings', async () => {
    const service = await manyImports();
    const { code, lines } = await run(['wait', '--json', ...pace, ...service.flags, '-'], {
      env: service.env,
      stdin: 'elevate:a\n"elevate:b"\n"c"\n',
    });
    const results = lines.filter(({ type }) => type === 'result');
    expect(results.map(({ target }) => target?.id).sort()).toEqual(['a', 'b', 'c']);
    expect(code).toBe(0);
  });

  it('can be requested once', async () => {
    const service = await manyImports({ steps: () => Infinity });
    const { code, stdout } = await run(['status', ...service.flags, '-'], {
      env: service.env,
      stdin: '["a","b"]',
    });
    expect(stdout.match(/^▸ elevate:[ab] {2}running/gm)).toHaveLength(2);
    expect(code).toBe(0);
  });
});

describe.concurrent('a target that can only be a mistake is a usage error', () => {
  it.each([
    ['a mistyped profile before -', 'nope:-', 'a\n', 'There is no profile "nope".'],
    ['two empty variables', ':', '', 'The target ":" is empty.'],
    ['two empty variables on standard input', '-', 'a\n:\n', 'The target ":" is empty.'],
    ['- on standard input', '-', 'a\n-\n', '"-" isn\'t a valid id.'],
    ['- in a response', '-', '{"id":"-"}', '"-" isn\'t a valid id.'],
    ['- after a profile on standard input', '-', 'elevate:-\n', '"-" isn\'t a valid id.'],
  ])('%s', async (_, target, stdin, message) => {
    const service = await manyImports();
    const options = { env: service.env, stdin };
    const { code, stderr } = await run(['wait', ...service.flags, target], options);
    expect(stderr).toContain(message);
    expect(service.polls.size).toBe(0);
    expect(code).toBe(2);
  });
});

describe.concurrent('standard input without an id never succeeds', () => {
  it.each([
    ['nothing', '', /Found no id: standard input is empty\..*already ended/s],
    [
      'a page',
      '<html><title>Login</title></html>',
      /standard input, which begins: <html><title>Login/,
    ],
    [
      'an error',
      '{"message":"Bad Request"}',
      /standard input, which begins: \{"message":"Bad Request"\}/,
    ],
    [
      'a response of JSON-RPC',
      '{"id":"4","jsonrpc":"2.0","result":"b01"}',
      /not the id of the import/,
    ],
    ['ids between null characters', 'a\0b\0', /contains null characters/],
    ['half an answer', `{"id":${id},"sta`, /standard input, which begins: /],
    [
      'something hostile',
      '\u001B[2J\u0007::error::x::\r\nnot an id',
      /standard input, which begins: : :error: ?:x/,
    ],
  ])('%s: exit code 2, and shows what was read', async (_, stdin, words) => {
    const service = await manyImports();
    const { code, stdout, stderr } = await run(['wait', ...service.flags, '-'], {
      env: service.env,
      stdin,
    });
    expect(stderr).toMatch(words);
    expect(stdout).toBe('');
    expect(service.polls.size).toBe(0);
    expect(code).toBe(2);
  });

  it('more than an answer can be', async () => {
    const service = await manyImports();
    const { code, stderr } = await run(['wait', ...service.flags, '-'], {
      env: service.env,
      stdin: 'x'.repeat(2 * 1024 * 1024),
    });
    expect(stderr).toContain('more than 1 MiB');
    expect(code).toBe(2);
  });

  it('in a JSON stream as well', async () => {
    const service = await manyImports();
    const { code, lines } = await run(['wait', '--json', ...service.flags, '-'], {
      env: service.env,
    });
    expect(lines.map(({ type }) => type)).toEqual(['version', 'end']);
    expect(code).toBe(2);
  });

  it('if the call that should start the import failed', async () => {
    const service = await manyImports();
    const { code } = await pipe('false', ['wait', ...service.flags, '-'], service.env);
    expect(code).toBe(2);
  });
});

describe.concurrent('an id on the command line', () => {
  it('loses the carriage return that a script left behind it', async () => {
    const service = await simulated('elevate', { steps: 2 });
    const args = ['wait', ...pace, ...service.flags, `elevate:${id}\r`];
    expect((await run(args, { env: service.env })).code).toBe(0);
    expect(service.requests[0]?.path).toBe(`/api/v2/import/status/${id}`);
  });

  it('with an invisible character is never sent', async () => {
    const service = await simulated('elevate');
    const args = ['status', ...service.flags, `elevate:${id}\u200B`];
    const { code, stderr } = await run(args, { env: service.env });
    expect(stderr).toContain('has a zero-width space (U+200B) at character 20');
    expect(service.requests).toEqual([]);
    expect(code).toBe(2);
  });
});

describe.concurrent('Ctrl-C while it waits for standard input', () => {
  it('ends it immediately, in a terminal', async () => {
    const service = await manyImports();
    const terminal = startInTerminal(['wait', ...service.flags, '-'], { env: service.env });
    await terminal.until((rows) => rows[0] === 'Enter ids, one per line, then press Ctrl-D.');
    terminal.type('i1\n');
    await terminal.until((rows) => rows.includes('i1'));
    terminal.type('\u0003');
    expect(await terminal.exited).toEqual({ exitCode: 130, signal: 0 });
    expect(service.polls.size).toBe(0);
  });

  it('ends it immediately, in a pipe that stays open', async () => {
    const service = await manyImports();
    const program = spawn(process.execPath, [launcher, 'wait', '--json', ...service.flags, '-'], {
      env: { PATH: process.env['PATH'], ...service.env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let stdout = '';
    program.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    const closed = new Promise<number | null>((resolve) => program.on('close', resolve));
    program.stdin.write('i1\n');
    // More than a pipe holds: once it is written, the program reads.
    await new Promise((resolve) => program.stdin.write('\n'.repeat(512 * 1024), resolve));
    program.kill('SIGINT');
    expect(await closed).toBe(130);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ type: 'version' }, { type: 'end', exitCode: 130 }]);
  });
});
