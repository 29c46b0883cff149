import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
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
    expect(stderr).toMatch(
      /^warning: The history file .* is damaged. importwatch ignores one line/m,
    );
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
      expect(stderr).toMatch(/^warning: Can't (read|write) the history file .*\.$/m);
      expect(code).toBe(1);
    },
  );

  it('that is a pipe is a warning', async () => {
    const service = await answering([done]);
    const pipe = join(emptyFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { code, stderr } = await service.run(['wait', 'api:1', '--history-file', pipe]);
    expect(stderr).toMatch(/^warning: Can't write the history file .*pipe: /m);
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

const named = ['--config', '.importwatchrc'];

describe.concurrent('historyFile in a configuration file', () => {
  const imports = (stdout: string) => JSON.parse(stdout).imports.length;

  it('keeps past imports there, and is read by wait, history and --last', async () => {
    const service = await answering([running, done], {}, { historyFile: 'past.ndjson' });
    const home = emptyFolder();
    for (const id of ['1', '2', '3']) await service.run(['wait', `api:${id}`, ...named], { home });
    expect(readdirSync(service.cwd)).toContain('past.ndjson');
    expect(existsSync(join(home, '.local'))).toBe(false);
    const shown = await service.run(['history', '--json', ...named], { home });
    expect(imports(shown.stdout)).toBe(3);
    const again = await service.run(['wait', '--last', ...named], { home });
    expect(again.stdout).toContain('api:3');
    await service.run(['history', '--clear', ...named], { home });
    expect(existsSync(join(service.cwd, 'past.ndjson'))).toBe(false);
  });

  it('is read from a configuration that can be read only once', async () => {
    const service = await answering([running, done], {}, { historyFile: 'past.ndjson' });
    const text = readFileSync(join(service.cwd, '.importwatchrc'), 'utf8');
    const pipe = join(service.cwd, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const runPiped = async (args: readonly string[]) => {
      const [{ stdout }] = await Promise.all([
        service.run([...args, '--config', pipe]),
        writeFile(pipe, text),
      ]);
      return stdout;
    };
    for (const args of [['wait', 'api:1'], ['wait', '--last'], ['history']]) {
      expect(await runPiped(args)).toContain('api:1');
    }
  });

  it('is compared with the next import', async () => {
    const fewer = { ...done, done: 4812, total: 4812 };
    const past = { historyFile: 'past.ndjson' };
    const usual = await answering([running, done], past);
    for (const id of ['1', '2', '3']) await usual.run(['wait', `api:${id}`, ...named]);
    const later = await answering([running, fewer], {
      historyFile: join(usual.cwd, 'past.ndjson'),
    });
    const { lines } = await later.run(['wait', 'api:4', '--json', ...named]);
    expect(lines).toContainEqual(expect.objectContaining({ code: 'unusual-records' }));
  });

  it('is used by run', async () => {
    const service = await answering([running, done], { historyFile: 'past.ndjson' });
    await service.run(['run', 'api', ...named, '--', 'echo', '7']);
    expect(readFileSync(join(service.cwd, 'past.ndjson'), 'utf8')).toContain('"id":"7"');
  });

  it('yields to the environment, and that to the command line', async () => {
    const service = await answering([running, done], {}, { historyFile: 'profile' });
    const [flag, variable] = [join(emptyFolder(), 'flag'), join(emptyFolder(), 'variable')];
    const env = { IMPORTWATCH_HISTORY_FILE: variable };
    await service.run(['wait', 'api:1', ...named], { env });
    await service.run(['wait', 'api:2', ...named, '--history-file', flag], { env });
    const [byVariable, byFlag] = [
      await service.run(['history', '--json', ...named], { env }),
      await service.run(['history', '--json', ...named, '--history-file', flag], { env }),
    ];
    expect(byVariable.stdout).toContain('"1"');
    expect(byFlag.stdout).toContain('"2"');
    expect(existsSync(join(service.cwd, 'profile'))).toBe(false);
  });

  it('that differs between profiles is an error before anything is watched', async () => {
    const service = await answering([done], { historyFile: 'a' }, { historyFile: 'b' });
    const { code, stderr } = await service.run(['wait', 'api:1', 'plain:1', ...named]);
    expect(stderr).toContain('api (a) and plain (b)');
    expect(stderr).toContain('--history-file <file>');
    expect(code).toBe(2);
  });

  it('that only one profile has is found by its name', async () => {
    const service = await answering([running, done], { historyFile: 'past.ndjson' });
    const home = emptyFolder();
    await service.run(['wait', 'api:1', ...named], { home });
    await service.run(['wait', 'plain:2', ...named], { home });
    const [api, plain, all, last] = await Promise.all([
      service.run(['history', 'api', '--json', ...named], { home }),
      service.run(['history', 'plain', '--json', ...named], { home }),
      service.run(['history', '--json', ...named], { home }),
      service.run(['wait', '--last', ...named], { home }),
    ]);
    expect([imports(api.stdout), imports(plain.stdout)]).toEqual([1, 1]);
    for (const { code, stderr } of [all, last]) {
      expect(stderr).toMatch(/api \(past\.ndjson\), plain \(no historyFile\)/);
      expect(stderr).toContain('--history-file <file>');
      expect(code).toBe(2);
    }
  });

  it('of your own file needs no option', async () => {
    const service = await answering([running, done], {}, { historyFile: 'past.ndjson' });
    const home = emptyFolder();
    const own = join(home, '.config', 'importwatch');
    mkdirSync(own, { recursive: true });
    renameSync(join(service.cwd, '.importwatchrc'), join(own, 'config.json'));
    await service.run(['wait', 'api:1'], { home });
    expect((await service.run(['history'], { home })).stdout).toContain('api:1');
    expect((await service.run(['wait', '--last'], { home })).stdout).toContain('api:1');
  });

  it.each([
    ['that is broken', 'profilse: {}', 'profilse'],
    [
      'with a variable that is not set',
      'profiles: { shop: { provider: elevate, clusterId: w1, apiKey: k, historyFile: "${NOT}" } }',
      'NOT',
    ],
  ])('%s is a warning, and history shows the usual one', async (_about, text, reason) => {
    const service = await answering([running, done]);
    const home = emptyFolder();
    await service.run(['wait', 'api:1'], { home });
    const config = join(emptyFolder(), 'config.yaml');
    writeFileSync(config, text);
    const args = ['history', '--json', '--config', config];
    const { code, stdout, stderr } = await run(args, { home });
    expect(imports(stdout)).toBe(1);
    expect(linesOf(stderr)).toEqual([expect.stringContaining(reason)]);
    expect(stderr).toMatch(/^warning: Using the default history, because/);
    expect(code).toBe(0);
    const clear = await run(['history', '--clear', '--config', config], { home });
    expect([clear.code, clear.stdout]).toEqual([2, '']);
    expect(imports((await run(['history', '--json'], { home })).stdout)).toBe(1);
  });
});

describe.concurrent('a history file in a profile', () => {
  it('is in the command that history shows, if --last would not find it', async () => {
    const service = await answering([running]);
    await service.run(['wait', 'api:1', '--timeout', '0s', '--history-file', 'past.ndjson']);
    const { stdout } = await service.run(['history', '--history-file', 'past.ndjson']);
    expect(stdout).toContain('importwatch wait --last --history-file past.ndjson\n');
  });

  it('is not touched with --no-history', async () => {
    const service = await answering([done], { historyFile: emptyFolder() });
    const usual = await service.run(['wait', 'api:1', ...named]);
    expect(usual.stderr).toContain('history file');
    const { code, stderr } = await service.run(['wait', 'api:1', '--no-history', ...named]);
    expect(stderr).not.toContain('history file');
    expect(code).toBe(0);
  });
});

describe.concurrent('a configuration that is not valid', () => {
  it('is the reason why --last finds no wait', async () => {
    const service = await answering([done], { historyFile: '${NOT}' });
    const { code, stderr } = await service.run(['wait', '--last', ...named]);
    expect(stderr).toMatch(/profiles\.api\.historyFile .*NOT/);
    expect(code).toBe(2);
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
        message: expect.stringMatching(/^4,812 records arrived\..* three .* 31,000 each\.$/),
      },
    ]);
    expect(code).toBe(0);
  });
});
