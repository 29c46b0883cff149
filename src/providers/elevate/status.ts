import { type ImportSnapshot, type ImportState, snapshot } from '../../core/model/snapshot.ts';
import { asText, at, type Json } from '../../core/text/json.ts';

/**
 * The words of the vendor's status pages: "Import Status" of Elevate 3 and "Status" of the Admin
 * API of Elevate 4. They are written in capitals; anything else is a word that is not known.
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
 * and no percentage. The id is not looked at: its 19 digits may have been rounded on the way.
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
