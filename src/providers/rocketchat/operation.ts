import { type ImportSnapshot, type SnapshotFields, snapshot } from '../../core/model/snapshot.ts';
import type { OwnWarning } from '../../core/model/warning.ts';
import { asCount, asText, asTime, at, type Json } from '../../core/text/json.ts';
import { unreadable } from './errors.ts';
import { standing } from './steps.ts';

/** When an answer was read (epoch ms), and the address of the import's page. */
export interface Seen {
  readonly at: number;
  readonly page: string;
}

/** The operation in an answer of `getCurrentImportOperation`. `undefined` if none has ever run. */
export function currentOperation(body: Json): Json | undefined {
  if (at(body, 'success') !== true) throw unreadable('"success": true');
  return at(body, 'operation') ?? undefined;
}

/** The operations in an answer of `getLatestImportOperations`. Some versions wrap the list. */
export function latestOperations(body: Json): readonly Json[] {
  const operations = at(body, 'operations') ?? body;
  if (!Array.isArray(operations)) throw unreadable('the list of operations');
  return operations;
}

/** False if the server has marked an operation as invalid. Some versions leave the mark out. */
export function isValid(operation: Json): boolean {
  return at(operation, 'valid') !== false;
}

/** Reads an operation `{_id, status, valid, type, importerKey, ts, _updatedAt, count}`. */
export function readOperation(operation: Json, seen: Seen): ImportSnapshot {
  const id = asText(at(operation, '_id'));
  const step = asText(at(operation, 'status'));
  if (id === undefined || step === undefined) throw unreadable('the _id or status of an operation');
  const importer = asText(at(operation, 'importerKey'));
  return snapshot(
    {
      ...standing(step, { importer, isValid: isValid(operation), page: seen.page }),
      ...counts(at(operation, 'count')),
      kind: asText(at(operation, 'type')) ?? importer,
      startedAt: time(at(operation, 'ts')),
      updatedAt: time(at(operation, '_updatedAt')),
      id,
    },
    seen.at,
  );
}

/**
 * Reads an answer of `getImportProgress`, `{key, name, step, count}`. It doesn't identify the
 * import.
 */
export function readProgress(body: Json, seen: Seen): ImportSnapshot {
  const step = asText(at(body, 'step'));
  if (step === undefined) throw unreadable('the step of an import');
  const importer = asText(at(body, 'key'));
  return snapshot(
    {
      ...standing(step, { importer, isValid: true, page: seen.page }),
      ...counts(at(body, 'count')),
      kind: asText(at(body, 'name')) ?? importer,
      warnings: [noIdentity],
    },
    seen.at,
  );
}

const noIdentity: OwnWarning = {
  code: 'no-identity',
  message:
    "This server reports the status of its newest import, but not its id. importwatch can't distinguish one import from the next.",
};

/**
 * Adds the count of `getImportProgress` to an operation without one. Another import may have begun
 * between the two calls, so importer and step must match.
 */
export function withCountOf(operation: Json, progress: Json): Json {
  const agrees =
    at(progress, 'step') === at(operation, 'status') &&
    at(progress, 'key') === at(operation, 'importerKey');
  return agrees ? { ...(operation as object), count: at(progress, 'count') ?? null } : operation;
}

/**
 * Failed records are counted separately from completed ones, and both are processed. The server
 * reports 0 of 0 before it has counted, and some versions never count.
 */
function counts(count: Json | undefined): Pick<SnapshotFields, 'completed' | 'total' | 'failed'> {
  const total = asCount(at(count, 'total'));
  const succeeded = asCount(at(count, 'completed'));
  const failed = asCount(at(count, 'error'));
  const completed = succeeded === undefined ? failed : succeeded + (failed ?? 0);
  const isCounted = total !== 0 || completed !== 0;
  return { total, completed: isCounted ? completed : undefined, failed };
}

/** ISO 8601, epoch ms as a number or digits, or one of these wrapped as `{"$date": …}`. */
function time(json: Json | undefined): number | undefined {
  const value = at(json, '$date') ?? json;
  return asTime(typeof value === 'string' && /^\d{12,14}$/.test(value) ? Number(value) : value);
}
