import type { ErrorReport } from '../../core/model/errors.ts';
import type { ResultEvent } from '../../core/model/events.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { gateWords } from '../../core/model/records/gates.ts';
import { hasEnded, type ImportSnapshot } from '../../core/model/snapshot.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { plainText } from '../../core/text/text.ts';
import { lastSeen, stillIn } from '../../core/watch/lost.ts';
import { recordsOf } from './formatters.ts';
import { stateWord, stateWords } from './words.ts';

const outcomes: Readonly<Record<Outcome, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  aborted: 'aborted',
  partial: 'partially succeeded',
  short: 'gate not passed',
  refused: 'access refused',
  'not-found': 'not found',
  'no-answer': 'outcome unknown',
  stalled: 'stalled',
  'action-required': 'needs you',
  'timed-out': 'still running',
  interrupted: 'stopped watching (the import keeps running)',
};

/** The outcome in a word or two: `succeeded`, `still running`. */
export function shortOutcome(outcome: Outcome): string {
  return outcome === 'interrupted' ? 'no longer watched' : outcomes[outcome];
}

/** The same for a result, for counting: `2 succeeded`, `1 still running`. */
export function shortResult(result: ResultEvent): string {
  const { outcome } = result;
  if (outcome === null) {
    const state = result.snapshot?.state;
    if (state === undefined) return 'no status yet';
    return state === 'unknown' ? stateWord(state) : 'running';
  }
  if (outcome !== 'timed-out' || isKnownToRun(result)) return shortOutcome(outcome);
  const { noneYet, snapshot, unseenMs } = result;
  if (noneYet) return 'not started';
  return snapshot && unseenMs === undefined ? stateWord(snapshot.state) : 'no usable answer';
}

/** The outcome of an import, or the status of a running one. */
export function outcomeWords(result: ResultEvent): string {
  const { outcome, snapshot, limit = 'the time limit' } = result;
  if (outcome === 'no-answer')
    return [outcomes[outcome], whyUnknown(result)].filter(Boolean).join(' ');
  if (outcome === 'partial' && snapshot && !hasEnded(snapshot))
    return 'too many failed records, still running';
  if (outcome === 'timed-out') return statusAt(limit, result);
  if (outcome === 'interrupted' && (!snapshot || snapshot.state === 'not-found'))
    return 'stopped watching';
  if (outcome === 'interrupted' && !isKnownToRun(result)) {
    return 'stopped watching (the import may still be running)';
  }
  if (outcome !== null) return outcomes[outcome];
  if (snapshot === undefined) return 'no status yet';
  return [stateWords(snapshot), snapshot.phase].filter(Boolean).join(', ');
}

/** `limit`: `the time limit of 6s`, or a clock time. */
function statusAt(limit: string, result: ResultEvent): string {
  const { snapshot, unseenMs, noneYet } = result;
  if (snapshot === undefined) {
    const what = noneYet ? 'no new import' : 'no usable answer';
    return `${what} ${limit.startsWith('the ') ? 'within' : 'by'} ${limit}`;
  }
  const status =
    unseenMs === undefined
      ? statusAtStop(result, snapshot)
      : `no usable answer for ${formatDuration(unseenMs)}`;
  return `${status} at ${limit}`;
}

function statusAtStop(result: ResultEvent, snapshot: ImportSnapshot): string {
  return isKnownToRun(result) ? stillIn(snapshot.state) : stateWords(snapshot);
}

/** Whether the last poll found that the import was running. */
function isKnownToRun({ snapshot, unseenMs }: ResultEvent): boolean {
  if (snapshot === undefined || unseenMs !== undefined) return false;
  return snapshot.state !== 'unknown' && snapshot.state !== 'not-found';
}

/** `(request rejected, HTTP 400)`, `(gone: it was running 4s ago)`. */
function whyUnknown({ error, snapshot, unseenMs }: ResultEvent): string {
  if (error === undefined) return '';
  const reason = reasons[error.code] ?? 'no usable answer';
  const status = error.status === undefined ? '' : `, HTTP ${error.status}`;
  if (error.code !== 'gone') return `(${reason}${status})`;
  const seen = snapshot && unseenMs !== undefined;
  return seen ? `(${reason}: it was ${lastSeen(snapshot.state, unseenMs)})` : `(${reason})`;
}

