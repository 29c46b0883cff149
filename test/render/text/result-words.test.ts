import { expect, test } from 'vitest';
import { errorKinds } from '../../../src/core/model/error-kinds.ts';
import type { ErrorReport } from '../../../src/core/model/errors.ts';
import type { ResultEvent } from '../../../src/core/model/events.ts';
import { exitCodes } from '../../../src/core/model/outcome.ts';
import { importStates } from '../../../src/core/model/snapshot.ts';
import {
  durationWords,
  outcomeWords,
  reasonOf,
  sentenceOf,
  shortResult,
} from '../../../src/render/text/result-words.ts';
import { stateWords } from '../../../src/render/text/words.ts';
import { noon } from '../../helpers/clock.ts';
import { result, seen } from '../sample-events.ts';

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

test('a limit that ended the wait appears once, with the last error', () => {
  const limit = 'the time limit of 6s';
  const error = { code: 'timed-out', message: 'Time limit of 6s reached (--timeout).' } as const;
  const late = result({ outcome: 'timed-out', error, limit, snapshot: seen({}) });
  expect(sentenceOf(late)).not.toMatch(/limit.*limit/i);
  expect(sentenceOf({ ...late, unseenMs: 2000, lastError: 'No reply.' })).toMatch(
    /^no usable answer for 2s at the time limit of 6s.*: Last error: No reply\.$/,
  );
  const stopped = { code: 'interrupted', message: 'Stopped watching.' } as const;
  expect(sentenceOf(result({ outcome: 'interrupted', error: stopped }))).not.toMatch(/Stopped/);
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
  expect(outcomeWords(result({ outcome: null }))).toBe('no status yet');
});

test('the duration says whether the import took it or was watched for it', () => {
  expect(durationWords(result())).toBe('in 3m 05s');
  expect(durationWords(result({ outcome: 'timed-out' }))).toBe('after 3m 05s');
  expect(durationWords(result({ outcome: null }))).toBeUndefined();
});

test('the age of an import that had ended before is shown', () => {
  const snapshot = seen({ state: 'succeeded', updatedAt: noon - 3 * 3_600_000 });
  expect(durationWords(result({ alreadyEnded: true, polls: 1, snapshot }))).toBe(
    'ended 3h 00m before the first poll',
  );
  expect(durationWords(result({ alreadyEnded: true, polls: 1, snapshot: seen() }))).toBe(
    'ended before the first poll',
  );
});

test('an import that may have ended during failed polls had ended before the first usable answer', () => {
  expect(durationWords(result({ alreadyEnded: true, polls: 3, snapshot: seen() }))).toBe(
    'ended before the first usable answer',
  );
});

test('a retry has a short reason', () => {
  expect(reasonOf({ code: 'unreachable', message: '…' })).toBe('no connection');
  expect(reasonOf({ code: 'busy', message: '…', status: 503 })).toBe(
    'service unavailable (HTTP 503)',
  );
});

test.each([
  ['06:00', 'no usable answer by 06:00'],
  ['the time limit of 30s', 'no usable answer within the time limit of 30s'],
])('a limit that ended a wait is named: %s', (limit, words) => {
  const ended = result({ outcome: 'timed-out', limit });
  expect(outcomeWords(ended)).toBe(words);
});

test('a wait for the next import says that none has started', () => {
  const ended = result({ outcome: 'timed-out', limit: 'the time limit of 30s', noneYet: true });
  expect(outcomeWords(ended)).toBe('no new import within the time limit of 30s');
  expect(shortResult(ended)).toBe('not started');
});

test('an import is still running if too many failed records ended its wait', () => {
  const words = (state: 'running' | 'succeeded') =>
    outcomeWords(result({ outcome: 'partial', snapshot: seen({ state }) }));
  expect(words('running')).toContain('still running');
  expect(words('succeeded')).not.toContain('running');
});

test.each<[Partial<ResultEvent>, string, string]>([
  [{ snapshot: seen() }, 'still running at the time limit', '(the import keeps running)'],
  [
    { snapshot: seen({ state: 'action-required' }) },
    'still waiting for a person at the time limit',
    '(the import keeps running)',
  ],
  [
    { snapshot: seen({ state: 'queued' }) },
    'still queued at the time limit',
    '(the import keeps running)',
  ],
  [
    { snapshot: seen(), unseenMs: 12_000 },
    'no usable answer for 12s at the time limit',
    '(the import may still be',
  ],
  [
    { snapshot: seen({ state: 'unknown', vendorState: 'PAUSED' }) },
    'unknown status (PAUSED) at the time limit',
    '(the import may still be',
  ],
])('a watch that stopped claims no more than the last poll found: %j', (last, limit, signal) => {
  expect(outcomeWords(result({ outcome: 'timed-out', ...last }))).toContain(limit);
  expect(outcomeWords(result({ outcome: 'interrupted', ...last }))).toContain(signal);
});

test('an import that the service has not found is never called running', () => {
  const snapshot = seen({ state: 'not-found', vendorState: 'NONE' });
  const words = (outcome: 'timed-out' | 'interrupted') =>
    outcomeWords(result({ outcome, snapshot }));
  expect(words('timed-out')).not.toContain('running');
  expect(words('interrupted')).toBe('stopped watching');
});

test('a result is counted as running only if the last poll found it running', () => {
  const counted = (last: Partial<ResultEvent>) =>
    shortResult(result({ outcome: 'timed-out', snapshot: seen(), ...last }));
  expect(counted({})).toBe('still running');
  expect(counted({ unseenMs: 1000 })).toBe('no usable answer');
  const unknown = seen({ state: 'unknown', vendorState: 'PAUSED' });
  expect(counted({ snapshot: unknown })).toBe('unknown status');
  expect(shortResult(result({ outcome: null }))).toBe('no status yet');
});
