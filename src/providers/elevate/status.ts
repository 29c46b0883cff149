import { type ImportSnapshot, type ImportState, snapshot } from '../../core/model/snapshot.ts';
import type { OwnWarning } from '../../core/model/warning.ts';
import type { Settings } from '../../core/provider/field.ts';
import { asText, at, type Json } from '../../core/text/json.ts';

/**
 * The statuses on the vendor's pages: "Import Status" of Elevate 3 and "Status" of the Admin API of
 * Elevate 4. They are in capitals. Any other text is an unknown status.
 */
const states: ReadonlyMap<string, ImportState> = new Map([
  ['WAITING', 'queued'],
  ['BLOCKED', 'blocked'],
  ['IN_PROGRESS', 'running'],
  ['SUCCESS', 'succeeded'],
  ['FAILURE', 'failed'],
  ['ABORTED', 'aborted'],
  ['NOT_FOUND', 'not-found'],
]);

/**
 * Reads `{id, status, type, message?}` (v2) or `{id, reason, status}` (v3, v4). There are no counts
 * and no percentage. The id is ignored, because its 19 digits may be rounded.
 */
export function readStatus(body: Json, observedAt: number): ImportSnapshot {
  const word = statusIn(body) ?? '';
  return snapshot(
    {
      state: states.get(word) ?? 'unknown',
      vendorState: word,
      kind: asText(at(body, 'type')),
      message: reasonIn(body),
    },
    observedAt,
  );
}

export function statusIn(body: Json): string | undefined {
  const status = at(body, 'status');
  return typeof status === 'string' ? asText(status) : undefined;
}

export function reasonIn(body: Json): string | undefined {
  return asText(at(body, 'message')) ?? asText(at(body, 'reason'));
}

/** The date on which Voyado removes all calls of Admin API v3, according to its documentation. */
export const v3EndsOn = '2026-12-31';

const nextDayMs = Date.parse('2027-01-01T00:00:00Z');

/** Whether a profile uses Admin API v3 after its last day, at an epoch ms. */
export function isPastEnd({ apiVersion }: Settings, at: number): boolean {
  return apiVersion === '3' && at >= nextDayMs;
}

export function endWarnings(settings: Settings, at: number): readonly OwnWarning[] {
  if (settings['apiVersion'] !== '3') return [];
  const when = isPastEnd(settings, at) ? 'ended' : 'ends';
  const message = `Admin API v3 of Elevate 4 ${when} on ${v3EndsOn}. Set apiVersion to 4.`;
  return [{ code: 'api-ends', message }];
}
