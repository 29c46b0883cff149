import { expect, test } from 'vitest';
import { azure } from '../../../src/render/ci/azure.ts';
import { result, seen } from '../sample-events.ts';
import { hostile, resultsOf, summary } from './summary.ts';

test('progress is reported once it is known', () => {
  expect(azure.progress?.({ percent: 42, text: 'shop:1: running' })).toEqual([
    '##vso[task.setprogress value=42;]shop:1: running',
  ]);
  expect(azure.progress?.({ text: 'shop:1: queued' })).toEqual([]);
});

test('a failure is an issue', () => {
  const snapshot = seen({ state: 'failed', message: 'out of stock' });
  const results = [result(), result({ outcome: 'failed', snapshot }), result({ outcome: null })];
  expect(azure.end?.(summary(results))).toEqual([
    '##vso[task.logissue type=error]shop:123: failed, in 3m 05s: out of stock',
  ]);
});

test('it is a warning if another import made it good', () => {
  expect(azure.end?.(summary(resultsOf(1), 0))?.[0]).toContain('type=warning]');
});

test('issues are ten at most', () => {
  const lines = azure.end?.(summary(resultsOf(200))) ?? [];
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe('##vso[task.logissue type=error]importwatch: and 191 more');
});

test('percent signs and line breaks are escaped as its documentation says', () => {
  const [line] = azure.progress?.({ percent: 1, text: hostile }) ?? [];
  expect(line).toContain('50%AZP25 of%0D%0A::error');
  expect(line).not.toMatch(/[\r\n]/);
});

test('it is detected by its variable', () => {
  expect(azure.isHere({ TF_BUILD: 'True' })).toBe(true);
  expect(azure.isHere({})).toBe(false);
});

test('an import that was not started is an issue', () => {
  const notStarted = `"a" wasn't found.`;
  expect(azure.end?.({ ...summary([], 12, 'not-started'), notStarted })).toEqual([
    `##vso[task.logissue type=error]importwatch: not started: "a" wasn't found.`,
  ]);
});
