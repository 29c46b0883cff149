import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { workflowMistakes } from '../helpers/github.ts';
import { emptyFolder, launcher, programFile } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const project = resolve(dirname(launcher), '..');
const page = readFileSync(join(project, 'docs', 'ci.md'), 'utf8');

/** The blocks of a section, in a language. */
function blocks(section: string, language: string): readonly string[] {
  const start = page.indexOf(`\n## ${section}\n`) + 1;
  const text = page.slice(start, page.indexOf('\n## ', start) + 1 || undefined);
  const fences = text.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...fences].filter(([, name]) => name === language).map(([, , code = '']) => code);
}

const shared = 'What the recipes share';
const [configuration = ''] = blocks(shared, 'yaml');
const [startImport = '', afterTheStatus = '', others = ''] = blocks(shared, 'sh');

interface Shell {
  readonly command: readonly [string, ...string[]];
  readonly script: string;
}

const bash = (script: string): Shell => ({
  command: ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'],
  script,
});
const sh = (script: string): Shell => ({ command: ['sh', '-ec'], script });

interface GithubStep {
  readonly run?: string;
}

const workflows = blocks('GitHub Actions', 'yaml');
const gitlab = parse(blocks('GitLab CI', 'yaml')[0] ?? '');
const azure = parse(blocks('Azure Pipelines', 'yaml')[0] ?? '');
const [jenkinsfile = ''] = blocks('Jenkins', 'groovy');
const circle = parse(blocks('CircleCI', 'yaml')[0] ?? '');
const [makefile = ''] = blocks('Makefile', 'make');

/** What each system gives to a shell, with the options that it gives to the shell. */
const recipes: Readonly<Record<string, Shell>> = {
  'GitHub Actions': bash(
    (parse(workflows[0] ?? '').jobs.import.steps as GithubStep[])
      .flatMap(({ run }) => run ?? [])
      .join('\n'),
  ),
  'GitLab CI': bash(gitlab['import-products'].script.join('\n')),
  'Azure Pipelines': {
    command: ['bash', '--noprofile', '--norc', '-c'],
    script: azure.jobs[0].steps.flatMap(({ bash }: { bash?: string }) => bash ?? []).join('\n'),
  },
  Jenkins: {
    command: ['sh', '-xe', '-c'],
    script: /sh '''\n(.*?)'''/s.exec(jenkinsfile)?.[1] ?? '',
  },
  CircleCI: bash(
    circle.jobs.import.steps
      .flatMap(({ run }: { run?: string | { command: string } }) =>
        typeof run === 'object' ? run.command : (run ?? []),
      )
      .join('\n'),
  ),
  Makefile: sh('make --silent import'),
};

/** A repository as the page wants it, and a machine that has importwatch. */
async function stage(env: Readonly<Record<string, string>> = {}) {
  const shop = await simulated('elevate');
  const [cwd, bin] = [emptyFolder(), emptyFolder()];
  const executable = (path: string, text: string) => {
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  };
  writeFileSync(join(cwd, '.importwatchrc'), configuration);
  writeFileSync(join(cwd, 'Makefile'), makefile);
  writeFileSync(join(cwd, 'products.xml'), '<operations/>');
  executable(join(cwd, 'start-import.sh'), startImport);
  executable(join(bin, 'npm'), '#!/bin/sh\n');
  symlinkSync(programFile, join(bin, 'importwatch'));
  return {
    shop,
    cwd,
    env: {
      PATH: `${bin}${delimiter}${process.env['PATH']}`,
      HOME: emptyFolder(),
      CI: 'true',
      IMPORTWATCH_INTERVAL: '50ms',
      ELEVATE_URL: shop.url,
      ELEVATE_API_KEY: shop.settings['apiKey'] ?? '',
      ...env,
    },
  };
}

type Stage = Pick<Awaited<ReturnType<typeof stage>>, 'cwd' | 'env'>;

