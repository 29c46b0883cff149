// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is written
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serve } from '../../src/demo/serve.ts';
import { authority, certificateFor } from '../helpers/certificates.ts';
import { emptyFolder, run, start, startInTerminal } from '../helpers/program.ts';
import { testProxy } from '../helpers/proxy.ts';
import { secureService } from '../helpers/secure-service.ts';
import { hanging, simulated } from '../helpers/simulated.ts';
import { testSocks } from '../helpers/socks.ts';

interface Step {
  readonly step: string;
  readonly state: string;
  readonly note?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
}

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

/** What became of each step of the one profile. */
async function checked(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; steps: Record<string, Step>; states: readonly string[] }> {
  const { code, stdout } = await run(['check', ...args, '--json'], { env });
  const { exitCode, profiles } = JSON.parse(stdout) as {
    exitCode: number;
    profiles: readonly { readonly exitCode: number; readonly steps: readonly Step[] }[];
  };
  expect([exitCode, profiles[0]?.exitCode]).toEqual([code, code]);
  const steps = profiles[0]?.steps ?? [];
  return {
    code,
    steps: Object.fromEntries(steps.map((step) => [step.step, step])),
    states: steps.map(({ state }) => state),
  };
}

const names = ['configuration', 'secrets', 'DNS', 'connection', 'TLS', 'login', 'permission'];

