import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { github } from '../src/render/ci/github.ts';
import { actionMistakes } from './helpers/github.ts';
import { manyImports } from './helpers/many-imports.ts';
import { summary } from './render/ci/summary.ts';

const project = fileURLToPath(new URL('../', import.meta.url));
const text = readFileSync(join(project, 'action.yml'), 'utf8');

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly id: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

const action = parse(text) as Action;
const { steps } = action.runs;
const expressions = (value: string) =>
  [...value.matchAll(/\$\{\{ ([\w.-]+) \}\}/g)].map(([, name = '']) => name);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'importwatch-action-'));
  folders.push(folder);
  return folder;
}

interface Run {
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What npm was called with. */
  readonly npm: string;
}

/**
 * Runs the steps as a runner does: expressions become the environment, a script goes to bash with
 * the runner's options, outputs come from a file. An npm that does nothing stands for the real one.
 */
async function runAction(
  given: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  actionPath = project,
): Promise<Run> {
  const temp = emptyFolder();
  const bin = emptyFolder();
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\nprintf '%s\\n' "$@" >> "${temp}/npm"\n`);
  chmodSync(join(bin, 'npm'), 0o755);
  const context: Record<string, string> = { 'github.action_path': actionPath };
  for (const [name, { default: usual }] of Object.entries(action.inputs)) {
    context[`inputs.${name}`] = given[name] ?? usual;
  }
  const evaluate = (value: string) =>
    value.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => context[name] ?? '');
  let code = 0;
  let log = '';
  for (const step of steps) {
    const script = join(temp, `${step.id}.sh`);
    const output = join(temp, `${step.id}.output`);
    writeFileSync(script, evaluate(step.run));
    writeFileSync(output, '');
    const variables = Object.entries(step.env).map(([name, value]) => [name, evaluate(value)]);
    const run = await new Promise<{ code: number; log: string }>((resolve) => {
      const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', script];
      const options = {
        cwd: temp,
        env: {
          PATH: `${bin}${delimiter}${process.env['PATH']}`,
          HOME: temp,
          CI: 'true',
          GITHUB_ACTIONS: 'true',
          GITHUB_OUTPUT: output,
          RUNNER_TEMP: temp,
          ...env,
          ...Object.fromEntries(variables),
        },
      };
      execFile('bash', args, options, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), log: stdout + stderr }),
      );
    });
    for (const line of readFileSync(output, 'utf8').trimEnd().split('\n')) {
      const [, name = '', value = ''] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      context[`steps.${step.id}.outputs.${name}`] = value;
    }
    code = run.code;
    log += run.log;
    if (code !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    evaluate(value),
  ]);
  const npm = join(temp, 'npm');
  return {
    code,
    log,
    outputs: Object.fromEntries(outputs),
    npm: existsSync(npm) ? readFileSync(npm, 'utf8') : '',
  };
}

describe('action.yml', () => {
  it('is valid by GitHub’s schema of action files', async () => {
    expect(await actionMistakes(text)).toEqual([]);
    expect(await actionMistakes(text.replace('shell: bash', 'shel: bash'))).not.toEqual([]);
  });

  it('has no expression in a script, where GitHub would run its value', () => {
    for (const { run, shell } of steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
  });

  it('uses each input, and only inputs that exist', () => {
    const used = steps.flatMap(({ env }) => Object.values(env).flatMap(expressions));
    const inputs = used.filter((name) => name.startsWith('inputs.'));
    expect(inputs.sort()).toEqual(
      Object.keys(action.inputs)
        .map((name) => `inputs.${name}`)
        .sort(),
    );
    for (const { env, run } of steps) {
      for (const name of Object.keys(env)) expect(run).toContain(`"$${name}`);
    }
  });

  it('has the outputs that are written in a step', () => {
    const files = github.files?.(summary([]), { GITHUB_OUTPUT: '/output' }) ?? [];
    const written = files.flatMap(({ text }) => [...text('').matchAll(/^([\w-]+)=/gm)]);
    expect(Object.keys(action.outputs)).toEqual(written.map(([, name]) => name));
  });
});

