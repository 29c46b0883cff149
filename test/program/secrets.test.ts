import { describe, expect, it } from 'vitest';
import type { Received } from '../../src/demo/serve.ts';
import { encodings } from '../helpers/every-run.ts';
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

describe.concurrent('an access token that the login hands out', () => {
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

it.concurrent('a secret that the bound on a text cuts in two is not shown in part', async () => {
  const message = `${'x'.repeat(280)} ${secret}`;
  const service = await simulated('elevate', {
    intercept: () => ({ status: 403, body: { message } }),
  });
  const { stderr } = await service.run(['wait'], { env: wrong.elevate });
  expect(stderr).toContain('xxx ***.');
});

it.concurrent('a secret in the words of an import is not shown', async () => {
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
