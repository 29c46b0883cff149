import { expect, test } from 'vitest';
import { errorKinds } from '../../../src/core/model/error-kinds.ts';
import type { ErrorReport } from '../../../src/core/model/errors.ts';
import type { ResultEvent } from '../../../src/core/model/events.ts';
import { exitCodes } from '../../../src/core/model/outcome.ts';
import { importStates } from '../../../src/core/model/snapshot.ts';
import { github } from '../../../src/render/ci/github.ts';
import { junitReport } from '../../../src/render/ci/junit.ts';
import { resultLines } from '../../../src/render/result/result.ts';
import {
  detailsOf,
  durationWords,
  outcomeWords,
  reasonOf,
  sentenceOf,
  stateWords,
  targetName,
} from '../../../src/render/text/words.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { summary } from '../ci/summary.ts';
import { chat, result, seen, shop } from '../sample-events.ts';

test('an import is called by its profile and its id', () => {
  expect(targetName(shop)).toBe('shop:123');
  expect(targetName(chat)).toBe('chat');
});

test('control characters in an id do not reach a screen', () => {
  expect(targetName({ ...shop, id: '1\u001B[2J2\n3\u202E4' })).toBe('shop:12 34');
});

test("the service's own status is shown next to ours if it says more", () => {
  expect(stateWords(seen())).toBe('running (IN_PROGRESS)');
  expect(stateWords(seen({ vendorState: 'RUNNING' }))).toBe('running');
  expect(stateWords(seen({ vendorState: 'current < total' }))).toBe('running');
  expect(
    stateWords(seen({ vendorState: 'importer_importing_users', phase: 'importing users' })),
  ).toBe('running');
  expect(stateWords(seen({ state: 'unknown', vendorState: 'PAUSED' }))).toBe(
    'in an unknown state (PAUSED)',
  );
});

test('an unknown outcome has its reason', () => {
  const wordsOf = (error: ErrorReport, more: Partial<ResultEvent> = {}) =>
    outcomeWords(result({ outcome: 'no-answer', error, ...more }));
  const message = 'No.';
  expect(wordsOf({ code: 'rejected', status: 400, message })).toBe(
    'outcome unknown (request rejected, HTTP 400)',
  );
  expect(wordsOf({ code: 'unreachable', message })).toBe('outcome unknown (no connection)');
  expect(wordsOf({ code: 'secret', message })).toBe('outcome unknown (no usable answer)');
  const gone = { code: 'gone', status: 404, message } as const;
  const lost = { snapshot: seen({ state: 'queued' }), unseenMs: 4000 };
  expect(wordsOf(gone, lost)).toBe('outcome unknown (gone: it was queued 4s ago)');
  expect(wordsOf(gone, { snapshot: lost.snapshot })).toBe('outcome unknown (gone)');
  expect(wordsOf(gone, { unseenMs: 4000 })).toBe('outcome unknown (gone)');
  const codes = Object.entries(errorKinds).flatMap(([code, { outcome }]) =>
    outcome === 'no-answer' ? [code as ErrorReport['code']] : [],
  );
  const words = codes.map((code) => wordsOf({ code, message }));
  expect(new Set([...words, wordsOf({ code: 'secret', message })]).size).toBe(codes.length + 1);
});

test.each([
  ['price missing', 'price missing. Not passed: few.'],
  ['Price missing!', 'Price missing! Not passed: few.'],
  ['価格がありません。', '価格がありません。 Not passed: few.'],
  [undefined, 'Not passed: few.'],
])("next to the service's message %j the gates are a sentence of their own", (message, words) => {
  const error = { code: 'short', message: 'Not passed: few.' } as const;
  const snapshot = seen({ state: 'succeeded', ...(message && { message }) });
  expect(detailsOf(result({ outcome: 'short', error, snapshot }))).toBe(words);
});

test('the gates of a failed import follow its error, also in every report', () => {
  const gates = [{ name: 'min-records', wanted: 5, found: 940, passed: true }] as const;
  const snapshot = seen({ state: 'failed', message: 'price missing' });
  const told = 'price missing. Passed: 940 records arrived, at least 5 wanted (--min-records).';
  const failed = result({ outcome: 'failed', snapshot, gates });
  expect(sentenceOf(failed)).toContain(told);
  expect(junitReport([failed], noon)).toContain(told);
  expect(github.end?.(summary([failed]))?.join('')).toContain(told);
  expect(resultLines([failed], themeOf(noPaint, true)).flat().join('\n')).toContain(told);
  const error = { code: 'short', message: 'Not passed: few.' } as const;
  const short = result({ outcome: 'short', error, snapshot: { ...snapshot, state: 'succeeded' } });
  const missed = 'price missing. Not passed: few.';
  expect(junitReport([short], noon)).toContain(missed);
  expect(github.end?.(summary([short]))?.join('')).toContain(missed);
  const files = github.files?.(summary([short]), { GITHUB_STEP_SUMMARY: 'file' }) ?? [];
  const table = files.map(({ text }) => text('')).join('');
  expect(table.replaceAll('&#58;', ':')).toContain(missed);
});

test('every state and every outcome has its own text', () => {
  const states = importStates.map((state) => stateWords(seen({ state, vendorState: state })));
  expect(new Set(states).size).toBe(importStates.length);
  const unwatched = ['usage', 'running', 'not-started', 'bug'];
  const outcomes = Object.keys(exitCodes).filter((code) => !unwatched.includes(code));
  const words = outcomes.map((outcome) => outcomeWords(result({ outcome: outcome as 'failed' })));
  expect(new Set(words).size).toBe(outcomes.length);
  expect(words).not.toContain(undefined);
});

test('the outcome of a running import is its state', () => {
  const snapshot = seen({ phase: 'indexing' });
  expect(outcomeWords(result({ outcome: null, snapshot }))).toBe('running (IN_PROGRESS), indexing');
  expect(outcomeWords(result({ outcome: null }))).toBe('running');
});

test('the duration says whether the import took it or was watched for it', () => {
  expect(durationWords(result())).toBe('in 3m 05s');
  expect(durationWords(result({ outcome: 'timed-out' }))).toBe('after 3m 05s');
  expect(durationWords(result({ outcome: null }))).toBeUndefined();
});

test('the age of an import that had ended before is shown', () => {
  const snapshot = seen({ state: 'succeeded', updatedAt: noon - 3 * 3_600_000 });
  expect(durationWords(result({ alreadyEnded: true, snapshot }))).toBe(
    'had ended 3h 00m before the first poll',
  );
  expect(durationWords(result({ alreadyEnded: true, snapshot: seen() }))).toBe(
    'had ended before the first poll',
  );
});

test('a retry has a short reason', () => {
  expect(reasonOf({ code: 'unreachable', message: '…' })).toBe('no connection');
  expect(reasonOf({ code: 'busy', message: '…', status: 503 })).toBe(
    'service cannot answer now (HTTP 503)',
  );
});

test.each(['06:00', 'the time limit of 30s'])('a limit that ended a wait is named: %s', (limit) => {
  const ended = result({ outcome: 'timed-out', limit });
  expect(outcomeWords(ended)).toContain(`when ${limit} was reached`);
});

test('an import is still running if too many failed records ended its wait', () => {
  const words = (state: 'running' | 'succeeded') =>
    outcomeWords(result({ outcome: 'partial', snapshot: seen({ state }) }));
  expect(words('running')).toContain('still running');
  expect(words('succeeded')).not.toContain('running');
});
