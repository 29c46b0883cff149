import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Reply, serve } from '../../src/demo/serve.ts';
import { answering } from '../helpers/answers.ts';
import { emptyFolder, run } from '../helpers/program.ts';
import { type SimulatedOptions, simulated } from '../helpers/simulated.ts';

const allOf = (folder: string) =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
const indexOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'recording.json'), 'utf8'));
const replay = (folder: string, ...args: readonly string[]) =>
  run(['demo', '--replay', folder, '--speed', '50', '--json', ...args]);

/** A recorded wait of a simulated service. */
async function recordedWait(
  provider: string,
  options: SimulatedOptions = {},
  args: readonly string[] = [],
) {
  const service = await simulated(provider, options);
  const folder = join(emptyFolder(), 'recording');
  const wait = await service.run(['wait', '--json', '--record', folder, ...args]);
  return { service, folder, wait };
}

/** The same recording, after somebody has changed its profile. */
function withProfile(folder: string, more: object): void {
  const index = indexOf(folder);
  const profiles = Object.entries<object>(index.profiles).map(([name, profile]) => [
    name,
    { ...profile, ...more },
  ]);
  const changed = { ...index, profiles: Object.fromEntries(profiles) };
  writeFileSync(join(folder, 'recording.json'), JSON.stringify(changed));
}

