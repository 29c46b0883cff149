import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/model/outcome.ts';
import { junitReport } from '../../../src/render/ci/junit.ts';
import { noon } from '../../helpers/clock.ts';
import { result, seen, shop } from '../sample-events.ts';
import { hostile } from './summary.ts';

const kindOf = (outcome: Outcome | null) =>
  /<testcase [^>]*[^/]>\s*<(\w+)/.exec(junitReport([result({ outcome })], noon))?.[1];

test('is a test case an import, with totals', () => {
  const failed = seen({ state: 'failed', message: 'out of stock' });
  const results = [
    result({ durationMs: 1500 }),
    result({ target: { ...shop, id: '2' }, outcome: 'failed', snapshot: failed, durationMs: 2500 }),
  ];
  expect(junitReport(results, noon)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0" time="2.5">
  <testsuite name="importwatch" tests="2" failures="1" errors="0" skipped="0" time="2.5" timestamp="2026-11-22T12:00:00">
    <testcase classname="elevate" name="shop:123" time="1.5"/>
    <testcase classname="elevate" name="shop:2" time="2.5">
      <failure type="failed" message="failed, in 2.5s: out of stock">failed, in 2.5s: out of stock</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test.each([
  ['failed', 'failure'],
  ['aborted', 'failure'],
  ['partial', 'failure'],
  ['refused', 'error'],
  ['not-found', 'error'],
  ['no-answer', 'error'],
  ['timed-out', 'error'],
  ['interrupted', 'error'],
  [null, 'skipped'],
  ['succeeded', undefined],
] as const)('%s is reported as %s', (outcome, kind) => {
  expect(kindOf(outcome)).toBe(kind);
});

test('is XML whatever the texts are', () => {
  const target = { ...shop, id: `${hostile}\uD800\uFFFF` };
  const report = junitReport([result({ target, outcome: 'failed' })], noon);
  expect(report).not.toMatch(/<b>|&(?!#\d+;)/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what XML cannot hold
  expect(report).not.toMatch(/[\u0000-\u0008\u000B-\u001F\uFFFF]|\p{Cs}/u);
});

test('without imports is still a report', () => {
  expect(junitReport([], noon)).toContain('tests="0" failures="0" errors="0" time="0"');
});
