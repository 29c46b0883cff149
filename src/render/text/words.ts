import type { ErrorReport } from '../../core/model/errors.ts';
import type { FailedRecordsEvent, ResultEvent, WarningEvent } from '../../core/model/events.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { gateWords } from '../../core/model/records/gates.ts';
import { hasEnded, type ImportSnapshot, type ImportState } from '../../core/model/snapshot.ts';
import { type Target, targetText } from '../../core/model/target.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { formatCount } from '../../core/text/format-count.ts';
import { isPrintableAscii, plainText } from '../../core/text/text.ts';
import { lastSeen } from '../../core/watch/lost.ts';
import { formatBytes, recordsOf } from './formatters.ts';

/** `profile:id`, or `profile` without an id, fit to be shown. */
export function targetName(target: Target): string {
  return plainText(targetText(target), 120);
}

/** The subject of a warning: an import, or the whole program. */
export function warnedName({ code, target }: WarningEvent): string {
  return code === 'unknown-variable' ? 'importwatch' : targetName(target);
}

const states: Readonly<Record<ImportState, string>> = {
  queued: 'queued',
  blocked: 'blocked',
  running: 'running',
  'action-required': 'needs you',
  succeeded: 'succeeded',
  failed: 'failed',
  aborted: 'aborted',
  'not-found': 'not found yet',
  unknown: 'in an unknown state',
};

/** A substitute for a missing status: the counts, which appear next to it anyway. */
const comparison = /[<>=]/;

/** `running (IN_PROGRESS)`: our own status, and the service's own if it is different. */
export function stateWords({ state, vendorState, phase }: ImportSnapshot): string {
  const ours = states[state];
  const saidAlready = [ours, state, phase].some(
    (text) => text !== undefined && letters(vendorState).endsWith(letters(text)),
  );
  const isWord = letters(vendorState) !== '' && !comparison.test(vendorState);
  return saidAlready || !isWord ? ours : `${ours} (${vendorState})`;
}

function letters(text: string): string {
  const other = isPrintableAscii(text) ? /[^a-z0-9]/g : /[^\p{L}\p{N}]/gu;
  return text.toLowerCase().replace(other, '');
}

/** State, phase and the service's message as text, for someone who is watching. */
export function wordsOf(snapshot: ImportSnapshot): readonly string[] {
  const { state, phase, message } = snapshot;
  const word = state === 'action-required' ? states[state] : stateWords(snapshot);
  return [word, phase, message].filter((text) => text !== undefined);
}

const outcomes: Readonly<Record<Outcome, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  aborted: 'aborted',
  partial: 'succeeded in part',
  short: 'gate not passed',
  refused: 'access refused',
  'not-found': 'not found',
  'no-answer': 'outcome unknown',
  stalled: 'stalled',
  'action-required': 'needs you',
  'timed-out': 'still running',
  interrupted: 'stopped watching (the import keeps running)',
};

/** The outcome in a word or two, for counting: `2 succeeded`, `1 still running`. */
export function shortOutcome(outcome: Outcome): string {
  return outcome === 'interrupted' ? 'no longer watched' : outcomes[outcome];
}

/** The outcome of an import, or the status of a running one. */
export function outcomeWords(result: ResultEvent): string {
  const { outcome, snapshot, limit = 'the time limit' } = result;
  if (outcome === 'no-answer')
    return [outcomes[outcome], whyUnknown(result)].filter(Boolean).join(' ');
  if (outcome === 'partial' && snapshot && !hasEnded(snapshot))
    return 'too many failed records, still running';
  if (outcome === 'timed-out') {
    const subject = snapshot ? outcomes[outcome] : 'no answer';
    return `${subject} when ${limit} was reached`;
  }
  if (outcome === 'interrupted' && snapshot === undefined) return 'stopped watching';
  if (outcome !== null) return outcomes[outcome];
  if (snapshot === undefined) return 'running';
  return [stateWords(snapshot), snapshot.phase].filter(Boolean).join(', ');
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

/** For a column: `3m 05s`, or `had ended before the first poll`. */
export function tookWords(result: ResultEvent): string | undefined {
  const { outcome, durationMs } = result;
  if (timeless.includes(outcome)) return undefined;
  return earlierEnd(result) ?? formatDuration(durationMs);
}

const ends: readonly Outcome[] = ['succeeded', 'partial', 'failed', 'aborted'];

/** For a sentence: how long it took or was watched. If it had already ended, how long ago. */
export function durationWords(result: ResultEvent): string | undefined {
  const { outcome, durationMs } = result;
  if (outcome === null) return undefined;
  const duration = `${ends.includes(outcome) ? 'in' : 'after'} ${formatDuration(durationMs)}`;
  return earlierEnd(result) ?? duration;
}

function earlierEnd({ alreadyEnded, snapshot }: ResultEvent): string | undefined {
  if (!alreadyEnded) return undefined;
  const { updatedAt, observedAt } = snapshot ?? {};
  if (updatedAt === undefined || observedAt === undefined) return 'had ended before the first poll';
  return `had ended ${formatDuration(observedAt - updatedAt)} before the first poll`;
}

/** Whether the error only repeats the gates of the result. */
export function isOfGates({ code }: ErrorReport): boolean {
  return code === 'partial' || code === 'short';
}

/** Details in addition to the facts: the error or the service's message, and the gates. */
export function detailsOf({ snapshot, error, gates = [] }: ResultEvent): string | undefined {
  const isRepeated = error !== undefined && isOfGates(error);
  const message = isRepeated ? snapshot?.message : (error?.message ?? snapshot?.message);
  return sentences(message, isRepeated ? error.message : gateWords(gates)) || undefined;
}

/** A service's message may end without a period. */
export function sentences(first: string | undefined, second: string): string {
  if (!first || !second) return first || second;
  return `${first}${/[.!?…:;。！？]\s*$/.test(first) ? '' : '.'} ${second}`;
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
  'rate-limited': 'asked to slow down',
  busy: 'service cannot answer now',
  'bad-answer': 'unusable answer',
  'too-many-files': 'too many open files',
  rejected: 'request rejected',
  redirected: 'redirected elsewhere',
  tls: 'certificate not verified',
  proxy: 'stopped by the proxy',
  gone: 'gone',
  superseded: 'replaced by another run',
  invalidated: 'marked as not valid while it ran',
  'wrong-protocol': 'another protocol',
};

/** The reason for a retry in a few words: `service cannot answer now (HTTP 503)`. */
export function reasonOf({ code, status }: ErrorReport): string {
  const reason = reasons[code] ?? 'no usable answer';
  return status === undefined ? reason : `${reason} (HTTP ${status})`;
}

/** `12 failed records written to failed.ndjson` */
export function failedRecordsWords({
  file,
  bytes,
  records,
}: Pick<FailedRecordsEvent, 'file' | 'bytes' | 'records'>): string {
  const path = plainText(file, 500);
  if (bytes === 0) return `no failed records (${path} is empty)`;
  const noun = records === 1 ? 'failed record' : 'failed records';
  return records === undefined
    ? `${noun} written to ${path} (${formatBytes(bytes)})`
    : `${formatCount(records)} ${noun} written to ${path}`;
}
