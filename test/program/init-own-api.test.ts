// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is written
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serve } from '../../src/demo/serve.ts';
import { emptyFolder, run, startInTerminal } from '../helpers/program.ts';

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

const shows = (text: RegExp) => (rows: readonly string[]) => rows.some((row) => text.test(row));
const down = '\u001B[B';
const textIn = (folder: string) => readFileSync(join(folder, '.importwatchrc'), 'utf8');

/** An API that answers only with the right token. */
async function ownApi() {
  const service = await serve(({ path, headers }) => {
    if (headers['authorization'] !== 'Bearer example-token') return { status: 401, body: {} };
    return path === '/v1/imports/7' ? { body: { status: 'done' } } : { status: 404, body: {} };
  });
  closing.push(service.close);
  return service;
}

function prompting(args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const file = ['--file', '.importwatchrc'];
  return startInTerminal(['init', ...args, ...file], {
    cwd,
    env: { ...env, NO_COLOR: '1' },
    rows: 60,
  });
}

describe.concurrent('init for an own API', () => {
  it.each(['any', 'http', 'other', 'another', 'api', 'rest', 'own', 'json'])(
    'is found by "%s"',
    async (word) => {
      const terminal = prompting([], emptyFolder());
      await terminal.until(shows(/For your own API, type "other"/));
      terminal.type(word);
      await terminal.until(shows(/Another API, such as your own/));
      terminal.type('\u0003');
      expect(await terminal.exited).toMatchObject({ exitCode: 130 });
    },
  );

  it('is suggested if nothing matches', async () => {
    const terminal = prompting([], emptyFolder());
    await terminal.until(shows(/Which service/));
    terminal.type('acme');
    await terminal.until(shows(/No matches found/));
    terminal.type('\r');
    await terminal.until(shows(/Nothing in the list matches\. For your own API, type "other"\./));
    terminal.type('\u0003');
    await terminal.exited;
  });

  it('prompts for its path and its credentials, and writes a profile that works', async () => {
    const service = await ownApi();
    const cwd = emptyFolder();
    const env = { LOADER_TOKEN: 'example-token' };
    const terminal = prompting(['--name', 'loader'], cwd, env);
    await terminal.until(shows(/Which service/));
    terminal.type('other');
    await terminal.until(shows(/Another API/));
    terminal.type('\r');
    await terminal.until(shows(/Start with the preset rest-job, which reads the usual job status/));
    terminal.type('\r');
    await terminal.until(shows(/baseUrl: .*, for example https:/));
    terminal.type(`${service.url}\r`);
    await terminal.until(shows(/path: .*, for example v1\/imports/));
    terminal.type('v1/imports\r');
    await terminal.until(shows(/suffix: .* \(optional\), for example status/));
    terminal.type('\r');
    await terminal.until(shows(/Which credentials does the service need\?/));
    expect((await terminal.rows()).join('\n')).toMatch(
      /accessToken.*\n.*apiKey\n.*username and password\n.*none/,
    );
    terminal.type('\r');
    await terminal.until(shows(/accessToken: .* Where is it stored\?/));
    terminal.type('\r');
    await terminal.until(shows(/Name of the variable/));
    terminal.type('LOADER_TOKEN\r');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(textIn(cwd)).toBe(
      `profiles:\n  loader:\n    provider: rest-job\n    baseUrl: ${service.url}\n    path: v1/imports\n    accessToken: \${LOADER_TOKEN}\n`,
    );
    expect((await run(['wait', 'loader:7'], { cwd, env })).code).toBe(0);
  });

  it('says how to describe it without the preset', async () => {
    const cwd = emptyFolder();
    const terminal = prompting([], cwd);
    await terminal.until(shows(/Which service/));
    terminal.type('other\r');
    await terminal.until(shows(/Start with the preset/));
    terminal.type('n');
    expect(await terminal.exited).toMatchObject({ exitCode: 2 });
    const shown = (await terminal.rows()).join(' ').replace(/\s+/g, ' ');
    expect(shown).toContain('A profile for "http" describes an API');
    expect(shown).toContain('importwatch init --provider rest-job. To describe the API yourself');
    expect(existsSync(join(cwd, '.importwatchrc'))).toBe(false);
  });

  it('off a terminal, names the preset too', async () => {
    const { code, stderr } = await run(['init']);
    expect(stderr).toContain('any other API, try "rest-job" first');
    expect(code).toBe(2);
  });

  it.each([
    ['rest-job', 2, ['username', 'password']],
    ['meilisearch', 0, ['apiKey']],
    ['elasticsearch', 1, ['username', 'password']],
    ['jenkins-build', 0, ['username', 'apiToken']],
    ['rest-job', 3, []],
  ])('prompts for credentials that are optional: %s, entry %i', async (provider, entry, keys) => {
    const cwd = emptyFolder();
    const settings = provider === 'rest-job' ? ['--set', 'path=jobs', '--set', 'suffix=x'] : [];
    const address = ['--base-url', 'http://127.0.0.1:9', ...settings];
    const terminal = prompting(
      ['--provider', provider, ...address, '--name', 'own', '--no-try'],
      cwd,
    );
    await terminal.until(shows(/Which credentials/));
    terminal.type(`${down.repeat(entry)}\r`);
    for (const key of keys) {
      await terminal.until(shows(new RegExp(`${key}: `)));
      terminal.type(key === 'username' ? 'me\r' : '\r');
      if (key === 'username') continue;
      await terminal.until(shows(/Name of the variable/));
      terminal.type('\r');
    }
    if (provider === 'elasticsearch') {
      await terminal.until(shows(/api: /));
      terminal.type('\r');
    }
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    const written = textIn(cwd);
    for (const key of ['accessToken', 'apiKey', 'username', 'password', 'apiToken']) {
      expect(written.includes(`  ${key}: `), key).toBe(keys.includes(key));
    }
  });

  it('prompts for no credentials if an option has them', async () => {
    const cwd = emptyFolder();
    const flags = ['--provider', 'meilisearch', '--base-url', 'http://127.0.0.1:9', '--no-try'];
    const terminal = prompting([...flags, '--secret', 'apiKey=env:KEY', '--name', 'own'], cwd);
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect((await terminal.rows()).join('\n')).not.toContain('Which credentials');
  });
});

