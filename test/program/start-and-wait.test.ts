import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Reply, type Served, serve } from '../../src/demo/serve.ts';
import { emptyFolder, launcher, programFile } from '../helpers/program.ts';

const project = resolve(dirname(launcher), '..');
const page = readFileSync(join(project, 'docs', 'how-to', 'start-and-wait.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, code = '']) =>
    name === language ? [code] : [],
  );
const [configuration = ''] = blocks('yaml');
const [session = ''] = blocks('console');

const open: Served[] = [];
afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

const json = (status: number, body: unknown): Reply => ({ status, text: JSON.stringify(body) });

/** The services of the page. The import is known at its second poll, and has ended by then. */
async function services() {
  let polls = 0;
  const served = await serve(({ method, path }) => {
    if (method === 'POST' && path === '/tables/none/imports') {
      return json(422, { message: 'There is no such table.' });
    }
    if (method === 'POST' && path === '/imports') return json(202, { job: { id: 'j-1' } });
    if (method === 'POST') return json(202, { taskUid: 7 });
    polls += 1;
    if (polls === 1) return json(404, { message: 'Not yet.' });
    return path === '/tasks/7' ? json(200, { status: 'succeeded' }) : json(200, { state: 'done' });
  });
  open.push(served);
  return { served, polls: () => polls };
}

/** Runs a script of the page as its reader would. */
async function runs(script: string) {
  const { served, polls } = await services();
  const cwd = emptyFolder();
  const bin = emptyFolder();
  chmodSync(launcher, 0o755);
  symlinkSync(programFile, join(bin, 'importwatch'));
  symlinkSync(process.execPath, join(bin, 'node'));
  writeFileSync(join(cwd, '.importwatchrc'), configuration);
  const env = {
    PATH: [bin, process.env['PATH']].join(delimiter),
    HOME: emptyFolder(),
    SHOP_URL: served.url,
    SEARCH_URL: served.url,
    IMPORTWATCH_INTERVAL: '50ms',
  };
  return new Promise<{ code: number; stdout: string; stderr: string; polls: number }>((done) => {
    const child = execFile(
      'bash',
      ['-eo', 'pipefail', '-c', script],
      { cwd, env },
      (error, ...out) => {
        const [stdout, stderr] = out;
        done({ code: Number(error?.code ?? 0), stdout, stderr, polls: polls() });
      },
    );
    child.stdin?.end();
  });
}

describe.concurrent('the page on starting and waiting', () => {
  it.each(blocks('sh'))('has commands that work: %s', async (script) => {
    const { code, stdout, stderr, polls } = await runs(script);
    expect(stderr).toContain('Not yet.');
    expect(stdout).toMatch(/^✔ (shop:j-1|meilisearch:7) {2}succeeded/);
    expect(code).toBe(0);
    expect(polls).toBeGreaterThan(1);
  });

  it('shows the output for a command that fails', async () => {
    const [command = '', ...answer] = session.replace(/^\$ /, '').split('\n');
    const { code, stderr, polls } = await runs(command);
    expect(stderr.replace(/^curl: .*\n/m, '')).toBe(answer.join('\n'));
    expect(code).toBe(12);
    expect(polls).toBe(0);
  });
});
