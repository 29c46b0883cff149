import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manyImports } from '../helpers/many-imports.ts';
import { emptyFolder, launcher, start } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const commands = (text: string) => text.match(/^::.*$/gm) ?? [];

/** A step of GitHub Actions, with the files it gives. */
function step() {
  const folder = emptyFolder();
  const [summary, output] = [join(folder, 'summary'), join(folder, 'output')];
  return {
    env: {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
    },
    summary: () => readFileSync(summary, 'utf8'),
    output: () => readFileSync(output, 'utf8'),
  };
}

describe.concurrent('in a step of GitHub Actions', () => {
  it('the outcome is annotated, summed up and handed on', async () => {
    const service = await simulated('oracle-commerce', { outcome: 'success' });
    const { env, summary, output } = step();
    const { code, stderr } = await service.run(['wait'], { env });
    expect(commands(stderr)).toEqual([expect.stringMatching(/^::notice .*succeeded/)]);
    expect(summary()).toMatch(/\| succeeded \| 5,000 records \|/);
    expect(output()).toMatch(
      /^status=succeeded\nexit-code=0\ncompleted=5000\ntotal=5000\nduration-ms=\d+\n$/,
    );
    expect(code).toBe(0);
  });

  it('an import that was not started is reported too', async () => {
    const service = await simulated('elevate');
    const { env, summary, output } = step();
    const report = join(emptyFolder(), 'junit.xml');
    const args = ['run', ...service.flags, '--junit', report, '--', 'false'];
    const { code, stderr } = await start(args, { env: { ...service.env, ...env } }).ended;
    expect(commands(stderr)).toEqual([
      expect.stringMatching(/^::error title=importwatch::not started: "false" exited /),
    ]);
    expect(summary()).toMatch(
      /\n\| ✖ importwatch \| not started \| {2}\| {2}\| 12 \| "false" .+ \|\n$/,
    );
    expect(output()).toBe('status=not-started\nexit-code=12\ncompleted=\ntotal=\nduration-ms=0\n');
    expect(readFileSync(report, 'utf8')).toContain('<error type="not-started" message="&#34;false');
    expect(code).toBe(12);
  });

  it('a service cannot send commands to the runner', async () => {
    const message = 'boom\n::error::forged\n::set-output name=a::b\nstatus=succeeded';
    const body = { id: '1', status: 'FAILURE', message };
    const service = await simulated('elevate', { intercept: () => ({ body }) });
    const { env, output } = step();
    const { code, stdout, stderr } = await service.run(['wait'], { env });
    expect(commands(stdout + stderr)).toEqual([expect.stringMatching(/^::error .*boom/)]);
    expect(output()).toMatch(/^status=failed$/m);
    expect(output()).not.toContain('succeeded');
    expect(code).toBe(1);
  });

  it('files that cannot be written only cause a warning', async () => {
    const service = await simulated('elevate', { outcome: 'failure' });
    const lost = '/proc/file';
    const env = { ...step().env, GITHUB_STEP_SUMMARY: lost, GITHUB_OUTPUT: '/dev/full' };
    const { code, stderr } = await service.run(['wait', '--junit', lost], { env });
    expect(stderr.match(/: Can't write /g)).toHaveLength(3);
    expect(code).toBe(1);
  });

  it('a report to a pipe without a reader changes no outcome and delays nothing', async () => {
    const [junit, output] = ['junit.xml', 'output'].map((name) => join(emptyFolder(), name));
    for (const pipe of [junit, output]) execFileSync('mkfifo', [pipe as string]);
    const service = await simulated('elevate', { outcome: 'failure' });
    const env = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: output as string };
    const { code, stderr } = await service.run(['wait', '--junit', junit as string], { env });
    expect(stderr.match(/is a pipe without a reader/g)).toHaveLength(2);
    expect(code).toBe(1);
  });

  it('no file contains a secret', async () => {
    const body = { id: '1', status: 'FAILURE', message: 'Do not send example-key again.' };
    const service = await simulated('elevate', { intercept: () => ({ body }) });
    const { env, summary } = step();
    const junit = join(emptyFolder(), 'junit.xml');
    await service.run(['wait', '--junit', junit], { env });
    expect(summary()).toContain('Do not send');
    expect(readFileSync(junit, 'utf8')).toContain('Do not send *** again.');
    expect(summary()).not.toContain('example-key');
  });
});

/** The program as a CI system runs it: its sections hold control characters, as they must. */
async function runIn(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const program = spawn(process.execPath, [launcher, ...args], {
    env: { PATH: process.env['PATH'], CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    program[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => program.on('close', resolve));
  return { code, ...printed };
}

const variables = {
  github: { GITHUB_ACTIONS: 'true' },
  gitlab: { GITLAB_CI: 'true' },
  azure: { TF_BUILD: 'True' },
  teamcity: { TEAMCITY_VERSION: '2026.1' },
  buildkite: { BUILDKITE: 'true' },
} as const;
const spoken = /^::\w+ .*$|##(?:vso|teamcity)\[.*$|section_\w+:.*$|^(?:~~~|\^\^\^|\+\+\+).*$/gm;
const wait = ['wait', '--interval', '50ms'];

describe.concurrent('each system gets messages in its own language', () => {
  it.each([
    ['github', [/^::error title=importwatch%3A elevate%3A5537.*::failed, in .*: Stopped by/]],
    [
      'gitlab',
      [
        /^section_start:\d{10}:importwatch_\d+\[collapsed=true\]$/,
        /^section_end:\d{10}:importwatch_\d+$/,
      ],
    ],
    ['azure', [/^##vso\[task\.logissue type=error\]elevate:5537\d+: failed, in .*: Stopped by/]],
    [
      'teamcity',
      [
        /^##teamcity\[progressMessage 'elevate:5537\d+: queued \(WAITING\)'\]$/,
        /^##teamcity\[progressMessage 'elevate:5537\d+: running \(IN_PROGRESS\)'\]$/,
        /^##teamcity\[progressMessage 'elevate:5537\d+: failed \(FAILURE\)'\]$/,
        /^##teamcity\[buildProblem description='elevate:5537.*Stopped by.*' identity='importwatch_\w+'\]$/,
      ],
    ],
    ['buildkite', [/^~~~ importwatch$/, /^\^\^\^ \+\+\+$/, /^\+\+\+ importwatch: result$/]],
  ] as const)('%s', async (system, lines) => {
    const service = await simulated('elevate', { outcome: 'failure', steps: 12 });
    const args = [...wait, ...service.flags, service.id ?? ''];
    const { code, stdout, stderr } = await runIn({ ...service.env, ...variables[system] }, args);
    expect(stderr.match(spoken)).toEqual(lines.map((line) => expect.stringMatching(line)));
    expect(stdout).toMatch(/^✖ elevate:5537.* failed /);
    expect(code).toBe(1);
  });

  it('azure gets the progress', async () => {
    const service = await simulated('oracle-commerce', { steps: 20 });
    const args = [...wait, ...service.flags, service.id ?? ''];
    const { stderr } = await runIn({ ...service.env, ...variables.azure }, args);
    expect(stderr).toMatch(
      /^##vso\[task\.setprogress value=100;\]oracle-commerce:a1b2_c3: succeeded/m,
    );
  });

  it.each(Object.entries(variables))('%s is not, with --ci none', async (_, env) => {
    const service = await simulated('elevate', { outcome: 'failure', steps: 3 });
    const args = [...wait, '--ci', 'none', ...service.flags, service.id ?? ''];
    const { code, stderr } = await runIn({ ...service.env, ...env }, args);
    expect(stderr).not.toMatch(spoken);
    expect(code).toBe(1);
  });

  it.each(Object.entries(variables))('%s finds the stream of JSON untouched', async (_, env) => {
    const service = await simulated('elevate', { steps: 3 });
    const args = [...wait, '--json', ...service.flags, service.id ?? ''];
    const { code, stdout } = await runIn({ ...service.env, ...env }, args);
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect(types[0]).toBe('version');
    expect(types.slice(-2)).toEqual(['result', 'end']);
    expect(code).toBe(0);
  });

  it('with --ci azure a system gets messages even if it is not there', async () => {
    const service = await simulated('elevate', { outcome: 'aborted', steps: 3 });
    const args = [...wait, '--ci', 'azure', ...service.flags, service.id ?? ''];
    const { code, stderr } = await runIn(service.env, args);
    expect(stderr).toContain('##vso[task.logissue type=error]');
    expect(code).toBe(3);
  });
});

describe.concurrent('a report of JUnit', () => {
  it('has a test case an import', async () => {
    const service = await manyImports({ outcome: (id) => (id === 'b' ? 'FAILURE' : 'SUCCESS') });
    const junit = join(emptyFolder(), 'junit.xml');
    const args = [...wait, '--junit', junit, ...service.flags, 'a', 'b', 'c'];
    const { code } = await runIn(service.env, args);
    const report = readFileSync(junit, 'utf8');
    expect(report).toContain('<testsuites tests="3" failures="1" errors="0"');
    expect(report).toContain('<failure type="failed"');
    expect(code).toBe(1);
  });

  it('is written even if the watch is interrupted', async () => {
    const service = await manyImports({ steps: () => Number.POSITIVE_INFINITY });
    const junit = join(emptyFolder(), 'junit.xml');
    const watch = start([...wait, '--junit', junit, ...service.flags, 'a'], { env: service.env });
    await watch.says('running');
    watch.process.kill('SIGTERM');
    expect((await watch.ended).code).toBe(143);
    expect(readFileSync(junit, 'utf8')).toContain('<error type="interrupted"');
  });
});

describe.concurrent('with --any, one that succeeded makes it good', () => {
  it.each([
    ['github', /^::warning /m],
    ['azure', /type=warning\]/],
    ['teamcity', /status='WARNING'/],
  ] as const)('in %s as well', async (system, warning) => {
    const service = await manyImports({
      steps: (id) => (id === 'bad' ? 1 : 4),
      outcome: (id) => (id === 'bad' ? 'FAILURE' : 'SUCCESS'),
    });
    const output = join(emptyFolder(), 'output');
    const env = { ...service.env, ...variables[system], GITHUB_OUTPUT: output };
    const args = [...wait, '--any', ...service.flags, 'bad', 'good'];
    const { code, stderr } = await runIn(env, args);
    expect(stderr).toMatch(warning);
    expect(stderr).not.toMatch(/::error|type=error|buildProblem/);
    if (system === 'github') expect(readFileSync(output, 'utf8')).toMatch(/^status=succeeded$/m);
    expect(code).toBe(0);
  });
});
