import type { ResultEvent } from '../../core/events.ts';
import { gravestOutcome } from '../../core/outcome.ts';
import { countsOf } from '../figures.ts';
import { durationWords, outcomeWords, sentenceOf, targetName } from '../words.ts';
import type { Appendix, CiSystem, Environment, Summary } from './system.ts';

/** GitHub shows ten annotations of a kind for a step. */
const mostAnnotations = 10;
const mostSummaryBytes = 1024 * 1024;

/** GitHub Actions: annotations, a summary of the step, outputs. */
export const github: CiSystem = {
  name: 'github',
  isHere: (env) => env['GITHUB_ACTIONS'] === 'true',
  end({ results }) {
    const kinds = [results.filter(isGood), results.filter((result) => !isGood(result))];
    return kinds.flatMap((those) => {
      const left = those.length - mostAnnotations;
      if (left <= 0) return those.map(annotation);
      const shown = those.slice(0, mostAnnotations - 1).map(annotation);
      const command = isGood(those[0] as ResultEvent) ? 'notice' : 'error';
      return [...shown, `::${command} title=importwatch::and ${left + 1} more`];
    });
  },
  files: (summary, env) => [...stepSummary(summary, env), ...outputs(summary, env)],
};

function isGood({ outcome }: ResultEvent): boolean {
  return outcome === 'succeeded' || outcome === null;
}

function annotation(result: ResultEvent): string {
  const command = isGood(result) ? 'notice' : 'error';
  const title = property(`importwatch: ${targetName(result.target)}`);
  return `::${command} title=${title}::${data(sentenceOf(result))}`;
}

function stepSummary({ results }: Summary, env: Environment): readonly Appendix[] {
  const path = env['GITHUB_STEP_SUMMARY'];
  if (!path) return [];
  const rows = results.map((result) => {
    const { snapshot, error, target } = result;
    const counts = snapshot === undefined ? '' : (countsOf(snapshot) ?? '');
    const message = error?.message ?? snapshot?.message ?? '';
    const cells = [targetName(target), outcomeWords(result), counts, durationWords(result) ?? ''];
    return `| ${[...cells, message].map(cell).join(' | ')} |\n`;
  });
  const head = '| import | outcome | records | duration | message |\n|---|---|---|---|---|\n';
  const text = `### importwatch\n\n${head}${rows.join('')}\n`;
  return Buffer.byteLength(text) > mostSummaryBytes ? [] : [{ path, text }];
}

function outputs({ results, exitCode }: Summary, env: Environment): readonly Appendix[] {
  const path = env['GITHUB_OUTPUT'];
  if (!path) return [];
  const sum = (key: 'completed' | 'total') => {
    const counts = results.map(({ snapshot }) => snapshot?.[key]);
    return counts.includes(undefined)
      ? ''
      : counts.reduce((all: number, one) => all + (one ?? 0), 0);
  };
  const values = {
    status: gravestOutcome(results) ?? 'running',
    'exit-code': exitCode,
    completed: sum('completed'),
    total: sum('total'),
    'duration-ms': Math.max(0, ...results.map(({ durationMs }) => durationMs)),
  };
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
  return [{ path, text }];
}

/** A cell of a Markdown table, with nothing in it that Markdown or HTML would act on. */
function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|&#~!@:]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
