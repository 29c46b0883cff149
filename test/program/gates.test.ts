import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answering } from '../helpers/answers.ts';
import { manyImports } from '../helpers/many-imports.ts';
import { emptyFolder, run } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const done = { status: 'done', done: 5000, total: 5000, failed: 188 };
const short = ['--max-failed', '1%', '--min-records', '4813', '--expect-records', '4812'];

describe.concurrent('a gate on the records', () => {
  it.each([
    ['api:1', done, ['--max-failed', '188'], 0],
    ['api:1', done, ['--max-failed', '187'], 10],
    ['api:1', done, ['--max-failed', '3.7%'], 10],
    ['api:1', done, ['--min-records', '4812'], 0],
    ['api:1', done, ['--min-records', '4813'], 11],
    ['api:1', done, ['--expect-records', '5000'], 11],
    ['api:1', { status: 'done' }, ['--min-records', '1'], 11],
    ['api:1', { status: 'done', percent: 100 }, ['--max-failed', '5'], 11],
    ['api:1', { ...done, total: null }, ['--max-failed', '50%'], 11],
    ['api:1', { ...done, failed: 0, total: null }, ['--max-failed', '1%'], 0],
    ['api:1', { status: 'done', done: 0, total: 0, failed: 0 }, ['--max-failed', '1%'], 0],
    ['api:1', { ...done, status: 'broken' }, ['--max-failed', '5'], 1],
    [
      'salesforce:1',
      { state: 'JobComplete', numberRecordsProcessed: 100, numberRecordsFailed: 5 },
      ['--min-records', '95', '--max-failed', '5'],
      0,
    ],
    [
      'salesforce:1',
      { state: 'JobComplete', numberRecordsProcessed: 100, numberRecordsFailed: 5 },
      ['--max-failed', '5%'],
      11,
    ],
    [
      'search:1',
      { status: 'succeeded', details: { receivedDocuments: 9, indexedDocuments: 8 } },
      ['--min-records', '9'],
      11,
    ],
    ['search:1', { status: 'succeeded', details: {} }, ['--max-failed', '0'], 11],
  ])('of %s, %j: %j is %d', async (target, answer, gates, code) => {
    const service = await answering([answer]);
    expect((await service.run(['wait', target, ...gates])).code).toBe(code);
  });

  it.each([
    ['oracle-commerce', ['--min-records', '5000'], [0]],
    ['oracle-commerce', ['--max-failed', '0'], [11]],
    ['oracle-commerce', ['--expect-records', '4999'], [11]],
    ['elevate', ['--min-records', '0'], [11]],
    ['elevate', ['--max-failed', '5%'], [11]],
    ['rocketchat', ['--min-records', '1'], [0]],
    ['rocketchat', ['--expect-records', '1'], [11]],
  ])('of %s: %j', async (provider, gates, [code]) => {
    const service = await simulated(provider, { outcome: 'success' });
    expect((await service.run(['wait', ...gates])).code).toBe(code);
  });

  it('shows the required and actual numbers, for each of several', async () => {
    const service = await answering([done]);
    const { stdout, code } = await service.run(['wait', 'api:1', ...short]);
    expect(stdout).toMatch(/^◐ api:1 +partially succeeded .*188 failed/);
    expect(stdout).toContain('3.76% of the records failed (--max-failed allows 1%)');
    expect(stdout).toContain('4,812 records arrived (--min-records requires 4,813)');
    expect(stdout).toContain(
      'Passed: 4,812 records arrived (--expect-records requires exactly 4,812)',
    );
    expect(code).toBe(10);
  });

  it('is in the stream, passed or not', async () => {
    const service = await answering([done]);
    const { lines } = await service.run(['wait', 'api:1', '--json', ...short]);
    expect(lines.at(-2)?.['gates']).toEqual([
      { name: 'max-failed', wanted: '1%', found: '3.76%', passed: false },
      { name: 'min-records', wanted: 4813, found: 4812, passed: false },
      { name: 'expect-records', wanted: 4812, found: 4812, passed: true },
    ]);
  });

  it('that cannot be checked says why', async () => {
    const service = await answering([{ status: 'done', percent: 100 }]);
    const { stdout, code } = await service.run(['wait', 'api:1', '--min-records', '5']);
    expect(stdout).toContain(
      "--min-records 5 can't be checked, because the service reports a percentage",
    );
    expect(code).toBe(11);
  });

  it('ends a running wait, and the message says that the import keeps running', async () => {
    const service = await answering([{ status: 'running', done: 99, total: 5000, failed: 51 }]);
    const { stdout, stderr, code } = await service.run(['wait', 'api:1', '--max-failed', '50']);
    expect(stdout).toContain('too many failed records, still running');
    expect(stderr).toContain('The import keeps running.');
    expect(stderr).toContain('importwatch wait api:1');
    expect(code).toBe(10);
  });

  it('can be set in a profile, in defaults and in the environment', async () => {
    const both = await answering([done], { maxFailed: '1%' }, { maxFailed: 500, minRecords: 4813 });
    expect((await both.run(['wait', 'api:1'])).code).toBe(10);
    const env = { IMPORTWATCH_MAX_FAILED: '500' };
    expect((await both.run(['wait', 'api:1'], { env })).code).toBe(11);
    expect((await both.run(['wait', 'api:1', '--min-records', '1'], { env })).code).toBe(0);
  });

  it('applies to its own profile, and the most serious one wins', async () => {
    const service = await answering([done], { maxFailed: 5 });
    const { lines, code } = await service.run(['wait', 'plain:1', 'api:1', 'plain:2', '--json']);
    const results = lines.filter(({ type }) => type === 'result');
    const codes = results.map(({ target, exitCode, gates }) => [
      (target as { readonly profile: string }).profile,
      exitCode,
      gates !== undefined,
    ]);
    expect(codes.sort()).toEqual([
      ['api', 10, true],
      ['plain', 0, false],
      ['plain', 0, false],
    ]);
    expect(code).toBe(10);
  });

  it.each([
    ['--max-failed', 'few', '50 or 2%'],
    ['--max-failed', '-1', '50 or 2%'],
    ['--max-failed', '101%', '50 or 2%'],
    ['--max-failed', '1.5', '50 or 2%'],
    ['--min-records', '5%', '5000'],
    ['--min-records', '5k', '5000'],
    ['--expect-records', '', '5000'],
    ['--until', '6am', '06:00'],
    ['--until', '2020-01-01T06:00', '06:00'],
    ['--on-end', ' ', './tell.sh'],
    ['--events', '', '<file>'],
    ['--metrics', '', '<file>'],
    ['--history-file', '', '<file>'],
    ['--json', 'some', 'events or result'],
  ])('%s=%s is an error that shows what is valid', async (option, value, right) => {
    const service = await simulated('elevate');
    const { code, stderr } = await service.run(['wait', `${option}=${value}`]);
    expect(code).toBe(2);
    expect(stderr).toContain(right);
  });
});

