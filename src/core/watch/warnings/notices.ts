import type { WaitOptions } from '../../model/options.ts';
import type { ImportSnapshot } from '../../model/snapshot.ts';
import type { OwnWarning, Warning } from '../../model/warning.ts';
import type { ConnectedImport } from '../../pacing/connected-import.ts';
import { formatDuration, formatWait } from '../../text/duration.ts';

const staleMs = 600_000;

export interface NoticeContext {
  readonly service: string;
  readonly alreadyEnded: boolean;
  /** Polls only once. */
  readonly once: boolean;
  /** When the command began that starts the import (epoch ms). */
  readonly startedSince?: number | undefined;
  /** The watch waits for a person if the import does. */
  readonly waits: boolean;
  readonly failOnPartial: boolean;
  /** False: a warning before the first poll has said that there is nothing to check. */
  readonly reportsFailed?: boolean | undefined;
}

/** Warnings that follow from a snapshot, in addition to the provider's own. */
export function noticesOf(
  snapshot: ImportSnapshot,
  { service, alreadyEnded, once, waits, startedSince, failOnPartial, reportsFailed }: NoticeContext,
): readonly Warning[] {
  const notices = [...(snapshot.warnings ?? [])];
  const isSaid = notices.some(({ code }) => code === 'unknown-state');
  if (snapshot.state === 'unknown' && !isSaid) {
    notices.push({
      code: 'unknown-state',
      message: `Unknown status "${snapshot.vendorState}" (not in ${service}'s documentation)${once ? '' : '; still waiting'}.`,
    });
  }
  if (snapshot.state === 'action-required' && waits) notices.push(actionNotice(snapshot));
  if (alreadyEnded && startedSince === undefined) notices.push(...staleNotice(snapshot, once));
  if (beganSince(snapshot, startedSince) === false) notices.push(beganBeforeNotice);
  if (failOnPartial && reportsFailed !== false && isUncounted(snapshot)) {
    notices.push(uncountedNotice);
  }
  return notices;
}

/** Two clocks differ, and some services leave out the fractions of a second. */
const clockSkewMs = 2000;

/** `undefined` if the service doesn't say when. */
export function beganSince(
  { startedAt }: Pick<ImportSnapshot, 'startedAt'>,
  since: number | undefined,
): boolean | undefined {
  if (since === undefined || startedAt === undefined) return undefined;
  return startedAt >= since - clockSkewMs;
}

const beganBeforeNotice: OwnWarning = {
  code: 'began-before',
  message:
    'This import began before the command ran, so it may not be the one that the command started.',
};

/** A live line has no room for it, and the user needs it. */
function actionNotice({ message, url }: ImportSnapshot): OwnWarning {
  const words = [message ?? 'The import is waiting for a person.', url && `Continue it at ${url}`];
  return { code: 'action-required', message: words.filter(Boolean).join(' ') };
}

/** A service without ids reports its most recent import, however old. */
function staleNotice(
  { updatedAt, observedAt }: ImportSnapshot,
  once: boolean,
): readonly OwnWarning[] {
  const next = once ? '"importwatch wait --new"' : '--new';
  const doubt = `so it may not be the one you mean. Use ${next} to wait for the next one.`;
  if (updatedAt === undefined) {
    const message = `This import had already finished before the first poll, ${doubt} The service doesn't report when it finished.`;
    return [{ code: 'age-unknown', message }];
  }
  const ageMs = observedAt - updatedAt;
  if (ageMs <= staleMs) return [];
  const message = `This import had already finished ${formatDuration(ageMs)} before the first poll, ${doubt}`;
  return [{ code: 'stale', message }];
}

export function noChangeNotice(quietMs: number): OwnWarning {
  return {
    code: 'no-change',
    message: `Nothing has changed for ${formatDuration(quietMs)}. To stop waiting when this happens, use --stall-timeout.`,
  };
}

/** With `--new`: an import that was already there at the first poll isn't waited for. */
export function notOursNotice(previous: ImportSnapshot | 'none'): OwnWarning {
  if (previous === 'none') {
    return {
      code: 'none-yet',
      message: "This service hasn't run an import yet. Waiting for the first one.",
    };
  }
  const { updatedAt, observedAt, vendorState } = previous;
  const age = updatedAt === undefined ? '' : ` ${formatDuration(observedAt - updatedAt)} ago`;
  return {
    code: 'already-ended',
    message: `The most recent import ended${age} (${vendorState}). Waiting for the next one.`,
  };
}

/** `once`: for `status`, which has no `--max-outage`. */
export function longPauseNotice(pauseMs: number, limitMs: number, once = false): OwnWarning {
  const limit = formatWait(limitMs);
  const why = once
    ? `which is longer than importwatch status allows. importwatch polls again in ${limit}.`
    : `but --max-outage leaves only ${limit}. importwatch polls again in ${limit}.`;
  return {
    code: 'long-pause',
    message: `The service asks for a pause of ${formatDuration(pauseMs)}, ${why}`,
  };
}

export function lateEndNotice(words: string, neededMs: number, leftMs: number): OwnWarning {
  return {
    code: 'late-end',
    message: `At its current pace, the import needs another ${formatDuration(neededMs)}, but only ${formatDuration(leftMs)} remain until ${words} (--until).`,
  };
}

/** Warnings about options for failed records, if the service does not report them. */
export function noFailedNotices(
  { reportsFailed }: Pick<ConnectedImport, 'reportsFailed'>,
  { failOnPartial, maxFailed }: WaitOptions,
): readonly OwnWarning[] {
  if (reportsFailed !== false) return [];
  const effects = [
    failOnPartial && '--fail-on-partial has no effect',
    maxFailed !== undefined && "--max-failed can't be checked and this wait can't exit with 0",
  ];
  return effects
    .filter((effect) => typeof effect === 'string')
    .map((effect) => ({
      code: 'no-failed-records',
      message: `The service doesn't report how many records failed, so ${effect}.`,
    }));
}

/** It succeeded, and nothing says whether records failed. */
function isUncounted({ state, failed, hasFailures }: ImportSnapshot): boolean {
  return state === 'succeeded' && failed === undefined && !hasFailures;
}

const uncountedNotice: OwnWarning = {
  code: 'no-failed-records',
  message:
    "The service didn't report how many records of this import failed, so --fail-on-partial has no effect.",
};

export const cachedNotice: OwnWarning = {
  code: 'cached-answer',
  message:
    'A cache answers instead of the service, and its answer is older than the time between polls. The import may be further along.',
};

export const otherRunNotice: OwnWarning = {
  code: 'other-run',
  message:
    'The start time has changed and the counts have gone down. The service seems to show another run under the same id.',
};
