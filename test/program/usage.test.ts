import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from '../helpers/program.ts';

const elevate = ['--provider', 'elevate', '--base-url', 'http://127.0.0.1:1'];
const noAddress = ['--provider', 'elevate', '--base-url', ''];
const env = { IMPORTWATCH_API_KEY: 'example-key' };

describe.concurrent('a usage error', () => {
  it.each([
    [['-v'], 'Unknown option "-v".'],
    [['--verbose', 'wait', '1'], '--verbose goes'],
    [['wait', '-v', '--timeout', 'soon', ...elevate, '1'], '--timeout: "soon"'],
    [['wait', '-v', '..', ...elevate], `".." isn't a valid id`],
    [['status', '-v', ...noAddress, '1'], '--base-url'],
    [['wiat', '-v'], '"wiat"'],
    [['wait', 'shop:1', '--json', 'result', '-v'], '--json=result'],
    [['status', '-v', '--json', 'events'], '--json=events'],
  ])('has no stack trace with --verbose: %j', async (args, message) => {
    const { code, stderr } = await run(args, { env });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s*at /m);
    expect(code).toBe(2);
  });
});

describe.concurrent('insecureTls', () => {
  it('causes a warning even with --quiet, and is shown by profiles', async () => {
    const cwd = emptyFolder();
    const shop = { provider: 'elevate', baseUrl: 'http://127.0.0.1:1', apiKey: '${KEY}' };
    const profiles = { shop: { ...shop, insecureTls: '${INSECURE}' }, safe: shop };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
    const options = { cwd, env: { KEY: 'example-key', INSECURE: 'true' } };
    for (const command of ['status', 'wait']) {
      const args = [command, '--quiet', 'shop:1', ...(command === 'wait' ? ['-t', '0s'] : [])];
      expect((await run(args, options)).stderr).toContain('insecureTls');
    }
    const listed = (await run(['profiles'], options)).stdout;
    expect(listed.match(/insecureTls/g)).toHaveLength(1);
    const { stdout } = await run(['profiles', '--json'], options);
    expect(JSON.parse(stdout)).toMatchObject([
      { name: 'shop', insecureTls: true },
      { name: 'safe' },
    ]);
  });
});

const described = join(emptyFolder(), 'api.yaml');
writeFileSync(
  described,
  `profiles:
  api:
    provider: http
    baseUrl: http://127.0.0.1:1
    request: { path: '/jobs/{id}' }
    state: { from: status, words: { done: succeeded } }
`,
);

