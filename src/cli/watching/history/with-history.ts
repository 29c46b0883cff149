import { variable } from '../../../config/file/names.ts';
import type { WatchEvent } from '../../../core/model/events.ts';
import { hasEnded } from '../../../core/model/snapshot.ts';
import { type Target, targetKey } from '../../../core/model/target.ts';
import type { ConnectedImport } from '../../../core/pacing/connected-import.ts';
import { isRedacted } from '../../../core/text/redact.ts';
import {
  type EndEntry,
  endedOutcome,
  type JournalEntry,
  journalLine,
  type KeptFlags,
  type KeptTarget,
  type LeftEntry,
  type WatchEntry,
} from '../../../history/entries.ts';
import { endsOf, expectationOf, firstWatchedAt } from '../../../history/past-imports.ts';
import { lastSeenAt, lastWatch, targetsToResume } from '../../../history/unfinished.ts';
import { recordsArrived, unusualRecords } from '../../../history/unusual-records.ts';
import { cannotWrite } from '../../cannot-write.ts';
import type { Presenter } from '../../output/presenter.ts';
import type { World } from '../../world.ts';
import { readJournal } from './read-journal.ts';

/** The past imports. They never affect a verdict, and can be missing entirely. */
export interface PastImports {
  /** The last wait, without the imports that have succeeded since. */
  readonly last: WatchEntry | undefined;
  /** The same import, with a prediction from past ones, and with what an earlier wait saw of it. */
  withPast(connected: ConnectedImport): ConnectedImport;
  /** The same presenter, which records what is watched and how long it took. */
  withJournal(presenter: Presenter, targets: readonly KeptTarget[], choice: KeptFlags): Presenter;
}

/**
 * More targets come from a program, which can start them itself. So many are enough for estimates.
 */
export const mostKept = 50;

/** Whether `--last` can resume these imports. An id with a secret in it is no longer the id. */
export function canResume(targets: readonly Target[]): boolean {
  return targets.length <= mostKept && !targets.some(({ id = '' }) => isRedacted(id));
}

/** Whether to keep no record: by option, or by `IMPORTWATCH_NO_HISTORY`. */
export function isHistoryOff(
  { history }: { readonly history?: boolean },
  { env }: Pick<World, 'env'>,
): boolean {
  const word = variable(env, 'IMPORTWATCH_NO_HISTORY');
  return history === false || !['0', 'false', undefined].includes(word);
}

/**
 * `log` receives problems with keeping the history, and `warn` problems with a file that the user
 * named.
 */
export async function readPast(
  { clock, loadJournal }: Pick<World, 'clock' | 'loadJournal'>,
  log: (line: string) => void = () => {},
  {
    file,
    warn = () => {},
  }: { readonly file?: string | undefined; warn?(sentence: string): void } = {},
): Promise<PastImports> {
  const { journal, entries, isWritable } = await readJournal(file, { loadJournal }, warn);
  // If the clock is set during a wait, the measured duration doesn't change.
  const [startedAt, startedMs] = [clock.now(), clock.monotonic()];
  const steadyNow = () => startedAt + clock.monotonic() - startedMs;
  const ends = endsOf(entries);
  const expected = expectationOf(ends);
  const unusual = unusualRecords(ends);
  const firstWatched = firstWatchedAt(entries);
  const seenAt = lastSeenAt(entries);
  const watched = lastWatch(entries);
  /** Since when each import is watched, without time in a queue. */
  const began = new Map<string, number>();
  const beganAt = (target: ConnectedImport['target']) => {
    const key = targetKey(target);
    const at = began.get(key) ?? firstWatched(target, steadyNow());
    began.set(key, at);
    return at;
  };

  return {
    last: watched && { ...watched, targets: targetsToResume(entries) },
    withPast(connected) {
      const { target } = connected;
      beganAt(target);
      const agoMs = Math.max(0, startedAt - (seenAt(target) ?? Number.NEGATIVE_INFINITY));
      return {
        ...connected,
        answeredMs: () =>
          Math.max(connected.answeredMs?.() ?? Number.NEGATIVE_INFINITY, startedMs - agoMs),
        expect(seen) {
          const now = steadyNow();
          if (seen.state === 'queued' || seen.state === 'blocked')
            began.set(targetKey(target), now);
          return expected(target, seen, { watchedAt: beganAt(target), now });
        },
        unusual: (seen) => unusual(target, seen),
      };
    },
    withJournal(presenter, targets, choice) {
      // One after the other: the order of the lines says which ends belong to which wait.
      let written = Promise.resolve();
      let isTold = false;
      const keep = (entry: JournalEntry) => {
        if (!isWritable) return;
        const append = () => journal.append(journalLine(entry));
        written = written.then(append).catch(({ message }: Error) => {
          if (file === undefined) return log(`Can't write the history: ${message}`);
          if (!isTold) warn(cannotWrite(file, message, 'the history file '));
          isTold = true;
        });
      };
      let left = mostKept;
      const count = targets.length;
      const kept = canResume(targets) ? targets : [];
      keep({ type: 'watch', at: clock.now(), targets: kept, count, choice });
      return {
        ...presenter,
        handle(event) {
          presenter.handle(event);
          const entry = endOf(event, began, steadyNow()) ?? leftOf(event, kept.length > 0);
          if (entry && left-- > 0) keep(entry);
        },
        async finish() {
          await written;
          await presenter.finish();
        },
      };
    },
  };
}

/** If an import ended before the first poll, its duration is unknown. */
function endOf(
  event: WatchEvent,
  beganAt: ReadonlyMap<string, number>,
  now: number,
): EndEntry | undefined {
  if (event.type !== 'result' || event.alreadyEnded) return undefined;
  const { at, target, snapshot } = event;
  const outcome = endedOutcome(event.outcome);
  const began = snapshot?.startedAt ?? beganAt.get(targetKey(target));
  if (outcome === undefined || began === undefined || began > now) return undefined;
  if (snapshot === undefined || !hasEnded(snapshot)) return undefined;
  const { kind } = snapshot;
  const records = recordsArrived(snapshot);
  return {
    type: 'end',
    at,
    target,
    ...(kind !== undefined && { kind }),
    outcome,
    durationMs: Math.round(now - began),
    ...(records !== undefined && { records }),
  };
}

/** How a watch that can be resumed left an import whose duration it doesn't know. */
function leftOf(event: WatchEvent, isKept: boolean): LeftEntry | undefined {
  if (event.type !== 'result' || !isKept) return undefined;
  const { at, target, outcome, snapshot } = event;
  const state = outcome === 'not-found' ? outcome : snapshot?.state;
  const ended = endedOutcome(outcome);
  return { type: 'left', at, target, ...(state && { state }), ...(ended && { outcome: ended }) };
}
