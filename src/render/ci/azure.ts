import { wholePercent } from '../figures.ts';
import { sentenceOf, targetName } from '../words.ts';
import type { CiSystem } from './system.ts';

/** Azure Pipelines: progress of the task, issues. */
export const azure: CiSystem = {
  name: 'azure',
  isHere: (env) => env['TF_BUILD'] === 'True',
  event(event) {
    if (event.type !== 'progress' || !event.milestone) return [];
    const percent = wholePercent(event.snapshot);
    if (percent === undefined) return [];
    return [`##vso[task.setprogress value=${percent};]${data(targetName(event.target))}`];
  },
  end: ({ results }) =>
    results
      .filter(({ outcome }) => outcome !== 'succeeded' && outcome !== null)
      .map(
        (result) =>
          `##vso[task.logissue type=error]${data(`${targetName(result.target)}: ${sentenceOf(result)}`)}`,
      ),
};

function data(text: string): string {
  return text.replace(/%/g, '%AZP25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
