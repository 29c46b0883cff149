import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Pod } from 'kubernetes-models/v1/Pod';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { exitCodes } from '../src/core/model/outcome.ts';
import { workflowMistakes } from './helpers/github.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
const page = read('docs', 'how-to', 'kubernetes.md');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** After these another watch may see how the import ends. Some signals have no outcome. */
const open: readonly number[] = [
  exitCodes['no-answer'],
  exitCodes['timed-out'],
  129,
  exitCodes.interrupted,
  137,
  143,
];
/** `status` alone ends with this. */
const running = 8;
const final = Object.values<number>(exitCodes).filter(
  (code) => code !== exitCodes.succeeded && code !== running && !open.includes(code),
);
const numbers = (text = '') => [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));

/** Sorted, as Kubernetes wants them, and without one that leaves the outcome open. */
function expectFinal(codes: readonly number[]): void {
  expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
  expect(codes).toEqual(expect.arrayContaining(final));
  expect(codes.filter((code) => code === 0 || open.includes(code))).toEqual([]);
}

interface Manifest {
  readonly kind: string;
  readonly spec: {
    readonly templates?: readonly { readonly container?: object }[];
    readonly volumes?: readonly object[];
    readonly backoffLimitPerIndex?: number;
    readonly podFailurePolicy: {
      readonly rules: readonly {
        readonly action: string;
        readonly onExitCodes?: { readonly containerName: string; readonly values: number[] };
      }[];
    };
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly containers: readonly { readonly name: string }[];
      };
    };
  };
}

const manifests = readdirSync(join(root, 'examples', 'kubernetes')).flatMap((file) =>
  parseAllDocuments(read('examples', 'kubernetes', file)).map((document) => ({
    file,
    problems: [...document.errors, ...document.warnings],
    manifest: document.toJS() as Manifest,
  })),
);
const jobs = manifests.filter(({ manifest: { kind } }) => kind === 'Job');
const models = { ConfigMap, Job, Pod };

/** The pod that Argo makes of a workflow: its own keys have no schema in a package for Node.js 20. */
function podOf({ spec }: Manifest) {
  const { templates = [], volumes } = spec;
  const containers = templates.flatMap(({ container }) => container ?? []);
  expect(containers).toHaveLength(1);
  return { apiVersion: 'v1', kind: 'Pod', spec: { containers, volumes, restartPolicy: 'Never' } };
}

describe('the manifests for Kubernetes', () => {
  it.each(manifests)('fit the schema of their kind: $file, $manifest.kind', (found) => {
    expect(found.problems).toEqual([]);
    const manifest = found.manifest.kind === 'Workflow' ? podOf(found.manifest) : found.manifest;
    const Model = models[manifest.kind as keyof typeof models];
    expect(() => new Model(manifest as never).validate()).not.toThrow();
  });

  it('are checked with a schema that rejects the same as Kubernetes', () => {
    const [job] = jobs;
    const text = JSON.stringify(job?.manifest).replace('"FailJob"', '"Failjob"');
    expect(() => new Job(JSON.parse(text)).validate()).toThrow('action');
  });

  it.each(jobs)('end a Job at the exit codes that are final: $file', ({ manifest: { spec } }) => {
    const [ignore, fail, ...others] = spec.podFailurePolicy.rules;
    expect(ignore?.action).toBe('Ignore');
    expect(fail?.action).toBe(spec.backoffLimitPerIndex ? 'FailIndex' : 'FailJob');
    expectFinal(fail?.onExitCodes?.values ?? []);
    expect(others).toEqual([]);
    expect(spec.template.spec.restartPolicy).toBe('Never');
    const names = spec.template.spec.containers.map(({ name }) => name);
    expect(names).toEqual([fail?.onExitCodes?.containerName]);
  });

  it('let Argo repeat a step whose exit code leaves the outcome open', () => {
    const text = read('examples', 'kubernetes', 'argo-workflow.yaml');
    expect(numbers(/lastRetry\.exitCode\) in \[(.*)\]/.exec(text)?.[1])).toEqual(open);
  });
});

describe('the page about schedulers', () => {
  it('has an action for each exit code', () => {
    const rows = [...page.matchAll(/^\| ([\d, ]+) \|.*\| (\w+)[^|]*\|$/gm)];
    const codesFor = (advice: string) =>
      rows.filter((row) => row[2] === advice).flatMap(([, codes]) => numbers(codes));
    expect(codesFor('succeed')).toEqual([0]);
    expect(codesFor('watch')).toEqual(open);
    expectFinal(codesFor('fail').sort((a, b) => a - b));
  });

  it('has a job for GitLab that repeats the same codes', () => {
    const [text = ''] = blocks('GitLab CI');
    expect(parse(text).watch.retry.exit_codes).toEqual(open);
  });

  it('has a valid workflow for GitHub, which repeats 6 and 124', async () => {
    const [text = ''] = blocks('GitHub Actions');
    expect(await workflowMistakes(text)).toEqual([]);
    expect(text).toContain(`${exitCodes['no-answer']} | ${exitCodes['timed-out']})`);
  });

  function blocks(section: string): readonly string[] {
    const start = page.indexOf(`\n## ${section}\n`) + 1;
    const text = page.slice(start, page.indexOf('\n## ', start) + 1 || undefined);
    return [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, code = '']) => code);
  }
});