/** Their duration says nothing, or their outcome says it. */
const timeless: readonly (Outcome | null)[] = [null, 'refused', 'not-found', 'timed-out'];

/** For a column: `3m 05s`, or `(ended before the first poll)`. */
export function tookWords(result: ResultEvent): string | undefined {
  const { outcome, durationMs } = result;
  if (timeless.includes(outcome)) return undefined;
  const earlier = earlierEnd(result);
  return earlier === undefined ? formatDuration(durationMs) : `(${earlier})`;
}

const ends: readonly Outcome[] = ['succeeded', 'partial', 'failed', 'aborted'];

/** Whether the import itself has ended, and not only the watch. */
export function isOver({ outcome }: ResultEvent): boolean {
  return outcome !== null && ends.includes(outcome);
}

/** For a sentence: how long it took or was watched. If it had already ended, how long ago. */
export function durationWords(result: ResultEvent): string | undefined {
  const { outcome, durationMs } = result;
  if (outcome === null) return undefined;
  const duration = `${isOver(result) ? 'in' : 'after'} ${formatDuration(durationMs)}`;
  return earlierEnd(result) ?? duration;
}

/** After failed polls, it may have ended between the first poll and the first usable answer. */
function earlierEnd({ alreadyEnded, polls, snapshot }: ResultEvent): string | undefined {
  if (!alreadyEnded) return undefined;
  const { updatedAt, observedAt } = snapshot ?? {};
  const than = `before the first ${polls > 1 ? 'usable answer' : 'poll'}`;
  if (updatedAt === undefined || observedAt === undefined) return `ended ${than}`;
  return `ended ${formatDuration(observedAt - updatedAt)} ${than}`;
}

/** Whether the error only repeats the gates of the result. */
export function isOfGates({ code }: ErrorReport): boolean {
  return code === 'partial' || code === 'short';
}

/** What the error says that isn't in the facts: limits, gates and signals are. */
export function newsOf({ outcome, error, lastError }: ResultEvent): string | undefined {
  if (outcome === 'timed-out') return lastError && `Last error: ${lastError}`;
  if (outcome === 'interrupted' || (error && isOfGates(error))) return undefined;
  return error?.message;
}

/** Details in addition to the facts: the error or the service's message, and the gates. */
export function detailsOf(result: ResultEvent): string | undefined {
  const { snapshot, error, gates = [] } = result;
  const ofGates = error && isOfGates(error) ? error.message : gateWords(gates);
  return sentences(newsOf(result) ?? snapshot?.message, ofGates) || undefined;
}

/** A service's message may end without a period. */
function sentences(first: string | undefined, second: string): string {
  if (!first || !second) return first || second;
  return `${first}${/[.!?\u2026:;\u3002\uFF01\uFF1F]\s*$/.test(first) ? '' : '.'} ${second}`;
}

/** A result in one sentence: `failed, 3,450 of 5,000, in 4m 10s: out of stock`. */
export function sentenceOf(result: ResultEvent): string {
  const { snapshot } = result;
  const facts = [outcomeWords(result), snapshot && recordsOf(snapshot), durationWords(result)];
  const message = detailsOf(result);
  const words = facts.filter(Boolean).join(', ');
  return plainText(message === undefined ? words : `${words}: ${message}`, 1000);
}

const reasons: Partial<Record<ErrorReport['code'], string>> = {
  unreachable: 'no connection',
  'no-reply': 'no reply in time',
  'rate-limited': 'rate-limited',
  busy: 'service unavailable',
  'bad-answer': 'unusable answer',
  'too-many-files': 'too many open files',
  rejected: 'request rejected',
  redirected: 'redirected',
  tls: 'no secure connection',
  proxy: 'stopped by the proxy',
  gone: 'gone',
  superseded: 'replaced by another run',
  invalidated: 'marked as invalid while it ran',
  'wrong-protocol': 'wrong protocol',
};

/** The reason for a retry in a few words: `service unavailable (HTTP 503)`. */
export function reasonOf({ code, status }: ErrorReport): string {
  const reason = reasons[code] ?? 'no usable answer';
  return status === undefined ? reason : `${reason} (HTTP ${status})`;
}
