import { describe, expect, it } from 'vitest';
import { inTurn, simulated } from '../helpers/simulated.ts';

const hostile =
  '\u001B[2J\u001B]0;title\u0007red\u001B[31m\r\n::error file=a.js::boom\n##vso[task.complete]\n' +
  '##[error]x ##teamcity[buildProblem]\u202Egnp.exe\u2028\u0085::set-output name=a::b\u009B2J';

describe.concurrent('texts of a service never reach a terminal or log unchanged', () => {
  const answer = (status: string) => ({ body: { id: '1', status, message: hostile } });

  it.each([[[]], [['--json']], [['--color', 'never', '-v']]])('wait %j', async (options) => {
    const intercept = inTurn(
      answer('IN_PROGRESS'),
      { status: 503, body: { message: hostile } },
      answer(`IN_PROGRESS${hostile}`),
      answer('FAILURE'),
    );
    const service = await simulated('elevate', { intercept });
    const { code, stdout, stderr } = await service.run(['wait', ...options]);
    const shown = `${stdout}${stderr}`;
    expect(shown).toContain('boom');
    expect(shown).not.toMatch(/^::|::error.*::|::set-output.*::|##\[|##vso\[|##teamcity\[/m);
    expect(code).toBe(1);
  });

  it('neither does the id of the import', async () => {
    const service = await simulated('elevate', { intercept: () => answer('SUCCESS') });
    const { code, stdout } = await service.run(['status'], { target: '1::error::boom' });
    expect(stdout).not.toContain('::error::');
    expect(service.requests[0]?.path).toBe('/api/v2/import/status/1%3A%3Aerror%3A%3Aboom');
    expect(code).toBe(0);
  });

  it('neither does an id that is refused', async () => {
    const service = await simulated('elevate');
    const { code, stderr } = await service.run(['status'], {
      target: '1\n::error::boom\u001B[2J',
    });
    expect(stderr).toContain('has a line feed (U+000A) at character 2');
    expect(stderr).not.toMatch(/^::/m);
    expect(stderr).not.toContain('\u001B');
    expect(service.requests).toEqual([]);
    expect(code).toBe(2);
  });
});

describe.concurrent('colors without a terminal', () => {
  const colour = '\u001B[';

  it.each([
    ["aren't used", [], {}, false],
    ['are used with FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    [
      'are used with FORCE_COLOR, whatever NO_COLOR says',
      [],
      { FORCE_COLOR: '1', NO_COLOR: '1' },
      true,
    ],
    ["aren't used with FORCE_COLOR=0", [], { FORCE_COLOR: '0' }, false],
    ['are used with --color always', ['--color', 'always'], { NO_COLOR: '1' }, true],
    ["aren't used with --color never", ['--color', 'never'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_, options, env: Record<string, string>, colored) => {
    const service = await simulated('elevate', { outcome: 'failure', steps: 1 });
    const { stdout, stderr } = await service.run(['wait', ...options], { env });
    expect(stdout.includes(colour)).toBe(colored);
    expect(stderr.includes(colour)).toBe(colored);
  });

  it('are never in a JSON stream', async () => {
    const service = await simulated('elevate', { outcome: 'failure', steps: 1 });
    const { stdout } = await service.run(['wait', '--json', '--color', 'always']);
    expect(stdout).not.toContain(colour);
  });
});

describe.concurrent('the amount of text', () => {
  it('is only the result with --quiet', async () => {
    const service = await simulated('elevate');
    const { stdout, stderr } = await service.run(['wait', '--quiet']);
    expect(stdout).toMatch(/^✔ .*\n$/);
    expect(stderr).toBe('');
  });

  it('is only the result with --progress none', async () => {
    const service = await simulated('elevate');
    const { stdout, stderr } = await service.run(['wait', '--progress', 'none']);
    expect(stdout).toMatch(/^✔ .*\n$/);
    expect(stderr).toBe('');
  });

  it('is otherwise a line for each change, with time and name', async () => {
    const service = await simulated('elevate', { steps: 12 });
    const { stderr } = await service.run(['wait']);
    const lines = stderr.trimEnd().split('\n');
    const start = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}elevate:5537431447739019570 {2}/;
    for (const line of lines) expect(line).toMatch(start);
    expect(lines.map((line) => line.replace(start, ''))).toEqual([
      'watching (elevate)',
      'queued (WAITING)',
      'running (IN_PROGRESS)',
      'succeeded (SUCCESS)',
    ]);
  });

  it('includes a line for each request with --verbose', async () => {
    const service = await simulated('oracle-commerce', { steps: 3 });
    const { stderr } = await service.run(['wait', '--verbose']);
    const requests = stderr.match(/^.* {2}(GET|POST) .*$/gm) ?? [];
    expect(requests).toHaveLength(service.requests.length);
    expect(requests[0]).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}POST http:\/\/127\S+\/ccadmin\/v1\/login 200 \d+ ms$/,
    );
  });

  it('is plain ASCII if the locale is not UTF-8', async () => {
    const service = await simulated('oracle-commerce', { progress: () => 0.5 });
    const { stdout } = await service.run(['status'], { env: { LC_ALL: 'C' } });
    expect(stdout).toContain('> oracle-commerce:a1b2_c3');
    expect(stdout).toContain('#####----- 50%');
  });
});
