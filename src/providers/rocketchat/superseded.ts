import { ImportwatchError } from '../../core/model/errors.ts';
import { hasEnded, type ImportSnapshot } from '../../core/model/snapshot.ts';
import type { Answer } from '../../core/provider/api-request.ts';
import { at } from '../../core/text/json.ts';
import { isWithheld, listRefused, notListed, supersededError } from './errors.ts';
import { provenEnd } from './invalid.ts';
import type { Observed } from './observed.ts';
import { isValid, latestOperations, readOperation } from './operation.ts';

/** An import that isn't the newest of its server. */
export interface SupersededImport {
  readonly id: string;
  /** The result of the polls before a newer import started, if there were any. */
  readonly before: Observed | undefined;
  /** The answer of `getLatestImportOperations`. */
  readonly listing: Promise<Answer>;
  readonly page: string;
}

/**
 * Reads how a superseded import ended from the list of the latest ones. Rejects with `superseded`
 * if the list doesn't show that, and with `not-found` or `refused` if no poll has ever seen the
 * import.
 */
export async function supersededImport(superseded: SupersededImport): Promise<ImportSnapshot> {
  const { id, before, listing, page } = superseded;
  const listed = await listing.catch((error: unknown) => {
    if (isWithheld(error)) return error;
    throw error;
  });
  if (listed instanceof ImportwatchError) {
    if (before) throw supersededError(id, { cause: listed });
    throw listed.code === 'refused' ? listRefused(id, listed) : notListed(id, page);
  }
  const operation = latestOperations(listed.body).find((each) => at(each, '_id') === id);
  if (operation === undefined) throw before ? supersededError(id, {}) : notListed(id, page);
  const snapshot = readOperation(operation, { at: listed.at, page });
  if (hasEnded(snapshot)) {
    return before === undefined || isValid(operation) ? snapshot : provenEnd(snapshot);
  }
  throw supersededError(id, { step: snapshot.vendorState });
}
