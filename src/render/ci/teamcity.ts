import { figuresOf } from '../figures.ts';
import { sentenceOf, stateWords, targetName } from '../words.ts';
import type { CiSystem } from './system.ts';

/** TeamCity: progress messages, build problems. */
export const teamcity: CiSystem = {
  name: 'teamcity',
  isHere: (env) => Boolean(env['TEAMCITY_VERSION']),
  event(event) {
    if (event.type !== 'progress' || !event.milestone) return [];
    const { snapshot, estimate, target } = event;
    const words = [stateWords(snapshot), ...figuresOf(snapshot, estimate)].join(', ');
    return [`##teamcity[progressMessage '${escaped(`${targetName(target)}: ${words}`)}']`];
  },
  end: ({ results }) =>
    results
      .filter(({ outcome }) => outcome !== 'succeeded' && outcome !== null)
      .map((result) => {
        const name = targetName(result.target);
        const identity = escaped(`importwatch-${name}`.replace(/[^\w-]/g, '_').slice(0, 60));
        const description = escaped(`${name}: ${sentenceOf(result)}`);
        return `##teamcity[buildProblem description='${description}' identity='${identity}']`;
      }),
};

/** TeamCity's own escape; what is not ASCII as `|0xNNNN`. */
function escaped(text: string): string {
  return text
    .replace(/[|'[\]]/g, '|$&')
    .replace(/\n/g, '|n')
    .replace(/\r/g, '|r')
    .replace(/[^\x20-\x7E]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
