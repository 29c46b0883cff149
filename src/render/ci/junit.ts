import type { FailedRecordsEvent, ResultEvent } from '../../core/model/events.ts';
import { gateWords } from '../../core/model/records/gates.ts';
import { longestMs } from '../state/longest.ts';
import { sentenceOf } from '../text/result-words.ts';
import { failedRecordsWords, targetName } from '../text/words.ts';

/**
 * A JUnit report: one test case per import. `failure`: the service reports it. `error`: unknown.
 */
export function junitReport(
  results: readonly ResultEvent[],
  at: number,
  failedRecords: readonly FailedRecordsEvent[] = [],
  notStarted?: string,
): string {
  const rejected = new Map(failedRecords.map((event) => [event.target, event]));
  const none = notStarted === undefined ? [] : [caseWithoutImport(notStarted)];
  const cases = [
    ...none,
    ...results.map((result) => testCase(result, rejected.get(result.target))),
  ];
  const count = (kind: string) => cases.filter((text) => text.includes(`<${kind} `)).length;
  const seconds = longestMs(results) / 1000;
  const totals = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${totals} time="${seconds}">`,
    `  <testsuite name="importwatch" ${totals} skipped="${count('skipped')}" time="${seconds}" timestamp="${new Date(at).toISOString().slice(0, 19)}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>\n',
  ].join('\n');
}

function caseWithoutImport(reason: string): string {
  const words = xml(reason);
  return `    <testcase classname="importwatch" name="importwatch run" time="0">\n      <error type="not-started" message="${words}">${words}</error>\n    </testcase>`;
}

function testCase(result: ResultEvent, failedRecords?: FailedRecordsEvent): string {
  const { target, durationMs, outcome } = result;
  const head = `    <testcase classname="${xml(target.provider)}" name="${xml(targetName(target))}" time="${durationMs / 1000}"`;
  const shown = outputOf(result, failedRecords);
  const words = xml(sentenceOf(result));
  if (outcome === 'succeeded') return shown ? `${head}>${shown}\n    </testcase>` : `${head}/>`;
  if (outcome === null) return `${head}>\n      <skipped message="${words}"/>\n    </testcase>`;
  const kind = ['failed', 'aborted', 'partial', 'short'].includes(outcome) ? 'failure' : 'error';
  return `${head}>\n      <${kind} type="${outcome}" message="${words}">${words}</${kind}>${shown}\n    </testcase>`;
}

function outputOf({ outcome, gates }: ResultEvent, event?: FailedRecordsEvent): string {
  const told = outcome === 'succeeded' && gates ? [gateWords(gates)] : [];
  const lines = [...told, ...(event ? [failedRecordsWords(event), ...event.sample] : [])].map(xml);
  return lines.length === 0 ? '' : `\n      <system-out>${lines.join('\n')}</system-out>`;
}

/** XML 1.0 forbids most control characters. Texts contain none, but ids come from the user. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
