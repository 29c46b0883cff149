import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { serve } from '../../src/demo/serve.ts';
import { emptyFolder, run } from '../helpers/program.ts';
import { testProxy } from '../helpers/proxy.ts';
import { testSocks } from '../helpers/socks.ts';

const settings = { baseUrl: 'http://service.example', apiKey: 'example-key' };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** The environment of a program whose service is behind a proxy with a password. */
async function behind(scheme: 'http' | 'socks5h') {
  const service = await serve(() => ({ body: { status: 'SUCCESS' } }));
  const port = Number(new URL(service.url).port);
  const hosts = { 'service.example': port };
  const proxy = await (scheme === 'http' ? testProxy({ hosts }) : testSocks({ method: 2, port }));
  open.push(service, proxy);
  return { DEBUG: '*', HTTP_PROXY: `${scheme}://someone:example-pass@${proxy.host}` };
}

describe.each(['http', 'socks5h'] as const)('with DEBUG and a proxy (%s)', (scheme) => {
  it('the program logs nothing of its libraries', async () => {
    const cwd = emptyFolder();
    const profiles = { shop: { provider: 'elevate', allowHttp: true, ...settings } };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
    const env = await behind(scheme);
    const { code, stdout, stderr } = await run(['status', 'shop:1'], { cwd, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('shop:1  succeeded');
  });

  it('the library logs nothing either', async () => {
    const request = { provider: 'elevate', id: '1', allowHttp: true, settings };
    const program = `
      import { watchImport } from '${new URL('../../dist/index.js', import.meta.url).href}';
      for await (const event of watchImport(${JSON.stringify(request)})) {
        if (event.type === 'result') console.log(event.outcome);
      }`;
    const args = ['--input-type=module', '--eval', program];
    const ended = await promisify(execFile)(process.execPath, args, { env: await behind(scheme) });
    expect(ended).toEqual({ stdout: 'succeeded\n', stderr: '' });
  });
});

it('with DEBUG and a proxy that is down, the program names the proxy without its password', async () => {
  const { code, stdout, stderr } = await run(
    ['status', '--provider', 'elevate', '--base-url', 'https://service.invalid', '1'],
    {
      env: {
        IMPORTWATCH_API_KEY: 'example-key',
        HTTPS_PROXY: 'http://someone:example-pass@127.0.0.1:9',
        DEBUG: '*',
      },
    },
  );
  expect(code).toBe(6);
  expect(stderr).toContain('the proxy http://127.0.0.1:9');
  expect(stdout + stderr).not.toContain('example-pass');
});
