import { describe, expect, it } from 'vitest';
import { buildkite } from '../../../src/render/ci/buildkite.ts';
import { gitlab } from '../../../src/render/ci/gitlab.ts';
import { noon } from '../../helpers/clock.ts';
import { summary } from './summary.ts';

describe('GitLab', () => {
  it('gets a collapsed section with a name of its own', () => {
    const start = noon - 90_000;
    expect(gitlab.start?.(start)).toEqual([
      `\u001B[0Ksection_start:${start / 1000}:importwatch_${start}[collapsed=true]\r\u001B[0Kimportwatch`,
    ]);
    expect(gitlab.close?.(summary([]))).toEqual([
      `\u001B[0Ksection_end:${noon / 1000}:importwatch_${start}\r\u001B[0K`,
    ]);
  });

  it('is detected by its variable', () => {
    expect(gitlab.isHere({ GITLAB_CI: 'true' })).toBe(true);
    expect(gitlab.isHere({ CI: 'true' })).toBe(false);
  });
});

describe('Buildkite', () => {
  it('gets a group for the wait and one for the result', () => {
    expect(buildkite.start?.(noon)).toEqual(['~~~ importwatch']);
    expect(buildkite.close?.(summary([], 0))).toEqual(['+++ importwatch: result']);
  });

  it('gets the group of the wait opened if it did not succeed', () => {
    expect(buildkite.close?.(summary([], 6))).toEqual(['^^^ +++', '+++ importwatch: result']);
  });

  it('is detected by its variable', () => {
    expect(buildkite.isHere({ BUILDKITE: 'true' })).toBe(true);
    expect(buildkite.isHere({})).toBe(false);
  });
});
