import type { CiSystem } from './system.ts';

/** Buildkite: the lines of the wait in a group, open where it did not succeed; the results in another. */
export const buildkite: CiSystem = {
  name: 'buildkite',
  isHere: (env) => env['BUILDKITE'] === 'true',
  start: () => ['~~~ importwatch'],
  close: ({ exitCode }) => [...(exitCode === 0 ? [] : ['^^^ +++']), '+++ importwatch: result'],
};
