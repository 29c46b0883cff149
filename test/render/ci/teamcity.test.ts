import { expect, test } from 'vitest';
import { teamcity } from '../../../src/render/ci/teamcity.ts';
import { result, seen } from '../sample-events.ts';
import { hostile, resultsOf, summary } from './summary.ts';

test('the progress is a message', () => {
  expect(teamcity.progress?.({ percent: 42, text: 'shop:1: running, 42%' })).toEqual([
    "##teamcity[progressMessage 'shop:1: running, 42%']",
  ]);
});

test('a failure is a problem of the build', () => {
  const snapshot = seen({ state: 'failed', message: "it's [x] | y" });
  expect(teamcity.end?.(summary([result(), result({ outcome: 'failed', snapshot })]))).toEqual([
    "##teamcity[buildProblem description='shop:123: failed, in 3m 05s: it|'s |[x|] || y' identity='importwatch_shop_123']",
  ]);
});

test('a failure is not a problem of the build, which would fail, if the exit code is 0', () => {
  expect(teamcity.end?.(summary(resultsOf(1), 0))).toEqual([
    "##teamcity[message text='shop:0: failed, in 3m 05s' status='WARNING']",
  ]);
});

test('there are at most ten problems, each with its own identity', () => {
  const lines = teamcity.end?.(summary(resultsOf(200))) ?? [];
  expect(lines).toHaveLength(10);
  expect(new Set(lines.map((line) => /identity='(\w+)'/.exec(line)?.[1])).size).toBe(10);
  expect(lines.at(-1)).toContain('and 191 more');
});

test('everything that its documentation names is escaped', () => {
  const [line = ''] = teamcity.progress?.({ text: hostile }) ?? [];
  expect(line).toContain('of|r|n::error');
  expect(line).toContain("|||'|]");
  expect(line).toContain('|0x00e9');
  expect(line).toMatch(/^##teamcity\[progressMessage '(\|.|[^|'[\]])*'\]$/);
  expect(line).toMatch(/^[\x20-\x7E]+$/);
});

test('it is detected by its variable', () => {
  expect(teamcity.isHere({ TEAMCITY_VERSION: '2026.1' })).toBe(true);
  expect(teamcity.isHere({ TEAMCITY_VERSION: '' })).toBe(false);
});

test('an import that was not started is a problem of the build', () => {
  const notStarted = `"a" wasn't found.`;
  expect(teamcity.end?.({ ...summary([], 12, 'not-started'), notStarted })).toEqual([
    `##teamcity[buildProblem description='importwatch: not started: "a" wasn|'t found.' identity='importwatch_not_started']`,
  ]);
});
