import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../src/demo/serve.ts';
import { providers } from '../../src/providers/index.ts';
import { emptyFolder, launcher, programFile } from '../helpers/program.ts';

const page = readFileSync(resolve(launcher, '../../docs/how-to/failed-records.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );

const open: Served[] = [];
afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

const rows = 'id,why\n1,No price\n2,No name\n';

/** A shell in a folder with the profile `acme`, whose service has failed records. */
async function shell(script: string) {
  const service = await serve(({ path }) =>
    path.endsWith('.csv') ? { text: rows } : { body: { status: 'done' } },
  );
  open.push(service);
  const cwd = emptyFolder();
  const acme = {
    provider: 'http',
    baseUrl: service.url,
    request: { path: '/jobs/{id}' },
    state: { from: 'status', words: { done: 'succeeded' } },
    failedRecords: { request: { path: '/jobs/{id}/failed.csv' } },
  };
  writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { acme } }));
  symlinkSync(programFile, join(cwd, 'importwatch'));
  const env = { PATH: [cwd, process.env['PATH']].join(delimiter), HOME: cwd };
  const ran = await promisify(execFile)('sh', ['-ec', script], { cwd, env });
  return { ...ran, read: (file: string) => readFileSync(join(cwd, file), 'utf8') };
}

describe('docs/how-to/failed-records.md', () => {
  const [single = '', several = '', afterward = ''] = blocks('sh');
  const [shown = ''] = blocks('text');

  it('writes the failed records of one import, with the printed output', async () => {
    const { stderr, read } = await shell(single);
    expect(read('failed.csv')).toBe(rows);
    expect(stderr).toContain(shown);
  });

  it('writes the failed records of several imports', async () => {
    const { read } = await shell(several);
    expect([read('failed-1042.csv'), read('failed-1043.csv')]).toEqual([rows, rows]);
  });

  it('gets them afterward', async () => {
    const { stdout, read } = await shell(afterward);
    expect(stdout).toBe(`${rows}id,why\n1,No price\n`);
    expect(read('failed.csv')).toBe(rows);
  });

  it('lists every service correctly', () => {
    const [, table = ''] = page.split('| service | what you get |');
    const listed = table.split('\n\n')[0]?.split('\n').slice(1) ?? [];
    const none = listed.at(-1) ?? '';
    const reporting = providers.filter(({ failedRecords }) => failedRecords !== undefined);
    for (const { name } of reporting) expect(listed.slice(0, -1).join()).toContain(`\`${name}\``);
    const own = ['elevate', 'rocketchat', 'meilisearch', 'pinecone', 'algolia-ingestion'];
    for (const name of own) expect(none).toContain(`\`${name}\``);
  });
});