describe.concurrent('in a CI system', () => {
  const folder = () => emptyFolder();

  it('JUnit shows the gates, passed or not', async () => {
    const service = await answering([done]);
    const [bad, good] = [join(folder(), 'bad.xml'), join(folder(), 'good.xml')];
    await service.run(['wait', 'api:1', '--junit', bad, '--min-records', '5000']);
    expect(readFileSync(bad, 'utf8')).toMatch(
      /<failure type="short" message="[^"]*4,812 records arrived \(--min-records requires 5,000/,
    );
    await service.run(['wait', 'api:1', '--junit', good, '--min-records', '4000']);
    expect(readFileSync(good, 'utf8')).toMatch(
      /failures="0"[\s\S]*<system-out>[^<]*4,812 records arrived \(--min-records requires 4,000/,
    );
  });

  it.each([
    [
      { GITHUB_ACTIONS: 'true' },
      /^::error title=[^\n]*4,812 records arrived \(--min-records requires 5,000/m,
    ],
    [{ TF_BUILD: 'True' }, /^##vso\[task.logissue type=error\][^\n]*min-records requires 5,000/m],
    [
      { TEAMCITY_VERSION: '1' },
      /^##teamcity\[buildProblem description='[^\n]*min-records requires 5,000/m,
    ],
  ])('%j annotates them', async (env, words) => {
    const service = await answering([done]);
    const summary = join(folder(), 'summary');
    const { stderr } = await service.run(['wait', 'api:1', '--min-records', '5000'], {
      env: { ...env, GITHUB_STEP_SUMMARY: summary },
    });
    expect(stderr).toMatch(words);
    if ('GITHUB_ACTIONS' in env) {
      expect(readFileSync(summary, 'utf8')).toContain(
        '4,812 records arrived (--min-records requires 5,000',
      );
    }
  });
});

describe.concurrent('status --exit-code', () => {
  it('is 8 while the import is running, and the code of its outcome at the end', async () => {
    const running = await answering([{ status: 'running' }]);
    const { code, stdout } = await running.run(['status', 'api:1', '--exit-code']);
    expect([code, stdout]).toEqual([8, expect.stringContaining('running')]);
    const stream = await running.run(['status', 'api:1', '--exit-code', '--json']);
    expect(stream.lines.at(-2)).toMatchObject({ outcome: null, exitCode: 8 });
    expect((await running.run(['status', 'api:1'])).code).toBe(0);
    const broken = await answering([{ status: 'broken' }]);
    expect((await broken.run(['status', 'api:1', '--exit-code'])).code).toBe(1);
    const over = await answering([{ status: 'done' }]);
    expect((await over.run(['status', 'api:1', '--exit-code'])).code).toBe(0);
  });

  it('of several imports is the most serious: first any that ended badly, then one that is running', async () => {
    const service = await manyImports({
      steps: (id) => (id === 'slow' ? 99 : 1),
      outcome: (id) => (id === 'bad' ? 'ABORTED' : 'SUCCESS'),
    });
    const codeOf = async (...ids: readonly string[]) =>
      (await run(['status', '--exit-code', ...service.flags, ...ids], { env: service.env })).code;
    expect(await codeOf('good', 'slow')).toBe(8);
    expect(await codeOf('good', 'slow', 'bad')).toBe(3);
    expect(await codeOf('good')).toBe(0);
  });

  it('only exists in status', async () => {
    const service = await simulated('elevate');
    const { code, stderr } = await service.run(['wait', '--exit-code']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/--exit-code .*status/)]);
  });
});
