import type { FailedRecordsEvent, ResultEvent } from '../../core/model/events.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import type { Target } from '../../core/model/target.ts';
import { longestMs } from '../state/longest.ts';
import { isGood } from '../state/view.ts';
import { recordsOf } from '../text/formatters.ts';
import { detailsOf, durationWords, outcomeWords, sentenceOf } from '../text/result-words.ts';
import { failedRecordsWords, targetName } from '../text/words.ts';
import { statusSymbolOf } from '../theme/status-symbol.ts';
import { noPaint, themeOf } from '../theme/theme.ts';
import {
  type Appendix,
  bounded,
  type CiSystem,
  type Environment,
  notStartedWords,
  type Summary,
} from './system.ts';

const { symbols } = themeOf(noPaint, true);

/** A step summary can have 1 MiB in total. Other programs can write to it, too. */
const mostSummaryBytes = 512 * 1024;

/** GitHub Actions: annotations, a step summary, outputs. */
export const github: CiSystem = {
  name: 'github',
  stampsLines: true,
  isHere: (env) => env['GITHUB_ACTIONS'] === 'true',
  end(summary) {
    const { results, exitCode } = summary;
    const problem = exitCode === 0 ? 'warning' : 'error';
    return [
      ...notStartedWords(summary).map((words) => `::error title=importwatch::${data(words)}`),
      ...annotations('notice', results.filter(isGood)),
      ...annotations(
        problem,
        results.filter((result) => !isGood(result)),
      ),
    ];
  },
  files: (summary, env) => [...stepSummary(summary, env), ...outputs(summary, env)],
};

function annotations(command: string, results: readonly ResultEvent[]): readonly string[] {
  return bounded(
    results,
    (result) => {
      const title = property(`importwatch: ${targetName(result.target)}`);
      return `::${command} title=${title}::${data(sentenceOf(result))}`;
    },
    (count) => `::${command} title=importwatch::and ${count} more`,
  );
}

const heading = '### importwatch';
const columns = ['import', 'outcome', 'records', 'duration', 'exit code', 'message'];
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
const head = `${line(columns)}${line(columns.map(() => '---')).replaceAll(' ', '')}`;

/**
 * One row per import, the bad ones first, as many as fit. A later run in the same step adds its rows
 * to the table that is there.
 */
function stepSummary(
  { results, failedRecords = [], notStarted, exitCode }: Summary,
  env: Environment,
): readonly Appendix[] {
  const path = env['GITHUB_STEP_SUMMARY'];
  if (!path) return [];
  const bad = results.filter((result) => !isGood(result));
  const none = notStarted === undefined ? [] : [rowWithoutImport(notStarted, exitCode)];
  const rows = [...none, ...[...bad, ...results.filter(isGood)].map(row)];
  let bytes = 0;
  const fitting = rows.findIndex((row) => {
    bytes += Buffer.byteLength(row);
    return bytes > mostSummaryBytes;
  });
  const shown = fitting < 0 ? rows : rows.slice(0, fitting);
  const left = rows.length - shown.length;
  const more = left === 0 ? [] : [line([`and ${left} more`, ...columns.slice(1).map(() => '')])];
  const records = bounded(failedRecords, recordsSection, (count) => `and ${count} more\n\n`);
  const table = [...shown, ...more].join('');
  const below = records.length > 0 ? `\n${records.join('')}` : '';
  return [{ path, continues: true, text: (there) => `${startFor(there)}${table}${below}` }];
}

/** The text before the rows. */
function startFor(there: string): string {
  const isOurs = there.includes(head);
  if (isOurs && there.endsWith(' |\n')) return '';
  const gap = there === '' || there.endsWith('\n\n') ? '' : there.endsWith('\n') ? '\n' : '\n\n';
  return isOurs ? `${gap}${head}` : `${gap}${heading}\n\n${head}`;
}

/** The first of the failed records, each a line of code. */
function recordsSection(event: FailedRecordsEvent): string {
  const title = `**${cell(targetName(event.target))}**: ${cell(failedRecordsWords(event))}`;
  const lines = event.sample.map((line) => `- ${cell(line)}\n`).join('');
  return `${title}\n\n${lines}${lines && '\n'}`;
}

function row(result: ResultEvent): string {
  const { outcome, exitCode, snapshot, target } = result;
  const mark = symbols[statusSymbolOf(outcome).symbol];
  const cells = [
    outcomeWords(result),
    snapshot && recordsOf(snapshot),
    durationWords(result),
    String(exitCode),
    detailsOf(result),
  ].map((text = '') => cell(text));
  return line([`${cell(mark)} ${linked(cell(targetName(target)), snapshot?.url)}`, ...cells]);
}

function rowWithoutImport(reason: string, exitCode: number): string {
  return line([
    `${symbols.failed} importwatch`,
    'not started',
    '',
    '',
    `${exitCode}`,
    cell(reason),
  ]);
}

/** A link to the page of an import, if that is a page of the web. */
function linked(text: string, url = ''): string {
  const { href, protocol, username, password } = URL.canParse(url) ? new URL(url) : new URL('x:');
  if (!/^https?:$/.test(protocol) || username || password) return text;
  const address = href.replace(/[^\w\-./:?&=%+,;@#]/g, (other) => encodeURIComponent(other));
  return /[()|'!*]/.test(address) ? text : `[${text}](${address})`;
}

function outputs({ results, exitCode, status }: Summary, env: Environment): readonly Appendix[] {
  const path = env['GITHUB_OUTPUT'];
  if (!path) return [];
  const units = new Set(results.map(({ target, snapshot }) => unitOf(target, snapshot)));
  const sum = (key: 'completed' | 'total') => {
    const counts = results.map(({ snapshot }) => snapshot?.[key]);
    return counts.includes(undefined) || units.size !== 1
      ? ''
      : counts.reduce((all: number, one) => all + (one ?? 0), 0);
  };
  const values = {
    status,
    'exit-code': exitCode,
    completed: sum('completed'),
    total: sum('total'),
    'duration-ms': Math.round(longestMs(results)),
  };
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
  return [{ path, text: () => text }];
}

/** The kind of the counts. Counts of other services or kinds cannot be added to them. */
function unitOf({ provider }: Target, { kind = '' }: Partial<ImportSnapshot> = {}): string {
  return JSON.stringify([provider, kind]);
}

/** A cell of a Markdown table, without anything that Markdown or HTML would interpret. */
function cell(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|&#~!@:$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\bwww\./gi, (start) => start.replace('.', '&#46;'));
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
