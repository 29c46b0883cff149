import type { CiSystem } from './system.ts';

/** Buildkite: the lines of the wait in a group that opens where it did not succeed. */
export const buildkite: CiSystem = {
  name: 'buildkite',
  isHere: (env) => env['BUILDKITE'] === 'true',
  start: () => ['~~~ importwatch'],
  end: ({ exitCode }) => (exitCode === 0 ? [] : ['^^^ +++']),
};