describe.concurrent('wait --record', () => {
  it('makes what reads no file of the machine that plays it', async () => {
    const { folder } = await recordedWait('elevate', { steps: 2 });
    withProfile(folder, { caFile: '/etc/passwd', proxy: 'http://localhost:1' });
    const { code, stderr } = await replay(folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('makes what check --answer reads, each snapshot once and as in the stream', async () => {
    const service = await answering([{ status: 'done' }]);
    const folder = join(emptyFolder(), 'recording');
    await service.run(['wait', 'api:1', '--record', folder]);
    const { stdout } = await run(['check', '--answer', folder, '--json']);
    const times = [...stdout.matchAll(/"observedAt": ?(.)/g)].map(([, first]) => first);
    expect(times.length).toBeGreaterThan(0);
    expect(new Set(times)).toEqual(new Set(['"']));
  });

  it.each([
    ['elevate', 'success', 0],
    ['elevate', 'failure', 1],
    ['elevate', 'aborted', 3],
    ['elevate', 'error', 6],
    ['oracle-commerce', 'success', 0],
    ['oracle-commerce', 'failure', 1],
    ['rocketchat', 'success', 0],
    ['rocketchat', 'failure', 1],
    ['rocketchat', 'error', 6],
  ] as const)(
    'of %s that ends in %s can be replayed with exit code %i',
    async (provider, outcome, code) => {
      const { service, folder, wait } = await recordedWait(provider, { outcome });
      expect(wait.code).toBe(code);
      const { all, index } = { all: allOf(folder), index: indexOf(folder) };
      const { baseUrl: _, operation: __, ...secrets } = service.settings;
      for (const secret of [
        ...Object.values(secrets),
        service.id ?? '',
        '127.0.0.1',
        'example-token',
      ]) {
        if (secret !== '' && secret !== 'example-key') expect(all).not.toContain(secret);
      }
      expect(index.exitCode).toBe(code);
      const again = await replay(folder);
      expect(again.code).toBe(code);
      const [before, after] = [wait, again].map(({ lines }) =>
        lines.find(({ type }) => type === 'result'),
      );
      expect(after?.['outcome']).toBe(before?.['outcome']);
      expect(after?.snapshot?.['state']).toBe(before?.snapshot?.['state']);
      expect(after?.snapshot?.['vendorState']).toBe(before?.snapshot?.['vendorState']);
      const checked = await run(['check', '--answer', folder]);
      expect(checked.stdout).toContain('0001.json');
      expect(checked.code).toBe(outcome === 'error' ? 2 : 0);
    },
  );

  it('of a described API with a login can be replayed, without its secrets', async () => {
    let polls = 0;
    const tokens = ['open-sesame-1', 'open-sesame-2'];
    const { url, close } = await serve(({ path, headers }): Reply | undefined => {
      if (path === '/acme/enter') {
        return {
          headers: { 'set-cookie': 'SID=session-of-jane' },
          body: { data: { pass: tokens.shift() } },
        };
      }
      if (path !== '/acme/jobs/shop-17') return undefined;
      polls += 1;
      if (polls === 2) return { status: 401, body: { error: { message: 'Expired.' } } };
      if (headers['x-pass'] === undefined) return { status: 403, text: '' };
      const done = Math.min(polls * 10, 40);
      return {
        body: {
          job: {
            state: done < 40 ? 'busy' : 'half',
            done,
            by: 'jane@acme.se',
            echo: headers['x-pass'],
          },
        },
      };
    });
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, '.importwatchrc'),
      JSON.stringify({
        profiles: {
          api: {
            provider: 'http',
            baseUrl: url,
            secrets: { password: { env: 'PASSWORD' } },
            variables: { tenant: 'acme' },
            request: { path: '/{tenant}/jobs/{id}', headers: { 'X-Pass': '{token}' } },
            token: { path: '/{tenant}/enter', basic: 'jane:{password}', from: 'data.pass' },
            state: {
              from: 'job.state',
              words: { busy: 'running', half: 'failed', whole: 'succeeded' },
            },
            completed: 'job.done',
          },
        },
      }),
    );
    const env = { PASSWORD: 'example-password-1' };
    const args = ['wait', 'shop-17', '--record', 'rec', '-i', '50ms', '--max-outage', '10s'];
    const wait = await run(args, { cwd, env });
    await close();
    expect(wait.code).toBe(1);
    expect(wait.stderr).toContain(`importwatch: Recorded 6 answers in ${join(cwd, 'rec')}.`);
    expect(
      allOf(join(cwd, 'rec')).match(/.*(?:sesame|jane|acme|example-password|shop-17|127\.0).*/g),
    ).toBe(null);
    expect(indexOf(join(cwd, 'rec')).targets[0]).toMatchObject({
      options: { intervalMs: 50, maxOutageMs: 10_000 },
      outcome: 'failed',
    });
    const again = await replay(join(cwd, 'rec'));
    expect(again.lines.at(-2)).toMatchObject({ outcome: 'failed', snapshot: { completed: 40 } });
    expect(again.code).toBe(1);
    const { stdout, code } = await run(['check', '--answer', 'rec'], { cwd });
    expect(stdout).toMatch(/state\.from +job\.state +"busy" → running/);
    expect(code).toBe(0);
  });

  it.each([
    ['within the service', '127.0.0.1', 0],
    ['to another host', 'localhost', 6],
  ] as const)('of a redirect %s is replayed as it was', async (_where, host, code) => {
    const { url, close } = await serve(({ path, query }): Reply => {
      const { port } = new URL(url);
      if (path === '/jobs/7') {
        const location = `http://${host}:${port}/moved/a%20b?job=7&sig=s3cr3t-1`;
        return { status: 307, headers: { location } };
      }
      return query.get('job') === '7' ? { body: { done: true } } : { status: 404, text: '' };
    });
    const cwd = emptyFolder();
    const api = {
      provider: 'http',
      baseUrl: url,
      request: { path: '/jobs/{id}' },
      doneWhen: 'done',
    };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { api } }));
    const wait = await run(['wait', '7', '--record', 'rec', '-i', '20ms'], { cwd });
    await close();
    expect(wait.code).toBe(code);
    expect(allOf(join(cwd, 'rec'))).not.toMatch(/s3cr3t|127\.0|localhost/);
    expect((await replay(join(cwd, 'rec'))).code).toBe(code);
  });

  it('of several imports replays all of them', async () => {
    const [shop, chat] = [
      await simulated('elevate', { outcome: 'aborted' }),
      await simulated('rocketchat'),
    ];
    const cwd = emptyFolder();
    const profiles = {
      shop: { provider: 'elevate', ...shop.settings },
      chat: { provider: 'rocketchat', ...chat.settings },
    };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
    const targets = [`shop:${shop.id}`, 'chat:'];
    const wait = await run(['wait', ...targets, '--json', '--record', 'rec', '-i', '50ms'], {
      cwd,
    });
    const again = await replay(join(cwd, 'rec'));
    const outcomes = (run: typeof wait) =>
      run.lines.flatMap(({ type, ...line }) => (type === 'result' ? [line['outcome']] : [])).sort();
    expect(outcomes(wait)).toEqual(['aborted', 'succeeded']);
    expect(outcomes(again)).toEqual(['aborted', 'succeeded']);
    expect([wait.code, again.code]).toEqual([3, 3]);
    const { index } = { index: indexOf(join(cwd, 'rec')) };
    expect(index.targets.map(({ profile }: { profile: string }) => profile)).toEqual([
      'shop',
      'chat',
    ]);
  });

  it('that is interrupted leaves a recording, whose replay ends as still running', async () => {
    const service = await simulated('elevate', { steps: Number.POSITIVE_INFINITY });
    const folder = join(emptyFolder(), 'rec');
    const wait = service.start(['wait', '--record', folder]);
    await wait.says('IN_PROGRESS');
    wait.process.kill('SIGINT');
    expect((await wait.ended).code).toBe(130);
    const again = await replay(folder);
    expect(again.lines.at(-2)).toMatchObject({
      outcome: 'timed-out',
      snapshot: { state: 'running' },
    });
    expect(again.code).toBe(124);
  });

  it('never changes the outcome: a folder that cannot be created causes a warning', async () => {
    const { wait } = await recordedWait('elevate', {}, ['--record', '/proc/none/rec']);
    expect(wait.code).toBe(0);
    expect(wait.lines).toContainEqual(
      expect.objectContaining({
        type: 'warning',
        code: 'not-recorded',
        message: expect.stringMatching(/^Not recording: \/proc\/none\/rec .*\.$/),
      }),
    );
  });

  it('leaves another recording alone, and says where the new one is', async () => {
    const service = await simulated('elevate');
    const folder = join(emptyFolder(), 'rec');
    mkdirSync(folder);
    writeFileSync(join(folder, 'recording.json'), 'mine');
    const { stderr, code } = await service.run(['wait', '-q', '--record', folder]);
    expect(stderr).toContain(`in ${folder}-2.`);
    expect(readdirSync(folder)).toEqual(['recording.json']);
    expect(code).toBe(0);
  });

  it('works with status and check', async () => {
    const service = await simulated('elevate', { steps: Number.POSITIVE_INFINITY });
    const cwd = emptyFolder();
    expect((await service.run(['status', '--record', 'one'], { cwd })).code).toBe(0);
    const again = await replay(join(cwd, 'one'));
    expect(again.code).toBe(0);
    expect(again.lines.at(-2)).toMatchObject({ outcome: null });
    const profiles = { shop: { provider: 'elevate', ...service.settings } };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
    const check = await run(['check', '--record', 'two'], { cwd });
    expect(check.stderr).toContain('Recorded 1 answer in ');
    const { stderr, code } = await replay(join(cwd, 'two'));
    expect(stderr + code).toMatch(/contains no import.*2$/s);
  });

  it.each([
    [['wait', '1', '--record', ''], '--record needs a value: --record <folder>.'],
    [['demo', '--speed', '2'], '--speed needs --replay.'],
    [['demo', 'elevate', '--replay', '.'], "--replay and elevate can't be combined."],
    [['demo', '--replay', '.', '--outcome', 'failure'], 'Leave out --outcome.'],
    [['demo', '--replay', 'nowhere'], 'There is no folder "nowhere".'],
    [
      ['demo', '--replay', '.', '--speed', 'fast'],
      `--speed: "fast" isn't a positive number up to 10000.`,
    ],
    [
      ['demo', '--replay', '.', '--speed', '20000'],
      `--speed: "20000" isn't a positive number up to 10000.`,
    ],
    [['demo', '--replay', '.'], "./recording.json doesn't exist"],
    [['check', 'shop', '--answer', '.'], 'A recording has its own profiles.'],
  ])('%j is a mistake that is explained', async (args, message) => {
    const { stderr, code } = await run(args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it.each([
    [['demo', '--replay', 'nowhere', '--json']],
    [['demo', '--speed', '2', '--json']],
    [['wait', '1', '--record', '', '--json']],
  ])('%j ends the stream with the mistake', async (args) => {
    const { lines, code } = await run(args);
    expect(lines.at(-1)).toMatchObject({ type: 'end', exitCode: 2, error: { code: 'usage' } });
    expect(code).toBe(2);
  });

  it('keeps a replay on this machine, whatever the recording names', async () => {
    const { folder } = await recordedWait('elevate');
    const index = indexOf(folder);
    const [name = ''] = Object.keys(index.profiles);
    index.profiles[name].baseUrl = 'https://198.51.100.7';
    writeFileSync(join(folder, 'recording.json'), JSON.stringify(index));
    const { code } = await replay(folder);
    expect(code).toBe(0);
  });

  it('reads no file, variable or command for a recording of someone else', async () => {
    const folder = emptyFolder();
    const api = {
      provider: 'http',
      baseUrl: 'https://host-1.example',
      secrets: { key: { file: '/etc/hostname' } },
      request: { path: '/jobs/{id}', headers: { 'X-Key': '{key}' } },
      doneWhen: 'done',
    };
    const index = {
      recording: 1,
      startedAt: '2026-01-15T10:00:00.000Z',
      profiles: { api },
      targets: [{ profile: 'api', id: '7', options: { onEnd: 'touch /tmp/x', timeoutMs: 'x' } }],
    };
    writeFileSync(join(folder, 'recording.json'), JSON.stringify(index));
    const { stderr, code } = await run(['demo', '--replay', folder]);
    expect(stderr).toContain("/etc/hostname, which isn't read for a recording");
    expect(code).toBe(2);
  });

  it('of a recording that someone damaged names the problem', async () => {
    const { folder } = await recordedWait('elevate');
    const index = indexOf(folder);
    const [name = ''] = Object.keys(index.profiles);
    index.profiles[name].provider = 'elevat';
    writeFileSync(join(folder, 'recording.json'), JSON.stringify(index));
    const { code, stderr } = await run(['demo', '--replay', folder]);
    expect(stderr).toContain('Did you mean "elevate"?');
    expect(code).toBe(2);
  });
});

describe('two processes', () => {
  it('that record into one folder get one each', async () => {
    const cwd = emptyFolder();
    const service = await simulated('elevate', { steps: 20 });
    const waits = [1, 2].map(() => service.start(['wait', '--record', 'rec'], { cwd }).ended);
    expect((await Promise.all(waits)).map(({ code }) => code)).toEqual([0, 0]);
    expect(readdirSync(cwd).sort()).toEqual(['rec', 'rec-2']);
    for (const folder of ['rec', 'rec-2']) expect((await replay(join(cwd, folder))).code).toBe(0);
  });
});
