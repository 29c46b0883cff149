import { sentenceOf } from '../text/result-words.ts';
import { targetName } from '../text/words.ts';
import { bounded, type CiSystem, notStartedWords, problemsOf } from './system.ts';

/** Azure Pipelines: progress of the task, issues. */
export const azure: CiSystem = {
  name: 'azure',
  stampsLines: true,
  isHere: (env) => env['TF_BUILD'] === 'True',
  progress: ({ percent, text }) =>
    percent === undefined ? [] : [`##vso[task.setprogress value=${percent};]${data(text)}`],
  end(summary) {
    const { problems, severity } = problemsOf(summary);
    const issue = (text: string) => `##vso[task.logissue type=${severity}]${data(text)}`;
    return [
      ...notStartedWords(summary).map((words) => issue(`importwatch: ${words}`)),
      ...bounded(
        problems,
        (result) => issue(`${targetName(result.target)}: ${sentenceOf(result)}`),
        (count) => issue(`importwatch: and ${count} more`),
      ),
    ];
  },
};

/** In properties, `;` and `]` would need escaping too. No property here contains a text. */
function data(text: string): string {
  return text.replace(/%/g, '%AZP25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