function play({ command: [file, ...args], script }: Shell, { cwd, env }: Stage) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(file, [...args, script], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe.concurrent.each(Object.entries(recipes))('the recipe for %s', (_, recipe) => {
  it('succeeds if the import does', async () => {
    const place = await stage();
    const { code, stdout } = await play(recipe, place);
    expect(stdout).toMatch(/^✔ shop:5537431447739019570 +succeeded/m);
    expect(code).toBe(0);
    const starts = place.shop.requests.filter(({ method }) => method === 'POST');
    expect(starts).toHaveLength(1);
    if (/--junit (\S+)/.test(recipe.script)) {
      const [, file = ''] = /--junit (\S+)/.exec(recipe.script) ?? [];
      expect(existsSync(join(place.cwd, file))).toBe(true);
    }
  });

  it('fails if the service refuses the call', async () => {
    const place = await stage({ ELEVATE_API_KEY: 'wrong-key' });
    const { code, stdout } = await play(recipe, place);
    expect(stdout).not.toContain('succeeded');
    expect(code).not.toBe(0);
  });
});

describe.concurrent('the page on CI', () => {
  it('has a script that sends nothing if there is no data', async () => {
    const place = await stage();
    rmSync(join(place.cwd, 'products.xml'));
    const { code, stdout } = await play(sh('./start-import.sh'), place);
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(place.shop.requests).toEqual([]);
  });

  it('has workflows that GitHub takes', async () => {
    for (const workflow of workflows) expect(await workflowMistakes(workflow)).toEqual([]);
    expect(workflows).toHaveLength(2);
  });

  it('names the inputs and outputs that the action has', () => {
    const action = parse(readFileSync(join(project, 'action.yml'), 'utf8'));
    const [, listed = ''] = /Its inputs are (.*?)\. Pass/s.exec(page) ?? [];
    expect(listed.match(/(?<=`)[a-z-]+(?=`)/g)).toEqual(Object.keys(action.inputs));
    const step = parse(workflows[1] ?? '').jobs.watch.steps[1];
    for (const name of Object.keys(step.with)) expect(action.inputs).toHaveProperty(name);
    const outputs = [...(workflows[1] ?? '').matchAll(/outputs\.([\w-]+)/g)];
    for (const [, name = ''] of outputs) expect(action.outputs).toHaveProperty(name);
    expect(outputs).not.toHaveLength(0);
  });

  it('has YAML that can be read, and no duplicate key in it', () => {
    const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, name = '']) => name);
    const texts = sections.flatMap((name) => blocks(name, 'yaml'));
    expect(texts).toHaveLength(6);
    for (const text of texts) {
      for (const { errors, warnings } of parseAllDocuments(text)) {
        expect([...errors, ...warnings]).toEqual([]);
      }
    }
  });

  it('lets an import pass that ended immediately, by the status of the call', async () => {
    const place = await stage();
    const running = await play(sh(afterTheStatus), place);
    expect(running.stdout).toContain('succeeded');
    const over = await simulated('elevate', { intercept: () => ({ status: 204 }) });
    const env = { ...place.env, ELEVATE_URL: over.url };
    expect(await play(sh(afterTheStatus), { ...place, env })).toMatchObject({
      code: 0,
      stdout: '',
    });
    const broken = await simulated('elevate', { intercept: () => ({ status: 500 }) });
    const url = { ...place.env, ELEVATE_URL: broken.url };
    const lenient: Shell = { command: ['sh', '-c'], script: afterTheStatus };
    expect((await play(lenient, { ...place, env: url })).code).not.toBe(0);
    expect((await play(sh('./start-import.sh | importwatch wait -'), { ...place, env })).code).toBe(
      2,
    );
  });

  it('watches the other services as well', async () => {
    const assets = await simulated('oracle-commerce');
    const chat = await simulated('rocketchat');
    const place = await stage({ OCC_TOKEN: assets.id ?? '' });
    const profiles = {
      assets: { provider: 'oracle-commerce', ...assets.settings },
      chat: { provider: 'rocketchat', ...chat.settings },
    };
    writeFileSync(join(place.cwd, '.importwatchrc'), JSON.stringify({ profiles }));
    const { code, stdout } = await play(sh(others), place);
    expect(stdout.match(/ succeeded /g)).toHaveLength(2);
    expect(code).toBe(0);
  });
});
