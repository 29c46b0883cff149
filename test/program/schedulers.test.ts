import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { manyImports } from '../helpers/many-imports.ts';
import { emptyFolder, programCommand, programFile, start } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function manifests(file: string) {
  const text = readFileSync(join(root, 'examples', 'kubernetes', file), 'utf8');
  return parseAllDocuments(text).map((document) => document.toJS());
}

const [configuration] = manifests('configuration.yaml');
const containerOf = (job: ReturnType<typeof manifests>[number]) =>
  job.spec.template.spec.containers[0];

/** What Kubernetes runs for a container of our image, with these files and this Secret. */
async function pod(
  container: ReturnType<typeof containerOf>,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly stdout: string }> {
  const [cwd, bin] = [emptyFolder(), emptyFolder()];
  symlinkSync(programFile, join(bin, 'importwatch'));
  const config = join(cwd, 'importwatch.yaml');
  writeFileSync(config, configuration.data['importwatch.yaml']);
  const variables: Record<string, string> = {};
  for (const { name, value } of container.env) variables[name] = value;
  const expanded = (word: string) =>
    word.replace(/\$\((\w+)\)/g, (_, name: string) => variables[name] ?? '');
  const command = container.command ?? programCommand;
  const [file, ...args] = [...command, ...container.args.map(expanded)];
  const all = {
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    HOME: cwd,
    IMPORTWATCH_INTERVAL: '50ms',
    ...variables,
    ...env,
    IMPORTWATCH_CONFIG: config,
  };
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env: all }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}

describe.concurrent('a pod of the manifests', () => {
  it('watches the import that it names', async () => {
    const shop = await simulated('elevate');
    const [job] = manifests('watch-import.yaml');
    const env = { ELEVATE_URL: shop.url, ELEVATE_API_KEY: shop.settings['apiKey'] ?? '' };
    const { code, stdout } = await pod(containerOf(job), env);
    expect(stdout).toMatch(/^✔ shop:5537431447739019570 +succeeded/m);
    expect(code).toBe(0);
  });

  it('watches the import in the line that has its number', async () => {
    const service = await manyImports();
    const [list, job] = manifests('watch-imports.yaml');
    const ids = join(emptyFolder(), 'ids');
    writeFileSync(ids, list.data.ids);
    const { code } = await pod(containerOf(job), {
      IDS: ids,
      JOB_COMPLETION_INDEX: '1',
      ELEVATE_URL: service.url,
      ELEVATE_API_KEY: 'example-key',
    });
    expect([...service.polls.keys()]).toEqual(['5537431447739019571']);
    expect(code).toBe(0);
  });

  it('is as many as there are lines', () => {
    const [list, job] = manifests('watch-imports.yaml');
    expect(job.spec.completions).toBe(list.data.ids.trim().split('\n').length);
  });
});

const namespace = ['--user', '--map-root-user', '--pid', '--fork', '--kill-child'];
const canBeFirst = spawnSync('unshare', [...namespace, 'true']).status === 0;

describe.runIf(canBeFirst)('as the first process of a container', () => {
  it('importwatch ends by SIGTERM with 143', async () => {
    const service = await simulated('rocketchat', { steps: Number.POSITIVE_INFINITY });
    const args = ['wait', ...service.flags, '--interval', '1h'];
    const first = start(args, { env: service.env, through: ['unshare', ...namespace] });
    await first.says('running');
    const { pid } = first.process;
    const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    process.kill(Number(child), 'SIGTERM');
    const { code, stdout } = await first.ended;
    expect(stdout).toContain('stopped watching');
    expect(code).toBe(143);
  });
});
