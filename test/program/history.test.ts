import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run, start } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const journalIn = (home: string) => join(home, '.local/state/importwatch/journal.ndjson');
const nothing = 'The history is empty. It lists imports that end while you watch them.\n';
const never = { steps: Number.POSITIVE_INFINITY };

/** Imports of products that took so many minutes, each with a beginning that is not known. */
function remember(home: string, minutes: readonly number[], profile = 'shop'): void {
  const lines = minutes.map((count, index) => ({
    v: 1,
    type: 'end',
    at: Date.parse('2026-11-22T12:00:00Z') + index * 3_600_000,
    target: { profile, provider: 'elevate', id: String(index) },
    kind: 'PRODUCTS',
    outcome: 'succeeded',
    durationMs: count * 60_000,
  }));
  const file = journalIn(home);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

describe.concurrent('the last watch', () => {
  it('is resumed by --last, even if nothing was configured', async () => {
    const home = emptyFolder();
    const service = await simulated('elevate', never);
    const watch = service.start(['wait'], { home });
    await watch.says('running');
    watch.process.kill('SIGINT');
    expect((await watch.ended).code).toBe(130);

    const again = start(['wait', '--last', '--json'], { home, env: service.env });
    await again.says('"progress"');
    again.process.kill('SIGINT');
    const { lines } = await again.ended;
    expect(lines.at(-2)).toMatchObject({ target: { provider: 'elevate', id: service.id } });
  });

  it('is resumed with the profiles of the original watch', async () => {
    const [home, cwd] = [emptyFolder(), emptyFolder()];
    const shop = await simulated('elevate');
    const chat = await simulated('rocketchat');
    const profiles = {
      shop: { provider: 'elevate', ...shop.settings },
      chat: { provider: 'rocketchat', ...chat.settings },
    };
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
    const pace = ['--interval', '50ms', '--json'];
    await run(['wait', `shop:${shop.id}`, 'chat:', ...pace], { home, cwd });

    const again = await run(['wait', '--last', ...pace], { home, cwd });
    const results = again.lines.filter(({ type }) => type === 'result');
    expect(results.map(({ target }) => target)).toEqual([
      { profile: 'shop', provider: 'elevate', id: shop.id },
      expect.objectContaining({ profile: 'chat' }),
    ]);

    const here = await run(['history'], { home, cwd });
    expect(here.stdout).toMatch(/^The last wait \(.*\) has ended\. .*: importwatch wait --last$/m);

    const elsewhere = await run(['wait', '--last'], { home });
    const shown = await run(['history'], { home });
    expect(shown.stdout).toMatch(
      /Its profile is from .*\.importwatchrc, a file that isn't in use here\.$/m,
    );
    expect(elsewhere.stderr).toMatch(
      /profile shop from .*\.importwatchrc, a file that isn't in use here/,
    );
    expect(elsewhere.code).toBe(2);
  });

  it('is not resumed without the variables that its profile was made from', async () => {
    const home = emptyFolder();
    const service = await simulated('elevate', never);
    const { baseUrl = '' } = service.settings;
    const made = { IMPORTWATCH_PROVIDER: 'elevate', IMPORTWATCH_BASE_URL: baseUrl };
    await run(['wait', '--timeout', '0s', service.id ?? ''], {
      home,
      env: { ...service.env, ...made },
    });
    const [again, shown] = [
      await run(['wait', '--last'], { home }),
      await run(['history'], { home }),
    ];
    expect(again.code).toBe(2);
    expect(again.stderr).toBe(
      "importwatch: The last wait used the profile elevate from environment variables that aren't set here.\n  Set IMPORTWATCH_PROVIDER and the variables of its settings again.\n",
    );
    expect(shown.stdout).toMatch(
      /^The last wait .* environment variables that aren't set here\.$/m,
    );
  });

  it('is resumed without the imports that succeeded, which history does not name either', async () => {
    const [home, cwd] = [emptyFolder(), emptyFolder()];
    const profileOf = async (options: Parameters<typeof simulated>[1]) => {
      const { settings } = await simulated('elevate', options);
      return { provider: 'elevate', ...settings };
    };
    const profiles = {
      done: await profileOf({ steps: 2 }),
      over: await profileOf({ steps: 0 }),
      lost: await profileOf({ steps: 2, outcome: 'failure' }),
      open: await profileOf(never),
    };
    const { id } = await simulated('elevate');
    writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
    const pace = ['--interval', '50ms', '--json'];
    const targets = Object.keys(profiles).map((name) => `${name}:${id}`);
    const watch = start(['wait', ...targets, ...pace], { home, cwd });
    await watch.says(/("result"[\s\S]*){3}/);
    watch.process.kill('SIGINT');
    await watch.ended;

    const { stdout } = await run(['history'], { home, cwd });
    expect(stdout).toContain(`Resume the last wait (open:${id}): importwatch wait --last\n`);
    const again = await run(['wait', '--last', '--timeout', '0s', '--json'], { home, cwd });
    const results = again.lines.filter(({ type }) => type === 'result');
    expect(results).toMatchObject([
      { target: { profile: 'lost' }, outcome: 'failed' },
      { target: { profile: 'open' }, outcome: 'timed-out' },
    ]);
    expect(again.code).toBe(1);
  });

  it('is never another wait if the last one had too many imports to keep', async () => {
    const home = emptyFolder();
    const service = await simulated('elevate', never);
    const old = service.start(['wait'], { home });
    await old.says('running');
    old.process.kill('SIGINT');
    await old.ended;
    const ids = Array.from({ length: 51 }, (_, index) => `${index + 1}\n`).join('');
    await service.run(['wait', '--timeout', '0s'], { home, target: '-', stdin: ids });

    const again = await run(['wait', '--last'], { home, env: service.env });
    expect(again.stderr).toContain('The last wait had 51 imports, too many to remember.');
    expect(again.code).toBe(2);
    const shown = await run(['history'], { home });
    expect(shown.stdout).toMatch(/^The last wait was for 51 imports\.$/m);
  });

  it('is never another import if the id had a secret in it', async () => {
    const home = emptyFolder();
    const running = { body: { status: 'IN_PROGRESS' } };
    const service = await simulated('elevate', { intercept: () => running });
    const { env } = service;
    const target = `x-${env['IMPORTWATCH_API_KEY']}`;
    const first = await service.run(['wait', '--timeout', '0s'], { home, target });
    expect(first.code).toBe(124);
    expect(first.stderr).toContain('resume: wait for the same target again');
    expect(first.stdout + first.stderr).not.toContain('importwatch wait');

    const again = await run(['wait', '--last'], { home, env });
    expect(again.stderr).toContain('The last wait had an id with a secret in it');
    expect(again.code).toBe(2);
    const shown = await run(['history'], { home });
    expect(shown.stdout).toMatch(/^The last wait was for 1 import\.$/m);
  });

  it('ends normally even if HOME cannot have a folder', async () => {
    const service = await simulated('elevate');
    expect((await service.run(['wait'], { home: '/proc' })).code).toBe(0);
  });

  it.each([
    [['wait', '--last'], /There is no wait to resume/],
    [['wait', '--last', 'shop:1'], /--last can't be combined with a target/],
    [['wait', '--last', '--provider', 'elevate'], /--last can't be combined with --provider/],
  ])('is not guessed: %j', async (args, message) => {
    const { code, stderr } = await run(args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it('has no secret, and is only for this user', async () => {
    const home = emptyFolder();
    const service = await simulated('oracle-commerce');
    await service.run(['wait'], { home });
    const file = journalIn(home);
    expect(readFileSync(file, 'utf8')).toContain(service.id);
    expect(readFileSync(file, 'utf8')).not.toMatch(/example-(application-key|token)/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['with --no-history', ['wait', '--no-history'], {}],
    ['with IMPORTWATCH_NO_HISTORY', ['wait'], { IMPORTWATCH_NO_HISTORY: '1' }],
    ['by status', ['status'], {}],
  ])('is not kept %s', async (_, args, env: Record<string, string>) => {
    const home = emptyFolder();
    const service = await simulated('elevate');
    await service.run(args, { home, env });
    expect(readdirSync(home)).not.toContain('.local');
  });

  it('is not kept by a demo', async () => {
    const home = emptyFolder();
    const demo = start(['demo', 'elevate'], { home });
    await demo.says('running');
    demo.process.kill('SIGINT');
    await demo.ended;
    expect(readdirSync(home)).not.toContain('.local');
  });

  it.each([
    ['spoiled', (home: string) => remember(home, []), '\u0000{{{'],
    ['a folder', (home: string) => mkdirSync(journalIn(home), { recursive: true }), undefined],
  ])('changes nothing if it is %s', async (_, prepare, text) => {
    const home = emptyFolder();
    prepare(home);
    if (text !== undefined) writeFileSync(journalIn(home), text);
    const service = await simulated('elevate', { outcome: 'failure' });
    const { code, stderr } = await service.run(['wait'], { home });
    expect(stderr).not.toContain('history');
    expect(code).toBe(1);
  });

  it('reports with -v that it cannot be written', async () => {
    const home = emptyFolder();
    mkdirSync(journalIn(home), { recursive: true });
    const service = await simulated('elevate');
    const { code, stderr } = await service.run(['wait', '-v'], { home });
    expect(stderr).toContain("Can't write the history");
    expect(code).toBe(0);
  });
});

describe.concurrent('the gates of a wait', () => {
  it('hold when it is resumed', async () => {
    const home = emptyFolder();
    const service = await simulated('oracle-commerce', { progress: () => 0.5 });
    const gate = ['--min-records', '5001', '--timeout', '0s'];
    const first = await service.run(['wait', ...gate], { home });
    expect(first.stderr).toMatch(/resume: importwatch wait .*--min-records 5001/);
    const again = await run(['wait', '--last', '--timeout', '0s'], { home, env: service.env });
    expect(again.stderr + again.stdout).toContain('--min-records 5001');
  });
});

describe.concurrent('history', () => {
  it('shows finished imports, their durations, and the usual duration', async () => {
    const home = emptyFolder();
    remember(home, [4, 3, 5]);
    const { code, stdout } = await run(['history'], { home, env: { TZ: 'UTC' } });
    expect(stdout.split('\n')).toEqual([
      'WHEN                  IMPORT    KIND      RESULT       TOOK',
      '2026-11-22T14:00:00Z  ✔ shop:2  PRODUCTS  succeeded  5m 00s',
      '2026-11-22T13:00:00Z  ✔ shop:1  PRODUCTS  succeeded  3m 00s',
      '2026-11-22T12:00:00Z  ✔ shop:0  PRODUCTS  succeeded  4m 00s',
      '',
      'shop PRODUCTS  ▇▅█  usually 4m 00s · 3m 00s to 5m 00s · 3 runs',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('shows the last twenty, says how many there are, and shows all on request', async () => {
    const home = emptyFolder();
    remember(
      home,
      Array.from({ length: 23 }, () => 2),
    );
    const count = (text: string) => text.match(/shop:\d+/g)?.length;
    const { stdout } = await run(['history'], { home });
    expect(count(stdout)).toBe(20);
    expect(stdout).toContain('… (20 of 23; --all shows the rest)');
    expect(count((await run(['history', '--all'], { home })).stdout)).toBe(23);
  });

  it('shows the imports of one profile, also as JSON', async () => {
    const home = emptyFolder();
    remember(home, [4, 3, 5]);
    expect((await run(['history', 'other'], { home })).stdout).toBe(
      'The history has no imports for profile "other".\n',
    );
    const { stdout } = await run(['history', 'shop', '--json'], { home });
    expect(JSON.parse(stdout)).toMatchObject({
      last: null,
      imports: [{ target: { id: '0' }, durationMs: 240_000 }, {}, {}],
      usual: [{ profile: 'shop', kind: 'PRODUCTS', usualMs: 240_000 }],
    });
  });

  it('gives an import of the same kind its usual duration, and not its outcome', async () => {
    const home = emptyFolder();
    remember(home, [4, 3, 5], 'elevate');
    const service = await simulated('elevate', { outcome: 'failure' });
    const { code, stderr, stdout } = await service.run(['wait'], { home });
    expect(stderr).toContain('running (IN_PROGRESS)  usually 4m 00s\n');
    expect(stdout).toContain('failed');
    expect(code).toBe(1);
  });

  it('shows what was watched last', async () => {
    const home = emptyFolder();
    const service = await simulated('elevate');
    await service.run(['wait'], { home });
    const { stdout } = await run(['history'], { home });
    expect(stdout).toMatch(/elevate:5537431447739019570 {2}PRODUCTS {2}succeeded {2}\d/);
    expect(stdout).toMatch(/^elevate PRODUCTS {2}. {2}.* 1 run$/m);
    expect(stdout).toMatch(
      /^The last wait \(elevate:5537431447739019570\) has ended\. To see its outcome again: importwatch wait --last$/m,
    );
  });

  it('can be cleared', async () => {
    const home = emptyFolder();
    remember(home, [4]);
    expect((await run(['history', '--clear'], { home })).code).toBe(0);
    expect((await run(['history'], { home })).stdout).toBe(nothing);
  });

  it('is not cleared for one profile, because that would delete the other ones too', async () => {
    const home = emptyFolder();
    remember(home, [4]);
    const { code, stdout, stderr } = await run(['history', 'other', '--clear'], { home });
    expect(stderr).toContain('--clear deletes the history of all profiles');
    expect([code, stdout]).toEqual([2, '']);
    expect((await run(['history'], { home })).stdout).toContain('shop:0');
  });

  it('is empty in JSON once it is cleared', async () => {
    const home = emptyFolder();
    remember(home, [4]);
    const { stdout } = await run(['history', '--clear', '--json'], { home });
    expect(JSON.parse(stdout)).toEqual({ last: null, imports: [], usual: [] });
  });
});
