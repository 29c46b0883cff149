import { azure } from './azure.ts';
import { buildkite } from './buildkite.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import type { CiSystem, Environment } from './system.ts';
import { teamcity } from './teamcity.ts';

const systems: readonly CiSystem[] = [github, gitlab, azure, teamcity, buildkite];

export const ciChoices = ['auto', 'none', ...systems.map(({ name }) => name)] as const;

/** The CI system to report to: the one with the given name, or the one that sets its variables. */
export function ciSystem(choice: string, env: Environment): CiSystem | undefined {
  if (choice === 'auto') return systems.find((system) => system.isHere(env));
  return systems.find(({ name }) => name === choice);
}