describe.concurrent('a mistake on the command line exits with 2 and shows the right form', () => {
  it.each([
    ['a duration', ['wait', ...elevate, '1', '--timeout', 'soon'], /--timeout: "soon".* 30s, 5m/],
    ['an interval of nothing', ['wait', ...elevate, '1', '--interval', '0s'], /--interval.* 5s/],
    ['a negative duration', ['wait', ...elevate, '1', '--max-outage=-1'], /--max-outage.* 30s/],
    [
      'a missing id',
      ['wait', ...elevate],
      /Profile elevate needs an id: the id from .*elevate:55374/s,
    ],
    [
      '--new with an id',
      ['wait', ...elevate, '--new', '1'],
      /works only with .* don't need an id\.$/m,
    ],
    [
      '--new with an id that a description needs',
      ['wait', '-c', described, '--new', 'api:5'],
      /works only with .* don't need an id\.$/m,
    ],
    ['an empty id', ['wait', ...elevate, ''], /The target is empty/],
    ['an id that leaves its place', ['wait', ...elevate, '..'], /"\.\." isn't a valid id/],
    ['a choice', ['wait', '--progress', 'loud', '1'], /auto, bar, plain or none/],
    ['a command', ['wiat', '1'], /"wiat"\. Did you mean "wait"\?/],
    ['a provider', ['wait', '--provider', 'elevat', '1'], /elevat.*elevate/s],
    [
      'an address without its provider',
      ['wait', '--base-url', 'http://127.0.0.1:1', '1'],
      /--prov/,
    ],
    ['an address', ['wait', '--provider', 'elevate', '--base-url', 'w1234', '1'], /--base-url/],
    [
      'no address',
      ['wait', '--provider', 'elevate', '1'],
      /needs --base-url \(or IMPORTWATCH_BASE_URL\) or/,
    ],
    ['init with an empty address', ['init', ...noAddress], /--base-url is empty.*variable/s],
    ['no profile', ['wait', '1'], /init.*--provider.*demo/s],
    ['no such profile', ['wait', ...elevate, '-p', 'shop', '1'], /no profile "shop"/],
    ['no command', [], /Usage: importwatch/],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args, { env });
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it.each([
    ['--junit', ['wait', '1']],
    ['--events', ['wait', '1']],
    ['--history-file', ['wait', '1']],
    ['--config', ['status', '1']],
    ['--output', ['failed', '1']],
    ['--file', ['init']],
    ['--answer', ['check']],
    ['--replay', ['demo']],
    ['--record', ['run']],
  ] as const)('a path that is empty, as an unset variable is: %s %j', async (flag, args) => {
    const started = args[0] === 'run' ? ['--', 'true'] : [];
    const { code, stderr } = await run([...args, flag, '', ...started]);
    expect(stderr).toMatch(
      new RegExp(`^importwatch: ${flag} needs a value: .*${flag} <\\w+>\\.\n`),
    );
    expect(code).toBe(2);
  });

  it.each(['', '# nothing yet', '{}', 'profiles:'])(
    'a configuration without a profile: "%s"',
    async (text) => {
      const cwd = emptyFolder();
      writeFileSync(join(cwd, '.importwatchrc'), text);
      for (const command of [['wait', '1'], ['profiles']]) {
        const { stdout, stderr } = await run(command, { cwd });
        const words = `There are no profiles in ${join(cwd, '.importwatchrc')}.`;
        expect(stdout + stderr).toContain(words);
      }
    },
  );

  it('no id for a description that needs one, before anything is watched', async () => {
    const cwd = emptyFolder();
    const acme = {
      provider: 'http',
      baseUrl: 'http://127.0.0.1:1',
      request: { path: '/jobs/{id}' },
      doneWhen: 'done',
    };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { acme } }));
    const { code, stdout, stderr } = await run(['wait', 'acme:'], { cwd });
    expect(stderr).toMatch(
      /^importwatch: Profile acme needs an id: the value for .*\n {2}.* acme:1042$/m,
    );
    expect(stderr).not.toContain('watching');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it.each([
    [
      'an address elsewhere',
      { path: '/{+id}' },
      {},
      'http://127.0.0.2:1/jobs/1',
      "isn't an address",
    ],
    ['a path that leaves baseUrl', { path: '/{+id}' }, {}, 'jobs/../1', "isn't a path below"],
    ['of another form', { path: '/{job}' }, { idParts: 'job-{job}' }, '1', "doesn't have the form"],
    ['no number in a body', { path: '/', body: '{"ids": [{id}]}' }, {}, 'x', 'must be a number'],
  ])('an id that is %s, before anything is watched', async (_name, request, more, id, words) => {
    const cwd = emptyFolder();
    const address = { provider: 'http', baseUrl: 'http://127.0.0.1:1', doneWhen: 'done' };
    const acme = { ...address, request, ...more };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { acme } }));
    const targets = ['acme:42', `acme:${id}`];
    const { code, stderr, lines } = await run(['wait', '--json', ...targets], { cwd });
    expect(stderr).toContain(words);
    expect(lines).toMatchObject([{ type: 'version' }, { type: 'end', error: { code: 'usage' } }]);
    expect(code).toBe(2);
  });

  it('a secret that is not set', async () => {
    const { code, stderr } = await run(['wait', ...elevate, '1']);
    expect(stderr).toContain('IMPORTWATCH_API_KEY');
    expect(code).toBe(2);
  });

  it('credentials over plain http to another machine', async () => {
    const address = ['--provider', 'elevate', '--base-url', 'http://shop.example'];
    const { code, stderr } = await run(['wait', ...address, '1'], { env });
    expect(stderr).toMatch(/plain http.*https/);
    expect(code).toBe(2);
  });

  it.each([
    ['of a value', ['wait', '--json', ...elevate, '1', '--timeout', 'soon']],
    ['of an option', ['wait', '--json', ...elevate, '1', '--timeuot', '3s']],
    ['of a missing id', ['status', '--json', ...elevate]],
    ['of a demo', ['demo', 'nothing', '--json']],
  ])('in a JSON stream as well: %s', async (_, args) => {
    const { code, lines, stderr } = await run(args, { env });
    expect(lines.map(({ type }) => type)).toEqual(['version', 'end']);
    expect(lines[1]).toMatchObject({
      error: { code: 'usage', message: expect.stringMatching(/^(?!error:)/) },
    });
    expect(stderr).not.toBe('');
    expect(code).toBe(2);
  });
});

describe.concurrent('help and version go to stdout, with exit code 0', () => {
  it.each([
    ['--help', ['--help'], /Usage: importwatch.*Examples:.*Exit codes:.*124 /s],
    ['help wait', ['help', 'wait'], /Usage: importwatch wait.*--stall-timeout.*Examples:/s],
    ['wait --help', ['wait', '--help'], /Usage: importwatch wait/],
    ['--version', ['--version'], /^\d+\.\d+\.\d+\n$/],
    ['providers', ['providers'], /elevate.*oracle-commerce.*rocketchat/s],
    [
      'providers http',
      ['providers', 'http'],
      /^docs\/any-api\.md .*^ {2}request +the call .*\(required\).*^ {2}donePolls .*\(default 3\)/ms,
    ],
    ['providers elevate', ['providers', 'elevate'], /Voyado Elevate.*apiKey.*secret/s],
    ['profiles', ['profiles'], /importwatch init/],
  ])('%s', async (_, args, text) => {
    const { code, stdout, stderr } = await run(args);
    expect(stdout).toMatch(text);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});
