import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { dependabot, issueForm } from './helpers/form-schemas.ts';
import { workflowMistakes } from './helpers/github.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
const npm = JSON.parse(read('package.json'));

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly {
    readonly run?: string;
    readonly with?: Readonly<Record<string, string>>;
  }[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = readdirSync(join(root, '.github', 'workflows')).map((file) => {
  const text = read('.github', 'workflows', file);
  return { file, text, workflow: parse(text) as Workflow };
});
const workflowNamed = (name: string) =>
  workflows.find(({ file }) => file === name)?.workflow as Workflow;
const commandsOf = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);

describe('the workflows', () => {
  it.each(workflows)('are valid for GitHub: $file', async ({ text }) => {
    expect(await workflowMistakes(text)).toEqual([]);
  });

  it.each(workflows)('run npm scripts that exist: $file', ({ text }) => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named).not.toHaveLength(0);
    expect(named.filter((name) => !Object.hasOwn(npm.scripts, name))).toEqual([]);
  });

  it.each(workflows)('have no more rights than they need: $file', ({ text, workflow }) => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    // What an expression puts into a script would be run.
    for (const job of Object.values(workflow.jobs)) {
      for (const command of commandsOf(job)) expect(command).not.toContain('${{');
    }
    expect(text).not.toContain('pull_request_target');
  });

  it('test every system with every version of Node.js that is supported', () => {
    const { test, windows } = workflowNamed('ci.yml').jobs;
    const versions = ['20', '22', '24', '26'];
    expect(test?.strategy?.matrix).toEqual({
      os: ['ubuntu-latest', 'macos-latest'],
      node: versions,
    });
    expect(windows?.strategy?.matrix).toEqual({ node: versions });
  });

  it('publish only what was tested and built, with its provenance', () => {
    const { jobs } = workflowNamed('release.yml');
    expect(commandsOf(jobs['package'] as Job)).toEqual(
      expect.arrayContaining(['npm test', 'npm run release:check', 'npm run pack']),
    );
    for (const name of ['npm', 'image']) expect(jobs[name]?.needs).toEqual(['package', 'binary']);
    const publishing = Object.values(jobs)
      .flatMap(commandsOf)
      .filter((run) => /npm publish/.test(run));
    expect(publishing).toEqual(['npm publish ./importwatch-*.tgz --provenance --access public']);
    expect(jobs['npm']?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  it('attach the package with its checksum, and verify every checksum', () => {
    const { jobs } = workflowNamed('release.yml');
    const steps = (jobs['package'] as Job).steps;
    expect(steps.flatMap((step) => step.with?.['path'] ?? [])).toEqual(['importwatch-*.tgz*']);
    expect(commandsOf(jobs['package'] as Job).join()).toContain(
      'sha256sum "$file" > "$file.sha256"',
    );
    expect(commandsOf(jobs['release'] as Job).join()).toContain('sha256sum --check importwatch-*');
  });
});

describe('what GitHub shows to contributors', () => {
  const templates = readdirSync(join(root, '.github', 'ISSUE_TEMPLATE'));
  const forms = templates.filter((file) => file !== 'config.yml');

  it('is valid YAML', () => {
    const files = [...templates.map((file) => join('ISSUE_TEMPLATE', file)), 'dependabot.yml'];
    for (const file of files) {
      for (const { errors, warnings } of parseAllDocuments(read('.github', file))) {
        expect([...errors, ...warnings]).toEqual([]);
      }
    }
  });

  const ajv = new Ajv({ discriminator: true });
  const [fitsForm, fitsDependabot] = [ajv.compile(issueForm), ajv.compile(dependabot)];

  it.each(forms)('is a valid form for GitHub: %s', (file) => {
    const text = read('.github', 'ISSUE_TEMPLATE', file);
    fitsForm(parse(text));
    expect(fitsForm.errors).toBe(null);
    expect(fitsForm(parse(text.replace('type: textarea', 'type: textbox')))).toBe(false);
    expect(fitsForm(parse(text.replace('required: true', 'requird: true')))).toBe(false);
  });

  it('has updates of npm, of actions and of the image', () => {
    const updates = parse(read('.github', 'dependabot.yml'));
    fitsDependabot(updates);
    expect(fitsDependabot.errors).toBe(null);
    expect(updates.updates).toHaveLength(3);
  });

  it('asks for a recording if a service answers differently', () => {
    const { name, body } = parse(read('.github', 'ISSUE_TEMPLATE', 'service.yml'));
    expect(name).toBe('A service answers differently');
    const recording = body.find(({ id }: { readonly id?: string }) => id === 'recording');
    expect(recording.attributes.description).toContain('--record');
    expect(recording.validations).toEqual({ required: true });
  });

  it('names each question once', () => {
    for (const file of forms) {
      const { body } = parse(read('.github', 'ISSUE_TEMPLATE', file));
      const ids = body.flatMap(({ id }: { readonly id?: string }) => id ?? []);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });
});

describe('the scripts', () => {
  it('run in any shell that npm takes', () => {
    const commands = Object.values<string>(npm.scripts).flatMap((line) => line.split(' && '));
    const known = /^(node|npm|vitest|tsc|biome|knip) [\w@:./ -]*$|^(tsc|knip)$/;
    expect(commands.filter((command) => !known.test(command))).toEqual([]);
  });

  it('start no batch file as if it were a program', () => {
    const folders = ['scripts', 'bench'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|mjs|cjs)$/.test(file))
        .map((file) => read(folder, file)),
    );
    const started = folders.flatMap((text) => [
      ...text.matchAll(/\b(?:spawn|execFile|run)(?:Sync)?\(\s*\[?\s*'([^']+)'/g),
    ]);
    const batch = ['npm', 'npx', ...readdirSync(join(root, 'node_modules', '.bin'))];
    expect(
      started.map(([, program]) => program).filter((name) => batch.includes(name ?? '')),
    ).toEqual([]);
  });
});
