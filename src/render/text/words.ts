import type { FailedRecordsEvent, WarningEvent } from '../../core/model/events.ts';
import type { ImportSnapshot, ImportState } from '../../core/model/snapshot.ts';
import { type Target, targetText } from '../../core/model/target.ts';
import { formatCount } from '../../core/text/format-count.ts';
import { isPrintableAscii, plainText } from '../../core/text/text.ts';
import { formatBytes } from './formatters.ts';

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
  unknown: 'unknown status',
};

/** Our own status. */
export function stateWord(state: ImportState): string {
  return states[state];
}

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
