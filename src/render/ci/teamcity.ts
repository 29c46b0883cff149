import { sentenceOf } from '../text/result-words.ts';
import { targetName } from '../text/words.ts';
import { bounded, type CiSystem, notStartedWords, problemsOf } from './system.ts';

/**
 * TeamCity: progress messages, build problems. A problem fails the build, so only if we fail too.
 */
export const teamcity: CiSystem = {
  name: 'teamcity',
  stampsLines: true,
  isHere: (env) => Boolean(env['TEAMCITY_VERSION']),
  progress: ({ text }) => [`##teamcity[progressMessage '${escaped(text)}']`],
  end(summary) {
    const { problems, severity } = problemsOf(summary);
    const message = (name: string, text: string) =>
      severity === 'warning'
        ? `##teamcity[message text='${escaped(text)}' status='WARNING']`
        : `##teamcity[buildProblem description='${escaped(text)}' identity='${identity(name)}']`;
    return [
      ...notStartedWords(summary).map((words) => message('not_started', `importwatch: ${words}`)),
      ...bounded(
        problems,
        (result) => {
          const name = targetName(result.target);
          return message(name, `${name}: ${sentenceOf(result)}`);
        },
        (count) => message('more', `importwatch: and ${count} more`),
      ),
    ];
  },
};

/** A Java identifier of at most 60 characters. */
function identity(name: string): string {
  return `importwatch_${name}`.replace(/\W/g, '_').slice(0, 60);
}

/** TeamCity's own escapes. Non-ASCII as `|0xNNNN`. */
function escaped(text: string): string {
  return text
    .replace(/[|'[\]]/g, '|$&')
    .replace(/\n/g, '|n')
    .replace(/\r/g, '|r')
    .replace(/[^\x20-\x7E]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
