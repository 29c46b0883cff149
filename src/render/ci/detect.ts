import { azure } from './azure.ts';
import { buildkite } from './buildkite.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import type { CiSystem, Environment } from './system.ts';
import { teamcity } from './teamcity.ts';

const systems: readonly CiSystem[] = [github, gitlab, azure, teamcity, buildkite];

export const ciChoices = ['auto', 'none', ...systems.map(({ name }) => name)] as const;

/** The CI system to report to: by name, or the one whose variables are set. */
export function ciSystem(choice: string, env: Environment): CiSystem | undefined {
  if (choice === 'auto') return systems.find((system) => system.isHere(env));
  return systems.find(({ name }) => name === choice);
}
