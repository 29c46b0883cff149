import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answering } from '../helpers/answers.ts';
import { emptyFolder, run } from '../helpers/program.ts';

const done = { status: 'done', done: 31_000, total: 31_000, failed: 0 };
const running = { status: 'running' };

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

describe.concurrent('--history-file', () => {
  it('keeps past imports there, and nothing in the state folder', async () => {
    const service = await answering([running, done]);
    const [home, file] = [emptyFolder(), join(emptyFolder(), 'cache', 'past.ndjson')];
    const { code, stderr } = await service.run(['wait', 'api:1', '--history-file', file], { home });
    expect(stderr).not.toContain('history');
    expect(linesOf(readFileSync(file, 'utf8')).map((line) => JSON.parse(line))).toMatchObject([
      { type: 'watch', targets: [{ profile: 'api', id: '1' }] },
      { type: 'end', outcome: 'succeeded', records: 31_000 },
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(join(home, '.local'))).toBe(false);
    expect(code).toBe(0);
  });

  it('is read by history and by --last, also if the environment names it', async () => {
    const service = await answering([running, done]);
    const file = join(emptyFolder(), 'past.ndjson');
    const env = { IMPORTWATCH_HISTORY_FILE: file };
    await service.run(['wait', 'api:1'], { env });
    const shown = await run(['history', '--json', '--history-file', file], { cwd: service.cwd });
    expect(JSON.parse(shown.stdout).imports).toHaveLength(1);
    expect((await service.run(['wait', '--last'], { env })).stdout).toContain('api:1');
    await run(['history', '--clear'], { env });
    expect(existsSync(file)).toBe(false);
  });

  it('is empty if it is missing', async () => {
    const { code, stdout, stderr } = await run(['history', '--history-file', 'not-there']);
    expect([code, stdout, stderr]).toEqual([
      0,
      expect.stringContaining('The history is empty'),
      '',
    ]);
  });

  it('that is partly damaged causes a warning, and the rest of it is used', async () => {
    const service = await answering([running, done]);
    const file = join(emptyFolder(), 'past.ndjson');
    await service.run(['wait', 'api:1', '--history-file', file]);
    appendFileSync(file, '{"v":1,"type":"en');
    const { code, stderr } = await service.run(['wait', 'api:2', '--history-file', file]);
    expect(stderr).toMatch(/^importwatch: The history file .* is damaged. importwatch skips 1/m);
    expect(code).toBe(0);
    const { stdout } = await run(['history', '--json', '--history-file', file]);
    expect(JSON.parse(stdout).imports).toHaveLength(2);
  });

  it('that is not a history causes a warning, and is unchanged', async () => {
    const service = await answering([running, done]);
    const file = join(emptyFolder(), 'products.csv');
    writeFileSync(file, 'sku;price\n1;2\n');
    const { code, stderr } = await service.run(['wait', 'api:1', '--history-file', file]);
    expect(stderr).toContain("isn't a history file");
    expect((await run(['history', '--clear', '--history-file', file])).stdout).not.toContain('now');
    expect(readFileSync(file, 'utf8')).toBe('sku;price\n1;2\n');
    expect(code).toBe(0);
  });

  it.each(['/dev/full', '/', '/proc/past.ndjson'])(
    'that cannot be used causes a warning, and changes no outcome: %s',
    async (file) => {
      const service = await answering([{ status: 'broken' }]);
      const { code, stderr } = await service.run(['wait', 'api:1', '--history-file', file]);
      expect(stderr).toMatch(/^importwatch: Can(?:not|'t) (read|write) the history file .*\.$/m);
      expect(code).toBe(1);
    },
  );

  it('that is a pipe is a warning', async () => {
    const service = await answering([done]);
    const pipe = join(emptyFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { code, stderr } = await service.run(['wait', 'api:1', '--history-file', pipe]);
    expect(stderr).toMatch(/^importwatch: Can't write the history file .*pipe: /m);
    expect(code).toBe(0);
  });

  it('does not grow forever', async () => {
    const service = await answering([running, done]);
    const folder = emptyFolder();
    const file = join(folder, 'past.ndjson');
    await service.run(['wait', 'api:1', '--history-file', file]);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.repeat(Math.ceil((64 * 1024) / text.length)));
    await service.run(['wait', 'api:2', '--history-file', file]);
    expect(statSync(file).size).toBeLessThan(48 * 1024);
    expect(readdirSync(folder)).toEqual(['past.ndjson']);
    const { stdout, stderr } = await run(['history', '--json', '--history-file', file]);
    expect(JSON.parse(stdout).last.targets).toMatchObject([{ id: '2' }]);
    expect(stderr).toBe('');
  });
});

describe.concurrent('an import with far fewer records than the last ones', () => {
  it('is a warning, and changes no exit code', async () => {
    const file = join(emptyFolder(), 'past.ndjson');
    const usual = await answering([running, done]);
    for (const id of ['1', '2', '3']) {
      await usual.run(['wait', `api:${id}`, '--history-file', file]);
    }
    const fewer = await answering([running, { ...done, done: 4812, total: 4812 }]);
    const { code, lines } = await fewer.run(['wait', 'api:4', '--json', '--history-file', file]);
    expect(lines.filter(({ type }) => type === 'warning')).toMatchObject([
      {
        code: 'unusual-records',
        message: '4,812 records arrived; the last three imports had 31,000.',
      },
    ]);
    expect(code).toBe(0);
  });
});
