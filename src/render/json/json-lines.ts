import type { WatchEvent } from '../../core/model/events.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import { inertJson } from '../../core/text/inert-json.ts';

/** Its minor number grows when fields are added. */
const eventsSchemaVersion = '1.0';

/** The first line of the stream. `version` is importwatch's own. */
export function versionLine(version: string): string {
  return inertJson({ type: 'version', schema: eventsSchemaVersion, importwatch: version });
}

/** An event as one line of JSON. `undefined` if the stream doesn't include it. */
export function jsonLine(event: WatchEvent): string | undefined {
  return event.type === 'start' ? undefined : inertJson(eventObject(event));
}

/** An event as the stream shows it. */
export function eventObject(event: Exclude<WatchEvent, { type: 'start' }>): object {
  const { type, at } = event;
  const target = type === 'end' ? undefined : event.target;
  return { type, at: iso(at), target, ...fieldsOf(event) };
}

function fieldsOf(event: Exclude<WatchEvent, { type: 'start' }>): object {
  switch (event.type) {
    case 'progress':
      return { snapshot: snapshotOf(event) };
    case 'heartbeat':
      return { elapsedMs: Math.round(event.elapsedMs), snapshot: snapshotOf(event) };
    case 'retry': {
      const { error, attempt, delayMs } = event;
      return { error, attempt, delayMs: Math.round(delayMs) };
    }
    case 'warning': {
      const { code, message } = event;
      return { code, message };
    }
    case 'failed-records': {
      const { file, bytes, records } = event;
      return { file, bytes, records };
    }
    case 'result': {
      const { outcome, exitCode, durationMs, polls, error, gates } = event;
      const duration = Math.round(durationMs);
      const snapshot = snapshotOf(event);
      return { outcome, exitCode, durationMs: duration, polls, snapshot, error, gates };
    }
    case 'end':
      return { exitCode: event.exitCode, error: event.error };
  }
}

/** Without its warnings, which are lines of their own. */
function snapshotOf({ snapshot }: { readonly snapshot?: ImportSnapshot }): object | undefined {
  if (snapshot === undefined) return undefined;
  const { warnings: _, ...rest } = snapshot;
  return snapshotObject(rest);
}

/** A snapshot as JSON shows it, without what only importwatch itself uses. */
export function snapshotObject(snapshot: ImportSnapshot): object {
  const { percent, startedAt, updatedAt, observedAt, run: _, unread: _unread, ...rest } = snapshot;
  const times = { startedAt: iso(startedAt), updatedAt: iso(updatedAt) };
  return { ...rest, percent: shortPercent(percent), ...times, observedAt: iso(observedAt) };
}

/** At most one decimal. An incomplete import never becomes 100. */
function shortPercent(percent: number | undefined): number | undefined {
  if (percent === undefined || percent === 100) return percent;
  return Math.min(99.9, Math.round(percent * 10) / 10);
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