describe('the units of systemd', () => {
  const names = readdirSync(join(root, 'examples', 'systemd'));

  /** What systemd says about them, with commands that are there. */
  async function problems(change = (text: string) => text): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'importwatch-units-'));
    folders.push(folder);
    mkdirSync(folder, { recursive: true });
    for (const name of names) {
      const text = read('examples', 'systemd', name).replace(
        /^ExecStart=\S+/m,
        'ExecStart=/bin/true',
      );
      writeFileSync(join(folder, name), change(text));
    }
    const paths = names.map((name) => join(folder, name));
    const { stderr } = await promisify(execFile)('systemd-analyze', ['verify', ...paths]).catch(
      (error: { readonly stderr: string; readonly code: string }) => error,
    );
    return stderr;
  }

  const hasSystemd =
    process.platform === 'linux' && readdirSync('/usr/bin').includes('systemd-analyze');

  it.runIf(hasSystemd)('are valid for systemd', async () => {
    expect(await problems()).toBe('');
    const broken = (text: string) => text.replace('Restart=on-failure', 'Restart=on-failed');
    expect(await problems(broken)).toContain('on-failed');
  });

  it('use only files and folders that the page tells you to fill', () => {
    const text = names.map((name) => read('examples', 'systemd', name)).join('\n');
    const paths = new Set(text.match(/\/(etc|usr|var)\/[\w./-]+/g));
    const own = /answer\.json$/;
    const rows = page.match(/^\|.*\|$/gm) ?? [];
    const isFilled = (path: string) =>
      rows.some(
        (row) =>
          row.endsWith(`| \`${path}\` |`) ||
          (row.endsWith(`| \`${dirname(path)}\` |`) && row.includes(basename(path))),
      );
    expect(paths.size).toBeGreaterThan(4);
    expect([...paths].filter((path) => !own.test(path) && !isFilled(path))).toEqual([]);
  });

  it('watch again unless the exit code is final', () => {
    const unit = read('examples', 'systemd', 'watch-import.service');
    expect(unit).toMatch(/^Restart=on-failure$/m);
    expectFinal(numbers(/^RestartPreventExitStatus=(.*)$/m.exec(unit)?.[1]));
  });
});

describe('the example for Airflow', () => {
  const file = join(root, 'examples', 'airflow', 'watch_import.py');

  it('retries if the exit code leaves the outcome open', () => {
    expect(numbers(/^OPEN = \{(.*)\}$/m.exec(readFileSync(file, 'utf8'))?.[1])).toEqual(open);
  });

  /** What its task does if importwatch ends with this code: with stubs for Airflow and importwatch. */
  async function watchWith(exitCode: number): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'importwatch-airflow-'));
    folders.push(folder);
    mkdirSync(join(folder, 'airflow'));
    const decorators = `
class Task:
    def __call__(self, **options): return self.bash
    def bash(self, function):
        tasks[function.__name__] = function
        return lambda *given: None
tasks = {}
task = Task()
dag = lambda **options: lambda function: function
`;
    const exceptions =
      'class AirflowException(Exception): pass\nclass AirflowFailException(AirflowException): pass\n';
    const program = `
import watch_import
from airflow.decorators import tasks
try:
    tasks["watch"]('{"id": 1}')
    print("success")
except Exception as error:
    print(type(error).__name__)
`;
    writeFileSync(join(folder, 'airflow', 'decorators.py'), decorators);
    writeFileSync(join(folder, 'airflow', 'exceptions.py'), exceptions);
    writeFileSync(join(folder, 'program.py'), program);
    const stub = `#!/bin/sh\nread -r answer; test "$answer" = '{"id": 1}' || exit 99\nexit ${exitCode}\n`;
    writeFileSync(join(folder, 'importwatch'), stub, { mode: 0o755 });
    const env = {
      PATH: `${folder}${delimiter}${process.env['PATH']}`,
      PYTHONPATH: `${folder}${delimiter}${dirname(file)}`,
      PYTHONDONTWRITEBYTECODE: '1',
    };
    const { stdout } = await promisify(execFile)('python3', [join(folder, 'program.py')], { env });
    return stdout.trim();
  }

  const hasPython = spawnSync('python3', ['--version']).status === 0;

  it.runIf(hasPython).each([
    [exitCodes.succeeded, 'success'],
    [exitCodes.failed, 'AirflowFailException'],
    [exitCodes['no-answer'], 'AirflowException'],
  ])('handles exit code %i as the page says: %s', async (exitCode, end) => {
    expect(await watchWith(exitCode)).toBe(end);
  });
});