describe.concurrent('the steps of the action', { timeout: 60_000 }, () => {
  const given = (service: { readonly url: string }, more: Readonly<Record<string, string>>) => ({
    provider: 'elevate',
    'base-url': service.url,
    interval: '50ms',
    ...more,
  });

  it('succeed as the imports do', async () => {
    const service = await manyImports();
    const { code, outputs, log, npm } = await runAction(
      given(service, { targets: 'a\n\n  b  \n' }),
      service.env,
    );
    expect(log).toContain('::notice title=importwatch%3A elevate%3Aa::succeeded');
    expect(outputs).toMatchObject({ status: 'succeeded', 'exit-code': '0' });
    expect(Number(outputs['duration-ms'])).toBeGreaterThan(0);
    expect([...service.polls.keys()].sort()).toEqual(['a', 'b']);
    expect(npm).toBe('');
    expect(code).toBe(0);
  });

  it('fail as the imports do, with the same exit code and outputs', async () => {
    const service = await manyImports({ outcome: () => 'ABORTED' });
    const { code, outputs } = await runAction(given(service, { targets: 'a' }), service.env);
    expect(outputs).toMatchObject({ status: 'aborted', 'exit-code': '3' });
    expect(code).toBe(3);
  });

  it('take every option', async () => {
    const service = await manyImports({ steps: (id) => (id === 'slow' ? Infinity : 2) });
    const options = { targets: 'slow\nquick', any: 'true', 'fail-fast': 'true', timeout: '1m' };
    const more = { 'stall-timeout': '30s', 'max-outage': '5s', args: ' --heartbeat 10s\n-v ' };
    const { code, log } = await runAction(given(service, { ...options, ...more }), service.env);
    expect(log).toMatch(/ {2}GET http:.*\/quick 200 \d+ ms$/m);
    expect(code).toBe(0);
  });

  it('end with 2 if an option makes no sense, and say so', async () => {
    const service = await manyImports();
    const run = (more: Readonly<Record<string, string>>) =>
      runAction(given(service, { targets: 'a', ...more }), service.env);
    const [late, neither] = [await run({ timeout: 'soon' }), await run({ any: 'perhaps' })];
    expect(late).toMatchObject({ code: 2, outputs: { 'exit-code': '2', status: '' } });
    expect(late.log).toContain('--timeout: "soon"');
    expect(neither).toMatchObject({ code: 2, log: '::error::any must be true or false.\n' });
    expect(service.polls.size).toBe(0);
  });

  it('run nothing of an input’s value', async () => {
    const service = await manyImports({ steps: () => 1 });
    const canary = join(emptyFolder(), 'canary');
    const hostile = `$(touch ${canary}) \`touch ${canary}\` "; touch ${canary}; ' *`;
    const { code } = await runAction(given(service, { targets: hostile }), service.env);
    expect([...service.polls.keys()]).toEqual([hostile]);
    expect(code).toBe(0);
    const others = ['profile', 'config', 'timeout', 'any', 'args', 'version'];
    for (const name of others) {
      await runAction(given(service, { targets: 'a', [name]: hostile }), service.env);
    }
    expect(existsSync(canary)).toBe(false);
  });

  it('use a target as a target, even if it looks like an option', async () => {
    const service = await manyImports({ steps: () => 1 });
    const { code } = await runAction(given(service, { targets: '--help' }), service.env);
    expect([...service.polls.keys()]).toEqual(['--help']);
    expect(code).toBe(0);
  });

  it('use a configuration file and its profiles', async () => {
    const service = await manyImports();
    const config = join(emptyFolder(), 'importwatch.yaml');
    const profiles = { shop: { provider: 'elevate', ...service.settings } };
    writeFileSync(config, JSON.stringify({ profiles, defaults: { interval: '50ms' } }));
    const inputs = { config, profile: 'shop', targets: 'a' };
    expect(await runAction(inputs, {})).toMatchObject({
      code: 0,
      outputs: { status: 'succeeded' },
    });
  });

  it('install a version from npm if one is given', async () => {
    const { code, npm } = await runAction({ version: '1.2.3', targets: 'a' }, {});
    expect(npm.split('\n')).toEqual(
      expect.arrayContaining(['install', '--prefix', 'importwatch@1.2.3']),
    );
    expect(code).not.toBe(0);
  });

  it('build the action if it is not built yet', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'bin'));
    const { npm } = await runAction({ targets: 'a' }, {}, folder);
    expect(npm.split('\n')).toEqual(expect.arrayContaining(['ci', '--include=dev', folder]));
  });
});
