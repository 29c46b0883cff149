import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answering } from '../helpers/answers.ts';
import { emptyFolder, launcher } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const done = { status: 'done', done: 5000, total: 5000, failed: 12 };
const running = { status: 'running', done: 50, total: 5000 };
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const fileOf = (name: string) => join(emptyFolder(), name);

describe.concurrent('--events', () => {
  it('writes the stream of --json in addition to the usual output', async () => {
    const service = await answering([running, done]);
    const file = fileOf('events.ndjson');
    const run = await service.run(['wait', 'api:1', '--events', file]);
    expect(run.stdout).toMatch(/^✔ api:1 +succeeded/);
    expect(run.stderr).toContain('running');
    const types = linesOf(readFileSync(file, 'utf8')).map(({ type }) => type);
    expect(types).toEqual(['version', 'progress', 'progress', 'result', 'end']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('writes exactly the lines of --json', async () => {
    const service = await answering([running, done]);
    const file = fileOf('events.ndjson');
    const { stdout } = await service.run(['wait', 'api:1', '--json', '--events', file]);
    expect(readFileSync(file, 'utf8')).toBe(stdout);
  });

  it('replaces a file, which only its user can read from then on', async () => {
    const service = await answering([done]);
    const file = fileOf('events.ndjson');
    writeFileSync(file, 'old\n'.repeat(1000));
    chmodSync(file, 0o644);
    await service.run(['wait', 'api:1', '--events', file]);
    expect(linesOf(readFileSync(file, 'utf8'))[0]).toMatchObject({ type: 'version' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['nobody:1', []],
    ['api:1', ['--max-failed', 'few']],
    ['api:1', ['--config', 'not-there.yaml']],
  ])('ends with its end if nothing could be watched: %s %j', async (target, args) => {
    const service = await answering([done], {}, {});
    const file = fileOf('events.ndjson');
    const { code } = await service.run(['wait', target, ...args, '--events', file]);
    expect(code).toBe(2);
    expect(linesOf(readFileSync(file, 'utf8')).at(-1)).toMatchObject({
      type: 'end',
      exitCode: 2,
      error: { message: expect.any(String) },
    });
  });

  it('ends with its end after Ctrl-C', async () => {
    const service = await answering([running]);
    const file = fileOf('events.ndjson');
    const wait = service.start(['wait', 'api:1', '--events', file]);
    await wait.says('running');
    wait.process.kill('SIGINT');
    expect((await wait.ended).code).toBe(130);
    const lines = linesOf(readFileSync(file, 'utf8'));
    expect(lines.at(-2)).toMatchObject({ type: 'result', outcome: 'interrupted' });
    expect(lines.at(-1)).toMatchObject({ type: 'end', exitCode: 130 });
  });

  it.each(['/proc/events.ndjson', '/dev/null/events.ndjson', '.', '/dev/full'])(
    'that cannot write to %s causes a warning, and changes no outcome',
    async (file) => {
      const service = await answering([{ status: 'broken' }]);
      const { code, stderr } = await service.run(['wait', 'api:1', '--events', file]);
      expect(stderr.match(/^warning: Can't write .*: it .*\.$/gm)).toHaveLength(1);
      expect(code).toBe(1);
    },
  );

  const options = ['events', 'metrics', 'history-file', 'junit', 'failed-to'];
  const pairs = options.flatMap((first, at) =>
    options.slice(at + 1).map((second) => [first, second] as const),
  );
  it.each(pairs)('--%s and --%s cannot have the same file', async (first, second) => {
    const service = await answering([done]);
    const file = join(service.cwd, 'out');
    writeFileSync(file, 'before');
    const args = ['wait', 'api:1', `--${first}`, 'out', `--${second}`, './out'];
    const { code, stderr } = await service.run(args);
    expect(stderr).toContain('have the same file, ');
    for (const name of [first, second]) expect(stderr).toContain(`--${name}`);
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(code).toBe(2);
  });

  it('cannot be one that another option has by the environment or a profile', async () => {
    const service = await answering([done], {}, { metrics: 'out' });
    const args = ['wait', 'api:1', ...named];
    const env = { IMPORTWATCH_HISTORY_FILE: 'out' };
    for (const { code, stderr } of [
      await service.run([...args, '--junit', 'out']),
      await service.run([...args, '--failed-to', '{profile}-{id}', '--events', 'api-1']),
      await service.run([...args, '--metrics', 'out'], { env }),
    ]) {
      expect(stderr).toContain('have the same file, ');
      expect(code).toBe(2);
    }
  });

  it('can be a device that another option has too', async () => {
    const service = await answering([done]);
    const args = ['wait', 'api:1', '--events', '/dev/null', '--junit', '/dev/null'];
    expect((await service.run(args)).code).toBe(0);
  });

  it('is not held up by a pipe without a reader', async () => {
    const service = await answering([done]);
    const pipe = fileOf('pipe');
    execFileSync('mkfifo', [pipe]);
    const { code, stderr } = await service.run(['wait', 'api:1', '--events', pipe]);
    expect(stderr).toMatch(/^warning: Can't write .*pipe: /m);
    expect(code).toBe(0);
  });

  it('goes to stdout as -, and the result to stderr', async () => {
    const service = await answering([done]);
    const { code, stdout, stderr } = await service.run(['wait', 'api:1', '--events', '-']);
    expect(linesOf(stdout).map(({ type }) => type)).toEqual([
      'version',
      'progress',
      'result',
      'end',
    ]);
    expect(stderr).toMatch(/^✔ api:1 +succeeded/m);
    expect(code).toBe(0);
  });

  it('goes to stdout by itself if the environment sets it', async () => {
    const service = await answering([done]);
    const { stdout } = await service.run(['wait', 'api:1'], { env: { IMPORTWATCH_EVENTS: '-' } });
    expect(linesOf(stdout).at(-1)).toMatchObject({ type: 'end', exitCode: 0 });
  });

  it('is on stdout once, with --json', async () => {
    const service = await answering([done]);
    const types = async (json: string) => {
      const { stdout } = await service.run(['wait', 'api:1', json, '--events', '-']);
      return linesOf(stdout).map(({ type }) => type);
    };
    expect(await types('--json')).toEqual(['version', 'progress', 'result', 'end']);
    expect(await types('--json=result')).toEqual(['version', 'end']);
  });

  it('goes to a descriptor that the shell opened', async () => {
    const service = await answering([done]);
    const script = `"${process.execPath}" "${launcher}" wait api:1 --events /dev/fd/3 3>&1 >/dev/null 2>&1 | tail -n 1`;
    const shell = spawn('/bin/sh', ['-c', script], { cwd: service.cwd, env: {} });
    let text = '';
    for await (const chunk of shell.stdout) text += chunk;
    expect(JSON.parse(text)).toMatchObject({ type: 'end', exitCode: 0 });
  });

  it('contains no secret', async () => {
    const body = { id: '1', status: 'FAILURE', message: 'Do not send example-key again.' };
    const service = await simulated('elevate', { intercept: () => ({ body }) });
    const file = fileOf('events.ndjson');
    await service.run(['wait', '--events', file]);
    expect(readFileSync(file, 'utf8')).toContain('Do not send *** again.');
  });
});

const named = ['--config', '.importwatchrc'];

describe.concurrent('events in a configuration file', () => {
  const typesIn = (file: string) => linesOf(readFileSync(file, 'utf8')).map(({ type }) => type);

  it.each([
    ['a profile', [{ events: 'events.ndjson' }, {}]],
    ['defaults', [{}, { events: 'events.ndjson' }]],
  ] as const)('of %s are written to the working directory', async (_place, [more, defaults]) => {
    const service = await answering([running, done], more, defaults);
    const { code } = await service.run(['wait', 'api:1', ...named]);
    const file = join(service.cwd, 'events.ndjson');
    expect(typesIn(file)).toEqual(['version', 'progress', 'progress', 'result', 'end']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(code).toBe(0);
  });

  it('yield to the environment, and that to the command line', async () => {
    const service = await answering([done], { events: 'profile' });
    const [flag, variable] = [fileOf('flag'), fileOf('variable')];
    const env = { IMPORTWATCH_EVENTS: variable };
    const byFlag = await service.run(['wait', 'api:1', ...named, '--events', flag], { env });
    expect([existsSync(flag), existsSync(variable)]).toEqual([true, false]);
    const byVariable = await service.run(['wait', 'api:1', ...named], { env });
    expect(existsSync(variable)).toBe(true);
    expect([byFlag.code, byVariable.code]).toEqual([0, 0]);
    expect(existsSync(join(service.cwd, 'profile'))).toBe(false);
  });

  it('of one profile include the events of all imports', async () => {
    const service = await answering([done], { events: 'events' });
    await service.run(['wait', 'api:1', 'plain:1', ...named]);
    const results = typesIn(join(service.cwd, 'events')).filter((type) => type === 'result');
    expect(results).toHaveLength(2);
  });

  it('that differ between profiles are an error before anything is watched', async () => {
    const service = await answering([done], { events: 'a' }, { events: 'b' });
    const { code, stderr } = await service.run(['wait', 'api:1', 'plain:1', ...named]);
    expect(stderr).toContain('api (a) and plain (b)');
    expect(stderr).toContain('--events <file>');
    expect(code).toBe(2);
    expect(readdirSync(service.cwd)).toEqual(['.importwatchrc']);
  });

  it.each([
    ['a target without its id', ['api:']],
    ['an id that cannot be one', ['api:1\u0007']],
    ['an empty id for the profile of an option', ['', '--profile', 'api']],
    ['another target of no profile', ['api:1', 'nobody:1']],
    ['another target that is refused', ['api:1', 'search:1']],
    ['no ids on standard input', ['api:-']],
    ['an option that does not fit', ['api:1', '--new']],
  ])('end with their end after %s', async (_about, targets) => {
    const service = await answering([done], { events: 'events' });
    const config = JSON.parse(readFileSync(join(service.cwd, '.importwatchrc'), 'utf8'));
    config.profiles.search.apiKey = { env: 'NOT_SET' };
    writeFileSync(join(service.cwd, '.importwatchrc'), JSON.stringify(config));
    const { code } = await service.run(['wait', ...targets, ...named]);
    const lines = linesOf(readFileSync(join(service.cwd, 'events'), 'utf8'));
    expect(lines.map(({ type }) => type)).toEqual(['version', 'end']);
    expect(lines[1]).toMatchObject({ exitCode: 2, error: { message: expect.any(String) } });
    expect(code).toBe(2);
  });

  it('end with their end if run starts no import', async () => {
    const service = await answering([done], { events: 'events' });
    const { code } = await service.run(['run', 'api', ...named, '--', 'false']);
    const lines = linesOf(readFileSync(join(service.cwd, 'events'), 'utf8'));
    expect(lines.at(-1)).toMatchObject({ type: 'end', exitCode: 12 });
    expect(code).toBe(12);
  });

  it('end with their end if --last finds only one of its profiles', async () => {
    const service = await answering([done], { events: 'events' });
    const home = emptyFolder();
    await service.run(['wait', 'api:1', 'plain:2', ...named], { home });
    const file = join(service.cwd, '.importwatchrc');
    const { plain: _, ...profiles } = JSON.parse(readFileSync(file, 'utf8')).profiles;
    writeFileSync(file, JSON.stringify({ profiles }));
    const { code } = await service.run(['wait', '--last', ...named], { home });
    expect(typesIn(join(service.cwd, 'events'))).toEqual(['version', 'end']);
    expect(code).toBe(2);
  });

  it('go to stdout as -, and the result to stderr', async () => {
    const service = await answering([done], { events: '-' });
    const { stdout, stderr } = await service.run(['wait', 'api:1', ...named]);
    const types = ['version', 'progress', 'result', 'end'];
    expect(linesOf(stdout).map(({ type }) => type)).toEqual(types);
    expect(stderr).toMatch(/^✔ api:1 +succeeded/m);
    const stream = await service.run(['wait', 'api:1', '--json', ...named]);
    expect(stream.lines.map(({ type }) => type)).toEqual(types);
  });

  it('cannot go to stdout with --json=result, and run starts nothing', async () => {
    const service = await answering([done], { events: '-' });
    const args = ['run', 'api', '--json=result', ...named, '--', 'touch', 'started'];
    const { code, stdout } = await service.run(args);
    const lines = linesOf(stdout);
    expect(lines.map(({ type }) => type)).toEqual(['version', 'end']);
    expect(lines[1]).toMatchObject({ error: { message: expect.stringContaining('--events -') } });
    expect(readdirSync(service.cwd)).toEqual(['.importwatchrc']);
    expect(code).toBe(2);
  });

  it('are left alone by status', async () => {
    const service = await answering([done], { events: 'events', metrics: 'metrics' });
    expect((await service.run(['status', 'api:1', ...named])).code).toBe(0);
    expect(readdirSync(service.cwd)).toEqual(['.importwatchrc']);
  });

  it.each(['events', 'metrics', 'historyFile'])('that was found cannot set %s', async (key) => {
    const service = await answering([done], { [key]: 'written' });
    const { code, stderr } = await service.run(['wait', 'api:1']);
    expect(stderr).toContain(`profiles.api.${key} is allowed only in your user configuration`);
    expect(readdirSync(service.cwd)).toEqual(['.importwatchrc']);
    expect(code).toBe(2);
  });
});

describe.concurrent('--on-end', () => {
  const told = (file: string) => `cat > "${file}"; env | grep ^IMPORTWATCH_ | sort >> "${file}"`;

  it('runs with the result on standard input', async () => {
    const service = await answering([done]);
    const file = fileOf('told');
    const { code } = await service.run(['wait', 'api:1', '--on-end', told(file)]);
    const [json = '', ...env] = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(JSON.parse(json)).toMatchObject({
      target: { profile: 'api', id: '1' },
      outcome: 'succeeded',
      exitCode: 0,
      snapshot: { completed: 5000, failed: 12 },
      results: [{ type: 'result', outcome: 'succeeded' }],
    });
    expect(env).toEqual(['IMPORTWATCH_EXIT_CODE=0', 'IMPORTWATCH_OUTCOME=succeeded']);
    expect(code).toBe(0);
  });

  it('runs once for several imports', async () => {
    const service = await answering([done], { maxFailed: 5 });
    const file = fileOf('told');
    await service.run(['wait', 'api:1', 'plain:1', '--on-end', `cat >> "${file}"`]);
    const { outcome, exitCode, results, target } = JSON.parse(readFileSync(file, 'utf8'));
    expect({ outcome, exitCode, target }).toEqual({ outcome: 'partial', exitCode: 10 });
    expect(results).toHaveLength(2);
  });

  it.each([
    [{ status: 'broken' }, [], 'failed', 1],
    [running, ['--timeout', '0s'], 'timed-out', 124],
    [{ unusual: true }, ['--max-outage', '0s'], 'no-answer', 6],
  ])('runs whatever the outcome: %j %j', async (answer, args, outcome, code) => {
    const service = await answering([answer]);
    const run = await service.run([
      'wait',
      'api:1',
      ...args,
      '--on-end',
      'echo "$IMPORTWATCH_OUTCOME"',
    ]);
    expect(run.stderr).toContain(`${outcome}\n`);
    expect(run.code).toBe(code);
  });

  it('runs after Ctrl-C', async () => {
    const service = await answering([running]);
    const wait = service.start([
      'wait',
      'api:1',
      '--on-end',
      'echo "ended $IMPORTWATCH_EXIT_CODE"',
    ]);
    await wait.says('running');
    wait.process.kill('SIGINT');
    const { code, stderr } = await wait.ended;
    expect(stderr).toContain('ended 130');
    expect(code).toBe(130);
  });

  it('runs if the time limit passes while the profile is still being read', async () => {
    const pipe = fileOf('pipe');
    execFileSync('mkfifo', [pipe]);
    const service = await answering([done], { headers: { 'api-key': { file: pipe } } });
    const args = ['wait', 'api:1', '--timeout', '100ms', '--on-end', 'echo "$IMPORTWATCH_OUTCOME"'];
    const { code, stderr } = await service.run(args);
    expect(stderr).toMatch(/^timed-out$/m);
    expect(code).toBe(124);
  });

  it('does not run after a usage or configuration error', async () => {
    const service = await answering([done]);
    const file = fileOf('told');
    const { code } = await service.run(['wait', 'nobody:1', '--on-end', told(file)]);
    expect(code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });

  it('changes no exit code, and its failure causes a warning', async () => {
    const service = await answering([done]);
    const { code, stderr } = await service.run(['wait', 'api:1', '--on-end', 'exit 7']);
    expect(stderr).toContain('warning: The --on-end command exited with code 7.');
    expect(code).toBe(0);
  });

  it('has its output on stderr, without secrets and control characters', async () => {
    const service = await simulated('elevate');
    const command = `printf 'out example-key \\033[2J\\n'; echo err >&2`;
    const { stdout, stderr } = await service.run(['wait', '--on-end', command]);
    expect(stderr).toContain('out ***');
    expect(stderr).toContain('err\n');
    expect(stderr).not.toContain('\u001B');
    expect(stdout).not.toMatch(/out|err/);
  });

  it('shows no part of a secret if a long line is cut', async () => {
    const service = await simulated('elevate');
    const command = `printf '%3990s%s\\n' '' example-key`;
    const { stderr } = await service.run(['wait', '--on-end', command]);
    expect(stderr).not.toContain('exam');
  });

  it('ends at Ctrl-C, and the exit code stays that of the import', async () => {
    const service = await answering([done]);
    const wait = service.start(['wait', 'api:1', '--on-end', 'echo begun; exec sleep 600']);
    await wait.says('begun');
    wait.process.kill('SIGINT');
    const { code, stderr } = await wait.ended;
    expect(stderr).toContain('The --on-end command was stopped by you.');
    expect(code).toBe(0);
  });

  it('can come from the environment and from a file given by --config', async () => {
    const service = await answering([done], { onEnd: 'echo "from ${IMPORTWATCH_OUTCOME}"' });
    const named = await service.run(['wait', 'api:1', '--config', '.importwatchrc']);
    expect(named.stderr).toContain('from succeeded');
    const plain = await answering([done]);
    const env = { IMPORTWATCH_ON_END: 'echo from the environment' };
    expect((await plain.run(['wait', 'api:1'], { env })).stderr).toContain('from the environment');
  });

  it('of a profile runs if run starts no import', async () => {
    const service = await answering([done], { onEnd: 'echo "ended: $IMPORTWATCH_OUTCOME"' });
    const { code, stderr } = await service.run(['run', 'api', ...named, '--', 'false']);
    expect(stderr).toContain('ended: not-started');
    expect(code).toBe(12);
  });

  it('is not part of a recording, because it may have secrets', async () => {
    const service = await answering([done]);
    const folder = fileOf('recording');
    const args = ['--record', folder, '--on-end', 'echo example-word', '--min-records', '1'];
    await service.run(['wait', 'api:1', ...args]);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(files.join('\n')).toContain('minRecords');
    expect(files.join('\n')).not.toContain('example-word');
  });

  it.each([
    ['a profile', [{ onEnd: 'echo ran' }, {}]],
    ['defaults', [{}, { onEnd: 'echo ran' }]],
  ] as const)('never comes from %s of a file that was found', async (_place, [more, defaults]) => {
    const service = await answering([done], more, defaults);
    const { code, stderr } = await service.run(['wait', 'api:1']);
    expect(code).toBe(2);
    expect(stderr).toContain('onEnd');
    expect(stderr).toContain('--config');
    expect(stderr).not.toMatch(/^ran$/m);
  });
});

describe.concurrent('--metrics', () => {
  it('goes to stdout behind what is there', async () => {
    const service = await answering([done]);
    const file = fileOf('all.txt');
    const script = `"${process.execPath}" "${launcher}" wait api:1 --metrics /dev/stdout >> "${file}"`;
    const shell = spawn('/bin/sh', ['-c', script], { cwd: service.cwd, env: {}, stdio: 'ignore' });
    await once(shell, 'close');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^✔ api:1 /);
    expect(text).toContain('\nimportwatch_exit_code 0\n');
  });

  it('writes the result for Prometheus', async () => {
    const service = await answering([{ unusual: true }, running, done]);
    const file = fileOf('import.prom');
    writeFileSync(file, 'old');
    await service.run(['wait', 'api:1', '--metrics', file]);
    const text = readFileSync(file, 'utf8');
    const labels = '{profile="api",provider="http",id="1"}';
    expect(text).toContain(
      '# TYPE importwatch_outcome gauge\nimportwatch_outcome{profile="api",provider="http",id="1",outcome="succeeded"} 1\n',
    );
    expect(text).toContain(`importwatch_records${labels} 5000\n`);
    expect(text).toContain(`importwatch_records_failed${labels} 12\n`);
    expect(text).toContain(`importwatch_polls${labels} 3\n`);
    expect(text).toContain(`importwatch_retries${labels} 1\n`);
    expect(text).toMatch(/^importwatch_duration_seconds\{.*\} [\d.]+$/m);
    expect(text).toMatch(/^importwatch_exit_code 0$/m);
  });

  it('leaves out unknown values, and reports the end of a wait that never began', async () => {
    const service = await answering([{ status: 'done' }]);
    const file = fileOf('import.prom');
    await service.run(['wait', 'api:1', '--metrics', file]);
    expect(readFileSync(file, 'utf8')).not.toContain('records');
    await service.run(['wait', 'nobody:1', '--metrics', file]);
    expect(readFileSync(file, 'utf8')).toContain('importwatch_exit_code 2\n');
    expect(readFileSync(file, 'utf8')).not.toContain('importwatch_outcome');
  });

  it('can come from a configuration file', async () => {
    const service = await answering([done], {}, { metrics: 'import.prom' });
    await service.run(['wait', 'api:1', ...named]);
    const text = readFileSync(join(service.cwd, 'import.prom'), 'utf8');
    expect(text).toMatch(/^importwatch_exit_code 0$/m);
  });

  it('that cannot be written is a warning', async () => {
    const service = await answering([{ status: 'broken' }]);
    const { code, stderr } = await service.run(['wait', 'api:1', '--metrics', '/proc/import.prom']);
    expect(stderr).toContain("Can't write /proc/import.prom: it");
    expect(code).toBe(1);
  });
});

describe.concurrent('--json=result', () => {
  it.each(['wait', 'status'])('%s says the version, the result and the end', async (command) => {
    const service = await answering([done]);
    const { stdout, stderr } = await service.run([command, 'api:1', '--json=result']);
    expect(linesOf(stdout).map(({ type }) => type)).toEqual(['version', 'result', 'end']);
    expect(stderr).toBe('');
  });

  it('prints on stderr what the stream leaves out: warnings', async () => {
    const service = await answering([done], { failed: undefined });
    const { stderr } = await service.run(['wait', 'api:1', '--json=result', '--fail-on-partial']);
    expect(stderr).toContain('--fail-on-partial');
  });

  it('ends the stream for an error as well', async () => {
    const service = await answering([done]);
    for (const args of [['nobody:1'], ['api:1', '--never']]) {
      const { code, stdout } = await service.run(['wait', ...args, '--json=result']);
      expect(linesOf(stdout).map(({ type }) => type)).toEqual(['version', 'end']);
      expect(code).toBe(2);
    }
  });

  it.each([
    ['wait', '--json', 'api:1'],
    ['status', '--json', 'api:result'],
    ['wait', '--json', '--timeout', '9s', 'api:1'],
    ['wait', '--json=events', 'api:1'],
  ])('an argument after --json is a target: %s %s %s', async (...args) => {
    const service = await answering([done]);
    const { code, stdout } = await service.run(args);
    expect(linesOf(stdout).at(-2)).toMatchObject({ type: 'result', outcome: 'succeeded' });
    expect(code).toBe(0);
  });
});
