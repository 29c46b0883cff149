import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Received, type Reply, type Served, serve } from '../../src/demo/serve.ts';
import { emptyFolder, run, start, startInTerminal } from '../helpers/program.ts';

const open: Served[] = [];
afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

type Replies = Readonly<Record<string, Reply | ((request: Received) => Reply)>>;

async function serving(replies: Replies): Promise<Served> {
  const served = await serve((request) => {
    const reply = replies[request.path];
    return typeof reply === 'function' ? reply(request) : reply;
  });
  open.push(served);
  return served;
}

const done = { status: 'done', failed: 2, total: 10 };
const running = { status: 'running', failed: 1, total: 10 };
const rows = 'id,why\n1,No price\n2,No name\n';

/** A folder with a profile `api` whose failed records are where these lines say. */
function folderFor(url: string, failedRecords: object | undefined, more: object = {}): string {
  const cwd = emptyFolder();
  const api = {
    provider: 'http',
    baseUrl: url,
    secrets: { key: '${KEY}' },
    request: { path: '/jobs/{id}', headers: { 'x-who': '{key}' } },
    state: { from: 'status', words: { running: 'running', done: 'succeeded' } },
    failed: 'failed',
    total: 'total',
    ...(failedRecords && { failedRecords }),
    ...more,
  };
  writeFileSync(join(cwd, 'c.json'), JSON.stringify({ profiles: { api } }));
  return cwd;
}

const env = { KEY: 'example-key' };
const config = ['--config', 'c.json'];
const csv = { request: { path: '/jobs/{id}/failed.csv' } };

/** The program with a service of these replies; `{url}` in a text stands for its address. */
async function failing(
  failedRecords: object | undefined,
  replies: Replies,
  args: readonly string[],
  more: object = {},
) {
  const service = await serving({
    '/jobs/1': { body: done },
    '/jobs/2': { body: done },
    ...replies,
  });
  const cwd = folderFor(service.url, failedRecords, more);
  const [command = '', ...words] = args;
  const result = await run([command, ...config, ...words], { cwd, env });
  const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
  return { ...result, cwd, read, files: readdirSync(cwd), service };
}

