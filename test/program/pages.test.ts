import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { blocksOf, pageStage, readPage } from '../helpers/page.ts';
import { emptyFolder, run } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const names = [
  'getting-started.md',
  'how-to/read-json.md',
  'how-to/several-imports.md',
  'how-to/schedule.md',
  'how-to/proxies.md',
  'how-to/secrets.md',
  'reference/exit-codes.md',
];
const pages = names.map((name) => ({ name, text: readPage(name) }));
const blocks = pages.flatMap(({ name, text }) =>
  blocksOf(text).map((block) => ({ name, ...block, first: block.text.split('\n', 1)[0] })),
);
const commands = blocks.filter(({ language, script }) => language === 'sh' && script === undefined);
const tutorial = 'getting-started.md';
const configurations = blocks
  .filter(({ language }) => language === 'yaml')
  .filter(({ text }) => parse(text).profiles !== undefined);

async function stageWithScripts() {
  const stage = await pageStage();
  for (const { script, text } of blocks) if (script) stage.executable(script, text);
  return stage;
}

function play(script: string, { cwd, env }: { cwd: string; env: Record<string, string> }) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const options = ['-eo', 'pipefail', '-c', script];
    execFile('bash', options, { cwd, env }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe.concurrent('the pages of docs', () => {
  it.each(commands.filter(({ name }) => name !== tutorial))(
    'can be followed: $name, $first',
    async ({ text }) => {
      const { code, stdout, stderr } = await play(text, await stageWithScripts());
      expect(stdout).not.toBe('');
      expect(stderr).not.toMatch(/^(importwatch|error):/m);
      expect(code).toBe(text.includes('wait shpo:1') ? 2 : 0);
    },
  );

  it('lead from nothing to a watched import', async () => {
    const stage = await stageWithScripts();
    rmSync(join(stage.cwd, '.importwatchrc'));
    const steps = commands.filter(({ name }) => name === tutorial).map(({ text }) => text);
    const { code, stdout } = await play(steps.join('\n'), stage);
    expect(stdout.match(/^✔ shop:5537431447739019570 +succeeded/gm)).toHaveLength(4);
    expect(stdout).toMatch(/^publish the catalog$/m);
    expect(code).toBe(0);
    const written = parse(readFileSync(join(stage.cwd, '.importwatchrc'), 'utf8'));
    const [shown] = configurations.filter(({ name }) => name === tutorial);
    const { baseUrl: _, ...rest } = written.profiles.shop;
    expect(parse(shown?.text ?? '').profiles.shop).toMatchObject(rest);
  });

  it('have a script that sends nothing if there is no data', async () => {
    const stage = await stageWithScripts();
    rmSync(join(stage.cwd, 'products.xml'));
    const { code } = await play('./start-import.sh', stage);
    expect(code).not.toBe(0);
    expect(stage.shop.requests).toEqual([]);
  });

  it.each(configurations)('have a configuration that is right: $name', async ({ text }) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'named.yaml'), text);
    const { code, stdout } = await run(['profiles', '--config', 'named.yaml'], { cwd });
    expect(stdout).toMatch(/secret +\w+: /);
    expect(code).toBe(0);
  });

  it('run the script for cron from any folder', async () => {
    const { cwd, env, executable, shop } = await stageWithScripts();
    const own = `export ELEVATE_URL=${shop.url} ELEVATE_API_KEY=${shop.settings['apiKey']}\n`;
    executable('secrets.env', own);
    const script = `${join(cwd, 'nightly-import.sh')}`;
    const { code, stdout } = await play(script, { cwd: emptyFolder(), env });
    expect(stdout).toMatch(/succeeded/);
    expect(code).toBe(0);
    expect(shop.requests.some(({ method }) => method === 'POST')).toBe(true);
  });

  it('have a script for cron that starts no import if it cannot watch it', async () => {
    const { cwd, env, executable, shop } = await stageWithScripts();
    executable('secrets.env', `export ELEVATE_URL=${shop.url}\n`);
    rmSync(join(cwd, '.importwatchrc'));
    const { code } = await play(join(cwd, 'nightly-import.sh'), { cwd, env });
    expect(code).toBe(2);
    expect(shop.requests).toEqual([]);
  });

  it('mail only a failed import from cron, and keep its exit code', async () => {
    const [, suffix = ''] =
      /add `(> result.*?)` to the last/.exec(readPage('how-to/schedule.md')) ?? [];
    const script = blocks.find(({ script }) => script === 'nightly-import.sh')?.text.trimEnd();
    for (const [outcome, code, output] of [
      ['success', 0, /^$/],
      ['failure', 1, /failed/],
    ] as const) {
      const { cwd, env, executable } = await stageWithScripts();
      const shop = await simulated('elevate', { outcome });
      const key = shop.settings['apiKey'];
      executable('secrets.env', `export ELEVATE_URL=${shop.url} ELEVATE_API_KEY=${key}\n`);
      const profile = { provider: 'elevate', ...shop.settings };
      writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { shop: profile } }));
      executable('nightly-import.sh', `${script} ${suffix}\n`);
      const played = await play('./nightly-import.sh', { cwd, env });
      expect(played.stdout).toMatch(output);
      expect(played.code).toBe(code);
    }
  });

  it('end a decision with the exit code of the wait', async () => {
    const decisions = commands.filter(({ text }) => text.includes('exit "$code"'));
    expect(decisions).toHaveLength(4);
    for (const { text } of decisions) {
      const { cwd, env } = await stageWithScripts();
      writeFileSync(join(cwd, '.importwatchrc'), 'profiles: {shop: {provider: elevatr}}');
      const { code, stdout } = await play(text, { cwd, env });
      expect(stdout).not.toContain('imported');
      expect(code).toBe(2);
    }
  });

  it('name options that are there', async () => {
    const commands = ['wait', 'status', 'run', 'init', 'check', 'profiles', 'failed', 'history'];
    const helps = await Promise.all(commands.map((command) => run([command, '--help'])));
    const there = new Set(helps.flatMap(({ stdout }) => stdout.match(/--[a-z][a-z-]+/g)));
    const named = pages.flatMap(({ text }) => [
      ...text.matchAll(/(?:importwatch [^\n|]*|`)(--[a-z][a-z-]+)/g),
    ]);
    const options = named.map(([, option]) => option).filter((option) => option !== '--unbuffered');
    expect(options.length).toBeGreaterThan(20);
    expect(options.filter((option = '') => !there.has(option))).toEqual([]);
  });
});