describe.concurrent('a prompt of init', () => {
  const flags = [
    '--provider',
    'elevate',
    '--set',
    'clusterId=w1',
    '--set',
    'apiVersion=4',
    '--no-try',
  ];

  it('shows in gray what Enter answers, and typing replaces it', async () => {
    const cwd = emptyFolder();
    const terminal = prompting(flags, cwd);
    await terminal.until(shows(/apiKey: .* Where is it stored\?/));
    terminal.type('\r');
    await terminal.until(shows(/ELEVATE_API_KEY/));
    terminal.type('SHOP_KEY\r');
    await terminal.until(shows(/Name of the profile/));
    await terminal.until(shows(/^│ {2}elevate/));
    terminal.type('\r');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(textIn(cwd)).toMatch(/^ {2}elevate:\n(?:.*\n)* {4}apiKey: \$\{SHOP_KEY\}\n/m);
  });

  it('shows an example in the message, which Enter does not answer', async () => {
    const cwd = emptyFolder();
    const terminal = prompting(flags, cwd);
    await terminal.until(shows(/Where is it stored\?/));
    terminal.type(`${down}\r`);
    await terminal.until(shows(/Path of the file, for example \/run\/secrets\/apiKey/));
    terminal.type('\r');
    await terminal.until(shows(/Enter a value\./));
    terminal.type('key\r');
    await terminal.until(shows(/Name of the profile/));
    terminal.type('\r');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(textIn(cwd)).toContain('apiKey: { file: key }');
  });
});