describe.concurrent('check', () => {
  it.each(['elevate', 'oracle-commerce', 'rocketchat'])(
    'finds nothing wrong with a valid profile of %s',
    async (provider) => {
      const service = await simulated(provider, { steps: Number.POSITIVE_INFINITY });
      const { code, steps, states } = await checked(service.flags, service.env);
      expect(Object.keys(steps)).toEqual(names);
      expect(states).toEqual([
        ...['passed', 'passed', 'not-tried', 'passed', 'not-tried'],
        ...['passed', 'passed'],
      ]);
      expect(code).toBe(0);
    },
  );

  it('requires an id if the request of a description needs one', async () => {
    const config = join(emptyFolder(), 'config.yaml');
    const service = await simulated('elevate');
    const profile = (path: string) =>
      `{ provider: http, baseUrl: ${service.flags[3]}, request: { path: ${path} }, state: { from: a, words: { b: succeeded } } }`;
    writeFileSync(config, `profiles:\n  one: ${profile('"/{id}"')}\n  all: ${profile('/all')}\n`);
    const { stdout } = await run(['check', '--config', config]);
    expect(stdout).toMatch(/Next: importwatch wait one:<id>$/m);
    expect(stdout).toMatch(/Next: importwatch wait all:$/m);
  });

  it.each([
    ['passes', { status: 200, body: { access_token: 'example-token' } }, 0],
    ['is refused', { status: 401, body: { error: 'invalid_client' } }, 4],
    ['gives no token', { status: 200, body: {} }, 6],
    ['has no such address', { status: 404, text: '' }, 6],
  ])('tries the login of a described API, which %s', async (_, reply, expected) => {
    const service = await serve(({ path }) => (path === '/login' ? reply : undefined));
    closing.push(service.close);
    const config = join(emptyFolder(), 'config.yaml');
    const description =
      'request: { path: "/jobs/{id}" }, state: { from: a, words: { b: succeeded } }, token: { path: /login, form: { key: "${API_KEY}" } }';
    writeFileSync(
      config,
      `profiles: { api: { provider: http, baseUrl: "${service.url}", ${description} } }`,
    );
    const env = { API_KEY: 'example-key' };
    const { code, steps } = await checked(['--config', config, 'api'], env);
    const logins = service.requests.filter(({ path }) => path === '/login');
    expect(logins.map(({ body }) => body)).toEqual(['key=example-key']);
    expect(steps['login']).toMatchObject({ state: expected === 0 ? 'passed' : 'failed' });
    expect(steps['permission']).toMatchObject({ state: 'not-tried' });
    expect(code).toBe(expected);
  });

  it('reads the secret of a described login again once if it is refused', async () => {
    const service = await serve(({ path, body }) => {
      if (path !== '/login') return undefined;
      return body === 'key=example-key-2'
        ? { body: { access_token: 'example-token' } }
        : { status: 401, body: {} };
    });
    closing.push(service.close);
    const config = join(emptyFolder(), 'config.yaml');
    const command = 'echo >> count; echo example-key-$(wc -l < count | tr -d " ")';
    writeFileSync(
      config,
      JSON.stringify({
        profiles: {
          api: {
            provider: 'http',
            baseUrl: service.url,
            secrets: { key: { command } },
            request: { path: '/jobs/{id}' },
            state: { from: 'a', words: { b: 'succeeded' } },
            token: { path: '/login', form: { key: '{key}' } },
          },
        },
      }),
    );
    const { code, steps } = await checked(['--config', config, 'api']);
    expect([code, steps['login']?.state]).toEqual([0, 'passed']);
  });

  it('changes nothing in the service', async () => {
    const service = await simulated('oracle-commerce');
    await checked(service.flags, service.env);
    expect(service.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /ccadmin/v1/login',
      'POST /ccadmin/v1/login',
      'GET /ccadmin/v1/asset/import/importwatch-check',
    ]);
  });

  it.each([
    ['elevate', 'IMPORTWATCH_API_KEY'],
    ['oracle-commerce', 'IMPORTWATCH_APPLICATION_KEY'],
    ['rocketchat', 'IMPORTWATCH_AUTH_TOKEN'],
  ])('reports that %s refuses the login, and the next step', async (provider, variable) => {
    const service = await simulated(provider);
    const env = { ...service.env, [variable]: 'another-example-key' };
    const { code, steps } = await checked(service.flags, env);
    expect(steps['login']).toMatchObject({
      state: 'failed',
      error: { code: 'refused', hint: expect.stringMatching(/^Check /) },
    });
    expect(steps['permission']).toEqual({ step: 'permission', state: 'not-tried' });
    expect(code).toBe(4);
  });

  it.each([
    [
      'rocketchat',
      'User does not have the permissions required for this action [error-unauthorized]',
      /run-import/,
    ],
    ['oracle-commerce', 'You may not do this.', /of the application/],
  ])(
    'distinguishes a missing permission from a refused login: %s',
    async (provider, error, hint) => {
      const service = await simulated(provider, {
        intercept: ({ path }) =>
          path.endsWith('/login') ? undefined : { status: 403, body: { success: false, error } },
      });
      const { code, steps } = await checked(service.flags, service.env);
      expect(steps['login']).toMatchObject({ state: 'passed' });
      expect(steps['permission']).toMatchObject({
        state: 'failed',
        error: { code: 'refused', hint: expect.stringMatching(hint) },
      });
      expect(code).toBe(4);
    },
  );

  it('finds nothing wrong with a server on which no import ever ran', async () => {
    const error = 'Import Operation Not Found [error-operation-not-found]';
    const service = await simulated('rocketchat', {
      intercept: () => ({ status: 400, body: { success: false, error } }),
    });
    expect((await checked(service.flags, service.env)).code).toBe(0);
  });

  it('warns of a version of Elevate that ends, and still passes', async () => {
    const service = await simulated('elevate');
    const env = { ...service.env, IMPORTWATCH_API_VERSION: '3' };
    const { code, steps } = await checked(service.flags, env);
    expect(steps['configuration']).toMatchObject({
      state: 'doubtful',
      note: expect.stringMatching(/ 2026-12-31\. Set apiVersion to 4\.$/),
    });
    expect(code).toBe(0);
  });

  it('reports that the cluster is unknown', async () => {
    const service = await simulated('elevate', { intercept: () => ({ status: 404, text: '' }) });
    const { code, steps } = await checked(service.flags, service.env);
    expect(steps['login']).toMatchObject({ error: { code: 'not-found' } });
    expect(code).toBe(5);
  });

  it('does not accept a 404 from another server for Oracle Commerce', async () => {
    const service = await simulated('oracle-commerce', { intercept: () => ({ status: 404 }) });
    const [, , ...address] = service.flags;
    const flags = ['--provider', 'oracle-commerce', ...address];
    const { code } = await checked(flags, { IMPORTWATCH_ACCESS_TOKEN: 'example-token' });
    expect(code).toBe(5);
  });

  it('distinguishes an unknown name from a port without a listener', async () => {
    const env = { IMPORTWATCH_API_KEY: 'example-key' };
    const at = (address: string) => ['--provider', 'elevate', '--base-url', address];
    const unknown = await checked(at('https://shop.invalid'), env);
    expect(unknown.steps['DNS']).toMatchObject({
      state: 'failed',
      error: { code: 'unreachable' },
    });
    const closed = await checked(at('https://localhost:1'), env);
    expect(closed.steps['DNS']).toMatchObject({ state: 'passed' });
    expect(closed.steps['connection']).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('nothing is listening there') },
    });
    expect([unknown.code, closed.code]).toEqual([6, 6]);
  });

  it('distinguishes a certificate that cannot be verified from a missing one', async () => {
    const ca = await authority();
    const service = await secureService(await certificateFor('localhost', ca));
    closing.push(service.close);
    const env = { IMPORTWATCH_API_KEY: 'example-key' };
    const flags = ['--provider', 'elevate', '--base-url', `https://localhost:${service.port}`];

    const unknown = await checked(flags, env);
    expect(unknown.steps['connection']).toMatchObject({ state: 'passed' });
    expect(unknown.steps['TLS']).toMatchObject({ state: 'failed', error: { code: 'tls' } });
    expect(unknown.code).toBe(6);

    const caFile = join(emptyFolder(), 'ca.pem');
    writeFileSync(caFile, ca.cert);
    const trusted = await checked(flags, { ...env, IMPORTWATCH_CA_FILE: caFile });
    expect(trusted.steps['TLS']?.note).toMatch(/^TLSv1\.3, certificate valid until 20\d\d-/);
    expect(trusted.code).toBe(0);

    const insecure = await checked(flags, { ...env, IMPORTWATCH_INSECURE_TLS: 'true' });
    expect(insecure.steps['TLS']).toMatchObject({ state: 'doubtful' });
    expect(insecure.code).toBe(0);
  });

  it.each([
    ['https', 403, 'connection', 'proxy'],
    ['https', undefined, 'login', 'refused'],
    ['http', undefined, 'login', 'refused'],
  ])('goes through the proxy: %s, refused with %s', async (scheme, refuse, failing, code) => {
    const service = await simulated('elevate', { intercept: () => ({ status: 401, text: '' }) });
    const certificate = await certificateFor('shop.example');
    const secure = await secureService(certificate);
    closing.push(secure.close);
    const port = scheme === 'http' ? Number(new URL(service.url).port) : secure.port;
    const proxy = await testProxy({
      hosts: { 'shop.example': port },
      ...(refuse !== undefined && { refuse }),
    });
    closing.push(proxy.close);
    const { steps } = await checked(
      ['--provider', 'elevate', '--base-url', `${scheme}://shop.example`],
      {
        IMPORTWATCH_API_KEY: 'example-key',
        IMPORTWATCH_PROXY: `http://${proxy.host}`,
        IMPORTWATCH_INSECURE_TLS: 'true',
        IMPORTWATCH_ALLOW_HTTP: 'true',
      },
    );
    if (scheme === 'https' && refuse === undefined) {
      expect(steps['permission']).toMatchObject({ state: 'passed' });
      return;
    }
    expect(steps[failing]).toMatchObject({ state: 'failed', error: { code } });
  });

  it.each([
    [403, 'https'],
    [407, 'https'],
    [502, 'https'],
    [403, 'http'],
    [407, 'http'],
    [502, 'http'],
  ])(
    'fails at the connection with every provider behind a proxy that says %i to %s',
    async (status, scheme) => {
      const text = '<html><title>Denied</title></html>';
      const proxy = await testProxy({ refuse: status, page: { status, text } });
      closing.push(proxy.close);
      const shared = {
        baseUrl: `${scheme}://service.example`,
        allowHttp: true,
        proxy: `http://me:example-pass@${proxy.host}`,
      };
      const request = { path: '/imports/{id}' };
      const state = { from: 'status', words: { done: 'succeeded' } };
      const profiles = {
        api: { provider: 'http', ...shared, request, state },
        shop: { provider: 'elevate', ...shared, apiKey: 'example-key' },
        store: { provider: 'oracle-commerce', ...shared, applicationKey: 'example-key' },
        chat: { provider: 'rocketchat', ...shared, userId: 'me', authToken: 'example-key' },
      };
      const cwd = emptyFolder();
      const file = join(cwd, '.importwatchrc');
      writeFileSync(file, JSON.stringify({ profiles }), { mode: 0o600 });
      const { code, stdout } = await run(['check'], { cwd });
      expect(code).toBe(6);
      expect(stdout.match(/✖ connection .*\n +The proxy \S+/g)).toHaveLength(4);
      expect(stdout).toContain(`The proxy http://${proxy.host} `);
      expect(stdout).not.toContain('example-pass');
    },
  );

  it('fails at the connection if a SOCKS proxy refuses the login', async () => {
    const socks = await testSocks({ method: 2, login: 1 });
    closing.push(socks.close);
    const { code, steps } = await checked(
      ['--provider', 'elevate', '--base-url', 'https://shop.example'],
      {
        IMPORTWATCH_API_KEY: 'example-key',
        IMPORTWATCH_PROXY: `socks5h://me:example-pass@${socks.host}`,
      },
    );
    expect(code).toBe(6);
    expect(steps['connection']).toMatchObject({
      state: 'failed',
      error: { code: 'proxy', message: expect.stringContaining('rejected the credentials') },
    });
  });

  it('fails at the configuration if caFile is damaged', async () => {
    const caFile = join(emptyFolder(), 'ca.pem');
    writeFileSync(caFile, (await authority()).cert.slice(0, 200));
    const { code, steps } = await checked(
      ['--provider', 'elevate', '--base-url', 'https://127.0.0.1:9'],
      { IMPORTWATCH_API_KEY: 'example-key', IMPORTWATCH_CA_FILE: caFile },
    );
    expect(code).toBe(2);
    expect(steps['configuration']).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining(caFile) },
    });
  });

  it('tests only the connection of a service that needs an import for more', async () => {
    const service = await simulated('elevate', { intercept: () => ({ status: 404, text: '' }) });
    const cwd = emptyFolder();
    const profile = {
      provider: 'http',
      baseUrl: service.url,
      request: { path: '/imports/{id}' },
      state: { from: 'status', words: { done: 'succeeded' } },
    };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { feeds: profile } }));
    const { code, stdout } = await run(['check'], { cwd });
    expect(stdout).toMatch(/✔ connection .*\n.*- TLS .*\n.*- login .* such as feeds:<id>/);
    expect(code).toBe(0);
  });

  describe('with an import', () => {
    const profile = (url: string) => ({
      provider: 'rest-job',
      baseUrl: url,
      accessToken: { env: 'LOADER_TOKEN' },
    });
    async function checkedAt(answer: Parameters<typeof serve>[0], token = 'example-token') {
      const service = await serve(answer);
      closing.push(service.close);
      const cwd = emptyFolder();
      const profiles = { loader: profile(service.url) };
      writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
      const env = { LOADER_TOKEN: token };
      return { service, ...(await run(['check', 'loader:ld-01f3'], { cwd, env })) };
    }
    const running = { status: 'loading', processed: 300, total: 1200 };

    it('tests the login and the permission with one poll, and shows the status', async () => {
      const { service, code, stdout } = await checkedAt(({ path }) =>
        path === '/jobs/ld-01f3' ? { body: running } : { status: 404 },
      );
      expect(stdout).toMatch(
        /✔ login .*\n {2}✔ permission .*\n {2}✔ import +running \(loading\), 300 of 1,200\n/,
      );
      expect(stdout).toMatch(/✔ loader is ready\. Next: importwatch wait loader:ld-01f3$/m);
      expect(service.requests.map(({ path }) => path)).toEqual(['/', '/jobs/ld-01f3']);
      expect(code).toBe(0);
    });

    it('fails at the login if the service refuses it', async () => {
      const { code, stdout } = await checkedAt(() => ({ status: 401, body: { message: 'No.' } }));
      expect(stdout).toMatch(/✖ login .*\n {6}\S+ refused the credentials \(HTTP 401\): No\./);
      expect(stdout).toMatch(/- import +not tried\n✖ loader isn't ready: the login step failed/);
      expect(code).toBe(4);
    });

    it.each([
      ["doesn't know it", { status: 404, body: {} }, / know this import/, 5],
      ['answers without a status', { body: { id: 7 } }, /sent an unusable answer|no status/i, 6],
    ])('fails at the import if the service %s', async (_, reply, message, expected) => {
      const { code, stdout } = await checkedAt(() => reply);
      expect(stdout).toMatch(/- login .*unknown until .*\n.*- permission .*\n {2}✖ import /);
      expect(stdout).toMatch(message);
      expect(stdout).toMatch(/^✖ loader:\S+ can't be watched: the import step failed/m);
      expect(code).toBe(expected);
    });

    it('doubts a status that the profile does not know', async () => {
      const { code, stdout } = await checkedAt(() => ({ body: { status: 'PARKED' } }));
      expect(stdout).toMatch(/! import .*unknown status "parked"/);
      expect(code).toBe(0);
    });

    it('polls an import of a service that has another test of the login, too', async () => {
      const service = await simulated('elevate', { steps: Number.POSITIVE_INFINITY });
      const { code, steps } = await checked(
        [...service.flags, `elevate:${service.id}`],
        service.env,
      );
      expect(Object.keys(steps)).toEqual([...names, 'import']);
      expect(steps['import']).toMatchObject({ state: 'passed' });
      expect(code).toBe(0);
    });

    it('needs no id if the service needs none', async () => {
      const service = await simulated('rocketchat', { steps: Number.POSITIVE_INFINITY });
      const { code, steps } = await checked([...service.flags, 'rocketchat:'], service.env);
      expect(steps['import']).toMatchObject({ state: 'passed' });
      expect(code).toBe(0);
    });

    it('reads no id from standard input', async () => {
      const service = await simulated('elevate');
      const { code, stderr } = await run(['check', ...service.flags, 'elevate:-'], {
        env: service.env,
      });
      expect(stderr).toContain('Write the id: importwatch check elevate:');
      expect(service.requests).toEqual([]);
      expect(code).toBe(2);
    });

    it('says that there is no such profile', async () => {
      const service = await simulated('elevate');
      const { code, stderr } = await run(['check', ...service.flags, 'elevat:1'], {
        env: service.env,
      });
      expect(stderr).toContain('There is no profile "elevat". Did you mean "elevate"?');
      expect(code).toBe(2);
    });
  });

  it('claims no more than it tested', async () => {
    const service = await serve(({ path }) =>
      path === '/login' ? { body: { access_token: 'example-token' } } : { status: 404 },
    );
    closing.push(service.close);
    const config = join(emptyFolder(), 'config.yaml');
    const description = (request: string) =>
      `provider: http, baseUrl: "${service.url}", request: { path: "${request}" }, state: { from: a, words: { b: succeeded } }`;
    writeFileSync(
      config,
      `profiles:\n  job: { ${description('/{id}')} }\n  all: { ${description('/all')} }\n  token: { ${description('/{id}')}, token: { path: /login } }\n`,
    );
    const { code, stdout } = await run(['check', '--config', config]);
    expect(stdout).toContain(
      '✔ job: the connection works. The first import tests the login. Next: importwatch wait job:<id>\n',
    );
    expect(stdout).toMatch(/- login .* such as all:\n/);
    expect(stdout).toContain(
      '✔ token: the connection and the login work. The first import tests the permission. Next: importwatch wait token:<id>\n',
    );
    expect(code).toBe(0);
  });

  it('names a secret that is not there, and one that others can read', async () => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const key = join(cwd, 'key');
    const shop = { provider: 'elevate', baseUrl: service.url, apiKey: { file: 'key' } };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { shop } }));
    const without = await run(['check', 'shop'], { cwd });
    expect(without.stdout).toMatch(
      /✔ configuration .*\n {2}✖ secrets .*\n.*key, which doesn't exist/,
    );
    expect(without.code).toBe(2);

    writeFileSync(key, 'example-key\n');
    chmodSync(key, 0o644);
    const exposed = await run(['check', 'shop'], { cwd });
    expect(exposed.stdout).toMatch(/! secrets .*other users can read \S+key \(mode 644\)/);
    expect(exposed.code).toBe(0);
  });

  it('tests all profiles, and exits with the code of the first problem', async () => {
    const service = await simulated('elevate');
    const cwd = emptyFolder();
    const shop = { provider: 'elevate', ...service.settings };
    const profiles = { shop, other: { ...shop, apiKey: 'another-example-key' } };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }), { mode: 0o600 });
    const { code, stdout, stderr } = await run(['check'], { cwd });
    expect(stdout).toMatch(/^shop \(Voyado Elevate\)\n.*\n\nother \(Voyado Elevate\)\n/s);
    expect(stdout).toMatch(/✖ login .*\n {6}http.* denied access .*\n {6}Check that apiKey/);
    expect(stdout).toMatch(/the login step failed\n\n1 of 2 failed · exit code 4 \(other\)\n$/);
    expect(stderr).toBe('');
    expect(code).toBe(4);
    const one = await run(['check', 'shop'], { cwd });
    expect([one.code, one.stdout]).toEqual([0, expect.not.stringContaining('exit code')]);
    const failed = await run(['check', 'other'], { cwd });
    expect(failed.stdout).toMatch(/other isn't ready: the login step failed · exit code 4\n$/);
  });

  it('reports a configuration error in JSON, too', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, '.importwatchrc'), '{"profiles": {"shop": {"provider": "elevat"}}}');
    const { code, stdout, stderr } = await run(['check', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 2, error: { code: 'config' } });
    expect(stderr).toContain('Did you mean "elevate"?');
    expect(code).toBe(2);
  });

  it('ends by a signal', async () => {
    const { intercept, asked } = hanging();
    const service = await simulated('elevate', { intercept });
    const check = start(['check', ...service.flags], { env: service.env });
    await asked;
    check.process.kill('SIGINT');
    expect((await check.ended).code).toBe(130);
  });
});

describe('check in a terminal', () => {
  it('names the step that is under way, and leaves at the first Ctrl-C', async () => {
    const { intercept, asked } = hanging();
    const service = await simulated('elevate', { intercept });
    const terminal = startInTerminal(['check', ...service.flags], { env: service.env });
    await asked;
    await terminal.until((rows) => rows.some((row) => /^ {2}\S login$/.test(row.trimEnd())));
    terminal.type('\x03');
    expect((await terminal.exited).exitCode).toBe(130);
    expect((await terminal.rows()).join('\n')).not.toMatch(/\S login$/m);
    const shown = ['[?25h', '[?25l'].map((mode) => terminal.written().lastIndexOf(mode));
    expect(shown[0]).toBeGreaterThan(shown[1] ?? 0);
  });
});
