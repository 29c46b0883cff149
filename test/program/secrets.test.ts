import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Received, Reply } from '../../src/demo/serve.ts';
import { encodings } from '../helpers/every-run.ts';
import { emptyFolder, run } from '../helpers/program.ts';
import { type Simulated, simulated } from '../helpers/simulated.ts';

/** With what base64, percent-encoding and JSON each change. */
const secret = 'example "key"/with+all=kinds';

const wrong = {
  elevate: { IMPORTWATCH_API_KEY: secret },
  'oracle-commerce': { IMPORTWATCH_APPLICATION_KEY: secret },
  rocketchat: { IMPORTWATCH_AUTH_TOKEN: secret },
} as const;

const echo = (text: string) => `Do not send ${encodings(text).join(' or ')} again.`;

/** Whatever was asked, its credentials come back in the words of the service. */
function blabbing({ headers }: Received, status: number) {
  const credentials = [headers['api-key'], headers.authorization, headers['x-auth-token']];
  const message = credentials.map((text) => echo(String(text).replace('Bearer ', ''))).join(' ');
  return { status, body: { message, error: message, status: 'BLABBING', success: false } };
}

const options = [[['--json']], [['--json', '-v']], [['-v']], [[]]];

describe.concurrent.each(Object.keys(wrong) as (keyof typeof wrong)[])('%s', (provider) => {
  it.each(options)('shows no secret that an error repeats: wait %j', async (options) => {
    const intercept = (request: Received) => blabbing(request, 403);
    const service = await simulated(provider, { intercept });
    const { code, stdout, stderr } = await service.run(['wait', ...options], {
      env: wrong[provider],
    });
    expect(`${stdout}${stderr}`).toContain('Do not send *** or *** or *** again.');
    expect(code).toBe(4);
  });
});

describe.concurrent('an access token that the login returns', () => {
  const token = 'example-token-1';

  async function ask(service: Simulated, options: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await service.run(['wait', ...options]);
    expect(code).toBe(6);
    return `${stdout}${stderr}`;
  }

  it.each(options)('is not shown: wait %j', async (options) => {
    const intercept = (request: Received) =>
      request.path.endsWith('/login') ? undefined : blabbing(request, 422);
    const shown = await ask(await simulated('oracle-commerce', { intercept }), options);
    expect(shown).toContain('Do not send *** or *** or *** again.');
    for (const form of encodings(token)) expect(shown).not.toContain(form);
  });
});

it.concurrent('no part of a secret is shown if the length limit of a text cuts it in two', async () => {
  const message = `${'x'.repeat(280)} ${secret}`;
  const service = await simulated('elevate', {
    intercept: () => ({ status: 403, body: { message } }),
  });
  const { stderr } = await service.run(['wait'], { env: wrong.elevate });
  expect(stderr).toContain('xxx ***.');
});

it.concurrent('a secret in a message about an import is not shown', async () => {
  const body = { id: '1', status: 'FAILURE', message: echo(secret), type: secret };
  const service = await simulated('elevate', { intercept: () => ({ body }) });
  const { code, stdout } = await service.run(['wait', '--json'], { env: wrong.elevate });
  expect(stdout).toContain('***');
  expect(code).toBe(1);
});

it.concurrent('a secret that was mistaken for an id is not shown', async () => {
  const service = await simulated('elevate');
  const { code, stdout } = await service.run(['wait', '-v'], {
    target: service.settings['apiKey'] ?? '',
  });
  expect(stdout).toContain('elevate:***');
  expect(code).toBe(5);
});

