import { ImportwatchError } from '../../core/model/errors.ts';
import { hasEnded, type ImportSnapshot } from '../../core/model/snapshot.ts';
import type { Answer, ApiClient } from '../../core/provider/api-request.ts';
import type { Settings } from '../../core/provider/field.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { at, type Json } from '../../core/text/json.ts';
import { cannotTellApart, isWithheld, noImport } from './errors.ts';
import { droppedOrAsItIs, provenEnd } from './invalid.ts';
import { interrupted, isLongDead, nextObserved, type Observed } from './observed.ts';
import {
  currentOperation,
  isValid,
  readOperation,
  readProgress,
  withCountOf,
} from './operation.ts';
import { supersededImport } from './superseded.ts';

/** The facts about a server from earlier polls. */
interface Known {
  /** The last operation seen, by target, while it was running. An ended operation is forgotten. */
  readonly observations: Map<string | undefined, Observed>;
  /** Whether the server says which import it reports. Absent until that is known. */
  tellsIdentity?: boolean;
}

/**
 * Follows one import by the `_id` of its operation, because the server only reports the newest one
 * by default. Every call is a GET that changes nothing. Calls have no query, because 8.x rejects
 * any with 400.
 */
export function connect(
  settings: Settings,
  client: ApiClient,
  known: Known = { observations: new Map() },
): Connection {
  const { baseUrl: page = '', userId = '', authToken = '' } = settings;
  const headers = { 'x-user-id': userId, 'x-auth-token': authToken };
  const get = (call: string, signal: AbortSignal) =>
    client({ path: `/api/v1/${call}`, headers }, signal);

  const { observations } = known;

  async function poll(id: string | undefined, signal: AbortSignal): Promise<ImportSnapshot> {
    const observed = observations.get(id);
    try {
      return await pollOnce(id, observed, signal);
    } catch (error) {
      if (observed !== undefined) observations.set(id, interrupted(observed));
      throw error;
    }
  }

  async function pollOnce(
    id: string | undefined,
    observed: Observed | undefined,
    signal: AbortSignal,
  ): Promise<ImportSnapshot> {
    const answer = await current(id, signal);
    if (answer === undefined) return newestWithoutIdentity(signal);
    known.tellsIdentity = true;
    const operation = currentOperation(answer.body);
    if (operation === undefined) throw noImport(page);
    const newest = readOperation(operation, { at: answer.at, page });
    const wanted = id ?? (observed && !isLongDead(observed) ? observed.last.id : undefined);
    if (wanted !== undefined && wanted !== newest.id) {
      const listing = get('getLatestImportOperations', signal);
      const superseded = { id: wanted, before: observed, listing, page };
      const ended = await supersededImport(superseded);
      observations.delete(id);
      return ended;
    }
    const before = observed?.last.id === newest.id ? observed : undefined;
    const last = await withCounts(newest, operation, signal);
    if (hasEnded(last)) {
      const ended = before === undefined || isValid(operation) ? last : provenEnd(last);
      observations.delete(id);
      return ended;
    }
    const next = nextObserved(before, { last, isValid: isValid(operation), atMs: answer.atMs });
    observations.set(id, next);
    return droppedOrAsItIs(next, answer.atMs);
  }

  /** Returns `undefined` if this user can't use the call and the target works without it. */
  async function current(id: string | undefined, signal: AbortSignal): Promise<Answer | undefined> {
    if (known.tellsIdentity === false && id === undefined) return undefined;
    try {
      return await get('getCurrentImportOperation', signal);
    } catch (error) {
      // After the call has worked once, a sudden 404 must not make another import look like this
      // one.
      if (known.tellsIdentity || !isWithheld(error)) throw error;
      if (id === undefined) return undefined;
      if (error.code === 'refused') throw error;
      // Old versions lack only this call. A server that lacks both calls isn't Rocket.Chat.
      if (error.status === 404) await get('getImportProgress', signal);
      throw cannotTellApart(id, error);
    }
  }

  async function newestWithoutIdentity(signal: AbortSignal): Promise<ImportSnapshot> {
    const answer = await get('getImportProgress', signal);
    known.tellsIdentity = false;
    return readProgress(answer.body, { at: answer.at, page });
  }

  /** Some versions leave the counts out of the operation. The outcome doesn't depend on them. */
  async function withCounts(
    newest: ImportSnapshot,
    operation: Json,
    signal: AbortSignal,
  ): Promise<ImportSnapshot> {
    if (newest.state === 'queued' || (at(operation, 'count') ?? null) !== null) return newest;
    try {
      const { body } = await get('getImportProgress', signal);
      return readOperation(withCountOf(operation, body), { at: newest.observedAt, page });
    } catch (error) {
      if (error instanceof ImportwatchError) return newest;
      throw error;
    }
  }

  /** Works without an import, too: only an authorized user gets the answer that there is none. */
  async function probe(signal: AbortSignal, admitted: () => void): Promise<void> {
    try {
      await poll(undefined, signal);
    } catch (error) {
      if (!(error instanceof ImportwatchError)) throw error;
      const { code, status = 0 } = error;
      if (code === 'refused' && (status === 400 || status === 403)) admitted();
      if (code !== 'not-found' || status === 404) throw error;
    }
    admitted();
  }

  return { poll, probe, renewed: (settings, client) => connect(settings, client, known) };
}
