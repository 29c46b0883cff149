import type { CiSystem } from './system.ts';

/** Buildkite: the wait's lines in a group, expanded unless it succeeded. The results in another. */
export const buildkite: CiSystem = {
  name: 'buildkite',
  stampsLines: true,
  isHere: (env) => env['BUILDKITE'] === 'true',
  start: () => ['~~~ importwatch'],
  close: ({ exitCode }) => [...(exitCode === 0 ? [] : ['^^^ +++']), '+++ importwatch: result'],
};