describe.concurrent('no part of a truncated secret is shown', () => {
  const parts = Array.from({ length: secret.length - 5 }, (_, at) => secret.slice(at, at + 6));
  const padded = (blanks: number) => `Bad request.${' '.repeat(blanks)}Api-Key: ${secret}`;
  const answers: Record<string, { text?: string; body?: object }> = {
    "a body that isn't JSON": { text: padded(930) },
    'a body with many blanks': { text: padded(3_985) },
    'a message with many blanks': { body: { message: padded(3_985) } },
    'a message of blanks and the key': { body: { message: `${' '.repeat(3_983)}${secret}` } },
  };

  it.each(Object.keys(answers))('%s', async (name) => {
    const { body, text } = answers[name] ?? {};
    const reply = {
      status: 400,
      ...(body ? { body } : { text, headers: { 'content-type': 'text/plain' } }),
    };
    const service = await simulated('elevate', { intercept: () => reply as Reply });
    const { code, stdout, stderr } = await service.run(['wait', '-v'], { env: wrong.elevate });
    expect(code).toBe(6);
    for (const part of parts) expect(`${stdout}${stderr}`).not.toContain(part);
  });
});

describe.concurrent('a secret that no header could carry', () => {
  it('is a configuration error', async () => {
    const service = await simulated('elevate');
    const { code, stderr } = await service.run(['wait'], {
      env: { IMPORTWATCH_API_KEY: 'k'.repeat(33_000) },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('IMPORTWATCH_API_KEY is longer than 8 KiB');
    expect(stderr).not.toContain('kkkkkk');
  });

  it('is a bad answer to a login', async () => {
    const body = { access_token: 't'.repeat(30_000), token_type: 'bearer' };
    const service = await simulated('oracle-commerce', {
      intercept: ({ path }) => (path.endsWith('/login') ? { body } : undefined),
    });
    const { code, stdout, stderr } = await service.run(['status']);
    expect(code).toBe(6);
    expect(stdout + stderr).toContain('more than 8 KiB');
    expect(stdout + stderr).not.toContain('tttttt');
  });
});

describe.concurrent('a secret that is a common word', () => {
  it.each(['test', 'status', 'failed', 'error'])('damages no output: %s', async (word) => {
    const folder = emptyFolder();
    const [junit, output, summary] = ['junit.xml', 'output', 'summary'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const body = { id: '1', status: 'FAILURE', message: `It ${word}, so it did.` };
    const service = await simulated('elevate', { intercept: () => ({ body }) });
    const { code, stdout, stderr } = await run(['wait', 'shop:1', '--junit', junit], {
      cwd: projectOf(service.url, word),
      env: {
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
      },
    });
    expect(code).toBe(1);
    expect(readFileSync(junit, 'utf8')).toMatch(/^<\?xml.*\n<testsuites tests="1" failures="1"/);
    expect(readFileSync(output, 'utf8')).toMatch(/^status=failed\nexit-code=1\n/);
    expect(readFileSync(summary, 'utf8')).toContain('| import | outcome |');
    expect(stderr).toMatch(/^::error title=importwatch%3A shop/m);
    expect(stderr).toContain('apiKey of profile shop is short or could be an ordinary word');
    expect(stdout + stderr).toContain('It ***, so it did');
  });

  it('damages no document of check', async () => {
    const service = await simulated('elevate', { intercept: () => ({ status: 403, body: {} }) });
    const { stdout } = await run(['check', '--json'], {
      cwd: projectOf(service.url, 'steps'),
    });
    expect(Object.keys(JSON.parse(stdout))).toEqual(['exitCode', 'profiles']);
    expect(JSON.parse(stdout).profiles[0].steps[1]).toMatchObject({ step: 'secrets' });
  });
});

it.concurrent('an id of an import that is the same as the token is not shown', async () => {
  const id = 'example-token-4711';
  const operation = { _id: id, status: 'importer_done', valid: true, type: 'csv' };
  const service = await simulated('rocketchat', {
    intercept: () => ({ body: { success: true, operation } }),
  });
  const { stdout, stderr } = await service.run(['wait', '--json'], {
    env: { IMPORTWATCH_AUTH_TOKEN: id },
  });
  expect(stdout + stderr).not.toContain(id);
  expect(stdout).toContain('"id":"***"');
});

function projectOf(baseUrl: string, apiKey: string): string {
  const folder = emptyFolder();
  const profiles = { shop: { provider: 'elevate', baseUrl, apiKey } };
  writeFileSync(join(folder, '.importwatchrc'), JSON.stringify({ profiles }));
  return folder;
}