describe.concurrent('importwatch failed', () => {
  it('prints the file of a call of its own, with the credentials of the first', async () => {
    const replies = { '/jobs/1/failed.csv': { text: rows } };
    const { code, stdout, stderr, service } = await failing(csv, replies, ['failed', 'api:1']);
    expect([code, stdout, stderr]).toEqual([0, rows, '']);
    expect(service.requests.map(({ headers }) => headers['x-who'])).toEqual(
      Array(2).fill('example-key'),
    );
  });

  it('prints what an expression finds as one line of JSON each', async () => {
    const job = { ...done, errors: [{ row: 1, why: 'a\u001B[31mb' }, 'x\u009B', null] };
    const { code, stdout } = await failing({ records: 'errors' }, { '/jobs/1': { body: job } }, [
      'failed',
      'api:1',
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe('{"row":1,"why":"a\\u001b[31mb"}\n"x\\u009b"\nnull\n');
  });

  it.each([
    ['errors', '{"id":5537431447739019570,"x":1.0,"y":1e400}\n7\n'],
    ['errors[?x]', '{"id":5537431447739019570,"x":1.0,"y":1e400}\n'],
    ['ids', '5537431447739019570\n1.50\n'],
  ])('prints the numbers in %s as the service sent them', async (records, printed) => {
    const text =
      '{"status":"done","errors":[{"id":5537431447739019570,"x":1.0,"y":1e400},7],"ids":[5537431447739019570,1.50]}';
    const replies = { '/jobs/1': { text, headers: { 'content-type': 'application/json' } } };
    const { code, stdout } = await failing({ records }, replies, ['failed', 'api:1']);
    expect([code, stdout]).toEqual([0, printed]);
  });

  it('gets page after page', async () => {
    const pages: Replies = {
      '/jobs/1/errors': ({ query }) => {
        const after = Number(query.get('after') ?? 0);
        return {
          body: { rows: [{ row: after }, { row: after + 1 }], next: after < 4 ? after + 2 : null },
        };
      },
    };
    const described = {
      request: { path: '/jobs/{id}/errors' },
      records: 'rows',
      next: { after: 'next' },
    };
    const { stdout } = await failing(described, pages, ['failed', 'api:1']);
    expect(stdout.trim().split('\n')).toHaveLength(6);
  });

  it('stops at a page that names itself', async () => {
    const same: Reply = { body: { rows: [1], next: 'a' } };
    const described = { request: { path: '/errors' }, records: 'rows', next: { after: 'next' } };
    const { code, stderr } = await failing(described, { '/errors': same }, [
      'failed',
      'api:1',
      '-o',
      'f',
    ]);
    expect([code, stderr]).toEqual([6, expect.stringContaining('same page')]);
  });

  it('prints nothing and exits with 0 if no records failed', async () => {
    const { code, stdout, stderr } = await failing({ records: 'errors' }, {}, ['failed', 'api:1']);
    expect([code, stdout, stderr]).toEqual([0, '', 'api:1: no failed records\n']);
  });

  it('ends with 2 if the service does not report them, with the next step', async () => {
    const { code, stderr } = await failing(undefined, {}, ['failed', 'api:1']);
    expect(code).toBe(2);
    expect(stderr).toContain("doesn't say where the failed records are");
    expect(stderr).toContain('docs/any-api.md');
    const elevate = { PATH: '', IMPORTWATCH_API_KEY: 'example-key' };
    const flags = ['--provider', 'elevate', '--base-url', 'http://127.0.0.1:9'];
    const native = await run(['failed', ...flags, '1'], { env: elevate });
    expect([native.code, native.stderr]).toEqual([2, expect.stringContaining('in the service')]);
  });

  it('takes the id from standard input, one at a time', async () => {
    const service = await serving({
      '/jobs/1': { body: done },
      '/jobs/1/failed.csv': { text: rows },
    });
    const cwd = folderFor(service.url, csv);
    const args = ['failed', ...config, 'api:-'];
    expect((await run(args, { cwd, env, stdin: '1\n' })).stdout).toBe(rows);
    expect((await run(args, { cwd, env, stdin: '1\n2\n' })).code).toBe(2);
  });

  it('ends with 5 for an unknown import', async () => {
    const { code } = await failing(csv, {}, ['failed', 'api:3']);
    expect(code).toBe(5);
  });

  it('reports that more records can fail while the import is running', async () => {
    const replies = { '/jobs/1': { body: running }, '/jobs/1/failed.csv': { text: rows } };
    const { code, stdout, stderr } = await failing(csv, replies, ['failed', 'api:1']);
    expect([code, stdout]).toEqual([0, rows]);
    expect(stderr).toContain('More records may fail');
  });

  it('writes a file that only its owner can read, instead of an older one', async () => {
    const service = await serving({
      '/jobs/1': { body: done },
      '/jobs/1/failed.csv': { text: rows },
    });
    const cwd = folderFor(service.url, csv);
    writeFileSync(join(cwd, 'real.csv'), 'old', { mode: 0o644 });
    symlinkSync('real.csv', join(cwd, 'failed.csv'));
    const args = ['failed', ...config, 'api:1', '-o', 'failed.csv'];
    const { code, stdout, stderr } = await run(args, { cwd, env });
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('failed records written to failed.csv (28 B)');
    expect(readFileSync(join(cwd, 'real.csv'), 'utf8')).toBe(rows);
    expect(statSync(join(cwd, 'real.csv')).mode & 0o777).toBe(0o600);
    expect(readdirSync(cwd).sort()).toEqual(['c.json', 'failed.csv', 'real.csv']);
  });

  it.each([
    ['/proc/failed.csv', "can't be created there"],
    ['c.json/failed.csv', 'below a file'],
    ['.', 'is a folder'],
    ['new/', 'is a folder'],
  ])('ends with 2 if %s cannot be written', async (output, why) => {
    const replies = { '/jobs/1/failed.csv': { text: rows } };
    const { code, stderr } = await failing(csv, replies, ['failed', 'api:1', '-o', output]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  });

  it('hides the known secrets in the records, and nothing else', async () => {
    const replies = { '/jobs/1/failed.csv': { text: `a,example-key,b\n${rows}` } };
    const { read } = await failing(csv, replies, ['failed', 'api:1', '-o', 'f.csv']);
    expect(read('f.csv')).toBe(`a,***,b\n${rows}`);
  });

  it.each<readonly [string, readonly string[], Record<string, string>]>([
    ['GitHub Actions', [], { GITHUB_ACTIONS: 'true' }],
    ['a CI system without a name', [], { CI: 'true' }],
    ['Jenkins', [], { JENKINS_URL: 'https://ci.example/', CI: '1' }],
    ['GitHub Actions, by -o /dev/stdout', ['-o', '/dev/stdout'], { GITHUB_ACTIONS: 'true' }],
  ])('lets no record act in the log of %s', async (_, output, variables) => {
    const text = '::error::x\n##vso[task.complete]\na\u001B[2Kb\u0007\u009B31m\u202Ec\r\nplain\n';
    const service = await serving({ '/jobs/1': { body: done }, '/jobs/1/failed.csv': { text } });
    const cwd = folderFor(service.url, csv);
    const here = { ...env, ...variables };
    const through = ['sh', '-c', '"$@" | cat', 'sh'];
    const args = ['failed', ...config, 'api:1', ...output];
    const { stdout } = await run(args, { cwd, env: here, through });
    expect(stdout).toBe(': :error::x\n# #vso[task.complete]\nabc\nplain\n');
    await run(['failed', ...config, 'api:1', '-o', 'f'], { cwd, env: here });
    expect(readFileSync(join(cwd, 'f'), 'utf8')).toBe(text);
  });

  it('gives a file of the shell the exact bytes', async () => {
    const text = '::error::x\na\u001B[2Kb\tc\r\n';
    const service = await serving({ '/jobs/1': { body: done }, '/jobs/1/failed.csv': { text } });
    const cwd = folderFor(service.url, csv);
    const stdout = openSync(join(cwd, 'f'), 'w');
    const { code } = await run(['failed', ...config, 'api:1'], { cwd, env, stdout });
    closeSync(stdout);
    expect([code, readFileSync(join(cwd, 'f'), 'utf8')]).toEqual([0, text]);
  });

  it.each([
    ['failed', ['failed', 'api:1']],
    ['failed -o /dev/stdout', ['failed', 'api:1', '-o', '/dev/stdout']],
    ['failed -o /dev/tty', ['failed', 'api:1', '-o', '/dev/tty']],
    ['wait --failed-to /dev/stderr', ['wait', '-q', 'api:1', '--failed-to', '/dev/stderr']],
  ])('shows records in a terminal as text: %s', async (_, [command = '', ...args]) => {
    const text = 'a\u001B[31mred\u0007,b\r\nc\n';
    const replies = { '/jobs/1': { body: done }, '/jobs/1/failed.csv': { text } };
    const service = await serving(replies);
    const cwd = folderFor(service.url, csv);
    const terminal = startInTerminal([command, ...config, ...args], { cwd, env });
    await terminal.exited;
    expect(terminal.written()).toContain('ared,b\r\nc\r\n');
    expect(terminal.written()).not.toContain('\u0007');
  });

  it('stays quiet when its reader leaves', async () => {
    const many = { text: 'row\n'.repeat(200_000) };
    const service = await serving({ '/jobs/1': { body: done }, '/jobs/1/failed.csv': many });
    const cwd = folderFor(service.url, csv);
    const program = start(['failed', ...config, 'api:1'], { cwd, env });
    program.process.stdout?.once('data', () => program.process.stdout?.destroy());
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe.concurrent('a call for failed records that goes wrong', () => {
  const kinds: readonly (readonly [string, Reply, number, string])[] = [
    ['401', { status: 401, body: { message: 'No.' } }, 4, 'No.'],
    ['403', { status: 403 }, 4, 'HTTP 403'],
    ['404', { status: 404, body: {} }, 6, 'HTTP 404'],
    ['400', { status: 400, body: { message: 'Not ready' } }, 6, 'Not ready'],
    ['a page', { text: '<!doctype html><title>Sign in</title>' }, 6, 'Sign in'],
    ['a page by its type', { headers: { 'content-type': 'text/html' }, text: 'Sign in' }, 6, ''],
    ['a part', { status: 206, text: rows }, 6, ''],
    ['an error in a 200', { body: { problem: 'E1' } }, 6, 'HTTP 200'],
    [
      'a redirect elsewhere',
      { status: 302, headers: { location: 'https://other.example/x' } },
      6,
      'https://other.example',
    ],
  ];

  it.each(kinds)('leads to no records: %s', async (_, reply, expected, words) => {
    const more = { error: { when: 'problem' } };
    const replies = { '/jobs/1/failed.csv': reply };
    const args = ['failed', 'api:1', '-o', 'f.csv'];
    const { code, stderr, files } = await failing(csv, replies, args, more);
    expect([code, files]).toEqual([expected, ['c.json']]);
    expect(stderr).toContain(words);
  });

  it.each(kinds)('does not change the outcome of a wait: %s', async (_, reply) => {
    const more = { error: { when: 'problem' } };
    const replies = { '/jobs/1/failed.csv': reply };
    const args = ['wait', 'api:1', '--json', '--failed-to', 'f.csv'];
    const { code, lines, files } = await failing(csv, replies, args, more);
    expect([code, files]).toEqual([0, ['c.json']]);
    expect(lines).toContainEqual(
      expect.objectContaining({ type: 'warning', code: 'failed-records-missing' }),
    );
  });

  const missing = 'has no failed records at this address (HTTP 404 for GET /jobs/1/failed.csv)';

  it('names the address and its key, and does not doubt the import', async () => {
    const words: Replies = { '/jobs/1/failed.csv': { status: 404, body: { problem: 'no route' } } };
    const { code, stderr } = await failing(csv, words, ['failed', 'api:1']);
    expect(stderr).toContain(`${missing}: no route.`);
    expect(stderr).toContain('Check failedRecords.request.path in the profile.');
    expect(stderr).not.toMatch(/know this import|check the id/i);
    expect(code).toBe(6);
  });

  it('says the same after a wait, and claims nothing about an older file', async () => {
    const args = ['wait', 'api:1', '--failed-to', 'f.csv'];
    const { code, stderr, files } = await failing(csv, {}, args);
    expect(stderr).toContain("The failed records weren't written to f.csv.");
    expect(stderr).toContain(missing);
    expect(stderr).toContain('Check failedRecords.request.path in the profile.');
    expect(stderr).not.toMatch(/know this import|check the id|unchanged/i);
    expect([code, files]).toEqual([0, ['c.json']]);
  });

  it('concerns the records, not the import, if the service has a code for it', async () => {
    const more = { error: { code: 'code', words: { NONE: 'not-found' } } };
    const replies: Replies = { '/jobs/1/failed.csv': { status: 400, body: { code: 'NONE' } } };
    const { code, stderr } = await failing(csv, replies, ['failed', 'api:1'], more);
    expect(stderr).toContain('has no failed records at this address (HTTP 400');
    expect(code).toBe(6);
  });

  it('points to the link if the answer about the import has it', async () => {
    const replies = { '/jobs/1': { body: { ...done, file: '/gone.csv' } } };
    const { code, stderr } = await failing({ link: 'file' }, replies, ['failed', 'api:1']);
    expect(stderr).toContain('(HTTP 404 for GET /gone.csv)');
    expect(stderr).toContain('Check failedRecords.link in the profile.');
    expect(code).toBe(6);
  });

  it('still reports an import that the service does not know as such', async () => {
    const { code, stderr } = await failing(csv, {}, ['failed', 'api:9']);
    expect(stderr).toMatch(/know this import \(HTTP 404 for GET \/jobs\/9\)/);
    expect(code).toBe(5);
  });

  it.each<readonly [object, object, string]>([
    [{ records: 'failed' }, { failed: 7 }, 'failedRecords.records found 7, not a list.'],
    [{ records: 'failed' }, { failed: true }, 'failedRecords.records found true, not a list.'],
    [{ records: 'failed' }, { failed: 'x' }, 'failedRecords.records found text, not a list.'],
    [{ records: 'failed' }, { failed: {} }, 'failedRecords.records found an object, not a list.'],
    [{ link: 'failed' }, { failed: 2 }, 'failedRecords.link found 2, not an address.'],
    [
      { signedLink: 'failed' },
      { failed: ['x'] },
      'failedRecords.signedLink found a list, not an address.',
    ],
    [
      { request: { path: '/jobs/1' }, records: 'rows', next: { page: 'failed' } },
      { failed: { after: 1 } },
      'failedRecords.next.page found an object, not text or a number.',
    ],
  ])('has a value of another kind: %j in %j', async (failedRecords, found, message) => {
    const replies = { '/jobs/1': { body: { status: 'done', ...found } } };
    const args = ['failed', 'api:1', '-o', 'f.csv'];
    const { code, stdout, stderr, files } = await failing(failedRecords, replies, args);
    expect(stderr).toContain(message);
    expect(stderr).toContain('importwatch check --answer <file>');
    expect([code, stdout, files]).toEqual([6, '', ['c.json']]);
  });

  it('is repeated with a secret that was read again, if it was refused', async () => {
    const counting = 'echo >> count; echo "example-key-$(wc -l < count | tr -d " ")"';
    const replies: Replies = {
      '/jobs/1/failed.csv': ({ headers }) =>
        headers['x-who'] === 'example-key-2' ? { text: rows } : { status: 401 },
    };
    const more = { secrets: { key: { command: counting } } };
    const { code, stdout } = await failing(csv, replies, ['failed', 'api:1'], more);
    expect([code, stdout]).toEqual([0, rows]);
  });

  it('is repeated while the service cannot answer', async () => {
    let calls = 0;
    const replies: Replies = {
      '/jobs/1/failed.csv': () => (++calls < 3 ? { status: 503 } : { text: rows }),
    };
    const { code, stdout } = await failing(csv, replies, ['failed', 'api:1']);
    expect([code, stdout, calls]).toEqual([0, rows, 3]);
  });

  it('ends after three attempts', async () => {
    const { code, service } = await failing(csv, { '/jobs/1/failed.csv': 'reset' }, [
      'failed',
      'api:1',
    ]);
    expect(code).toBe(6);
    expect(service.requests.filter(({ path }) => path.endsWith('.csv'))).toHaveLength(3);
  });
});

describe.concurrent('a link to failed records', () => {
  it('within the origin gets the credentials', async () => {
    const replies = {
      '/jobs/1': { body: { ...done, file: '/files/a.csv?x=1%20' } },
      '/files/a.csv': { text: rows },
    };
    const { code, stdout, service } = await failing({ link: 'file' }, replies, ['failed', 'api:1']);
    expect([code, stdout]).toEqual([0, rows]);
    expect(service.requests.at(-1)).toMatchObject({ headers: { 'x-who': 'example-key' } });
  });

  it('to another origin is refused unless it is signed', async () => {
    const other = await serving({ '/a.csv': { text: rows } });
    const job = { body: { ...done, file: `${other.url}/a.csv?signature=abc` } };
    const plain = await failing({ link: 'file' }, { '/jobs/1': job }, ['failed', 'api:1']);
    expect([plain.code, other.requests]).toEqual([6, []]);
    expect(plain.stderr).toContain(other.url);
    const signed = await failing({ signedLink: 'file' }, { '/jobs/1': job }, ['failed', 'api:1']);
    expect([signed.code, signed.stdout]).toEqual([0, rows]);
    const [asked] = other.requests;
    expect(asked?.query.get('signature')).toBe('abc');
    expect(JSON.stringify(asked?.headers)).not.toContain('example-key');
  });

  it('that is signed is never shown', async () => {
    const other = await serving({ '/a.csv': { status: 403, text: '<Error>expired</Error>' } });
    const job = { body: { ...done, file: `${other.url}/a.csv?signature=example-signature` } };
    const args = ['failed', 'api:1', '-v'];
    const { code, stderr } = await failing({ signedLink: 'file' }, { '/jobs/1': job }, args);
    expect([code, stderr]).toEqual([6, expect.stringContaining('may have expired')]);
    expect(stderr).not.toContain('example-signature');
  });

  it('that is signed and redirects elsewhere is refused', async () => {
    const third = await serving({ '/': { text: rows } });
    const other = await serving({ '/a': { status: 302, headers: { location: `${third.url}/` } } });
    const job = { body: { ...done, file: `${other.url}/a` } };
    const { code } = await failing({ signedLink: 'file' }, { '/jobs/1': job }, ['failed', 'api:1']);
    expect([code, third.requests]).toEqual([6, []]);
  });

  it.each([
    ['http://storage.example.com/a', "isn't https"],
    ['ftp://storage.example.com/a', "can't be read"],
    ['file:///etc/passwd', "can't be read"],
  ])('%s is refused', async (file, why) => {
    const job = { body: { ...done, file } };
    const { code, stderr } = await failing({ signedLink: 'file' }, { '/jobs/1': job }, [
      'failed',
      'api:1',
    ]);
    expect([code, stderr]).toEqual([6, expect.stringContaining(why)]);
  });

  it('that is not there means that no records failed', async () => {
    const { code, stderr } = await failing({ signedLink: 'file' }, {}, ['failed', 'api:1']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('no failed records')]);
  });

  it('to a file of all records gives those that failed', async () => {
    const text =
      '{"row":1,"errors":[]}\n{"row":2,"errors":["x"]}\n\n{"row":3}\n{"row":4,"errors":["y"]}';
    const replies = { '/jobs/1': { body: { ...done, file: '/all' } }, '/all': { text } };
    const described = { link: 'file', only: 'errors[0]' };
    const { stdout } = await failing(described, replies, ['failed', 'api:1']);
    expect(stdout).toBe('{"row":2,"errors":["x"]}\n{"row":4,"errors":["y"]}\n');
  });
});

describe.concurrent('wait --failed-to', () => {
  const replies = { '/jobs/1/failed.csv': { text: rows }, '/jobs/2/failed.csv': { text: 'id\n' } };

  it('writes the failed records after the result, and reports the place to programs', async () => {
    const args = ['wait', 'api:1', '--json', '--failed-to', 'f.csv'];
    const { code, lines, read } = await failing(csv, replies, args);
    expect([code, read('f.csv')]).toEqual([0, rows]);
    expect(lines.slice(-3)).toMatchObject([
      { type: 'result' },
      { type: 'failed-records', file: 'f.csv', bytes: 28 },
      { type: 'end' },
    ]);
    const times = lines.slice(-3).map(({ at }) => String(at));
    expect(times).toEqual(times.toSorted());
  });

  it('reports the place to people', async () => {
    const { stderr, stdout } = await failing(csv, replies, [
      'wait',
      'api:1',
      '--failed-to',
      'f.csv',
    ]);
    expect(stderr).toMatch(/api:1 {2}failed records written to f\.csv \(28 B\)\n/);
    expect(stdout).toContain('succeeded');
  });

  it('writes an empty file if no records failed', async () => {
    const args = ['wait', 'api:1', '--failed-to', 'f.ndjson'];
    const { read } = await failing({ records: 'errors' }, replies, args);
    expect(read('f.ndjson')).toBe('');
  });

  it('takes the ids into the names of several files', async () => {
    const args = ['wait', 'api:1', 'api:2', '--failed-to', '{profile}-{id}.csv'];
    const { code, read } = await failing(csv, replies, args);
    expect([code, read('api-1.csv'), read('api-2.csv')]).toEqual([0, rows, 'id\n']);
  });

  it('rejects one file for several imports before any request', async () => {
    const args = ['wait', 'api:1', 'api:2', '--failed-to', 'f.csv'];
    const { code, stderr, service } = await failing(csv, replies, args);
    expect([code, service.requests]).toEqual([2, []]);
    expect(stderr).toContain('failed-{id}.csv');
  });

  it('refuses stdout, which has the result', async () => {
    const { code, stderr } = await failing(csv, replies, ['wait', 'api:1', '--failed-to', '-']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--failed-to')]);
  });

  it('warns if the file cannot be written, and keeps the exit code', async () => {
    const args = ['wait', 'api:1', '--quiet', '--failed-to', '/proc/f.csv'];
    const { code, stderr } = await failing(csv, replies, args);
    expect([code, stderr]).toEqual([0, expect.stringContaining("can't be created there")]);
  });

  it('warns at the start if the service does not report them', async () => {
    const args = ['wait', 'api:1', '--failed-to', 'f.csv'];
    const { code, stderr, files } = await failing(undefined, replies, args);
    expect([code, files]).toEqual([0, ['c.json']]);
    expect(stderr).toContain("doesn't say where the failed records are");
  });

  it('writes nothing while the import is running', async () => {
    const still = { ...replies, '/jobs/1': { body: running } };
    const args = ['wait', 'api:1', '-t', '0s', '--failed-to', 'f.csv'];
    const { code, files } = await failing(csv, still, args);
    expect([code, files]).toEqual([124, ['c.json']]);
  });

  it('keeps the exit code of the import if you interrupt it', async () => {
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const service = await serve(({ path }) => {
      if (path === '/jobs/1') return { body: done };
      isAsked();
      return new Promise<never>(() => {});
    });
    open.push(service);
    const cwd = folderFor(service.url, csv);
    const args = ['wait', ...config, 'api:1', '--failed-to', 'f.csv'];
    const program = start(args, { cwd, env });
    await asked;
    program.process.kill('SIGINT');
    const { code, stdout, stderr } = await program.ended;
    expect([code, readdirSync(cwd)]).toEqual([0, ['c.json']]);
    expect([stdout, stderr]).toEqual([
      expect.stringContaining('succeeded'),
      expect.stringContaining("weren't written"),
    ]);
  });

  it('can be in a file of your own, and not in one that was found', async () => {
    const service = await serving({ '/jobs/1': { body: done }, ...replies });
    const cwd = folderFor(service.url, csv, { failedTo: 'mine.csv' });
    expect((await run(['wait', ...config, 'api:1'], { cwd, env })).code).toBe(0);
    expect(readFileSync(join(cwd, 'mine.csv'), 'utf8')).toBe(rows);
    writeFileSync(join(cwd, '.importwatchrc'), readFileSync(join(cwd, 'c.json')));
    const found = await run(['wait', 'api:1'], { cwd, env });
    expect([found.code, found.stderr]).toEqual([2, expect.stringContaining('failedTo')]);
  });

  it('shows the first of them in the summary of a job and in JUnit', async () => {
    const text = `id,why\n1,<b>|::error::\u001B[31mx\n${'2,x\n'.repeat(20)}`;
    const service = await serving({ '/jobs/1': { body: done }, '/jobs/1/failed.csv': { text } });
    const cwd = folderFor(service.url, csv);
    const summary = join(cwd, 'summary.md');
    const here = { ...env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const args = ['wait', ...config, 'api:1', '--failed-to', 'f.csv', '--junit', 'j.xml'];
    expect((await run(args, { cwd, env: here })).code).toBe(0);
    const shown = readFileSync(summary, 'utf8');
    expect(shown.match(/^- /gm)).toHaveLength(5);
    expect(shown).not.toMatch(/<b>|::error|\[31m/);
    const junit = readFileSync(join(cwd, 'j.xml'), 'utf8');
    expect(junit).toMatch(/<system-out>failed records written to f\.csv/);
    expect(junit).not.toMatch(/<b>|::error|\[31m/);
  });
});
