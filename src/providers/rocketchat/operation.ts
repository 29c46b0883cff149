import { asCount, asText, asTime, at, type Json } from '../../core/json.ts';
import {
  type ImportSnapshot,
  type SnapshotFields,
  snapshot,
  type Warning,
} from '../../core/snapshot.ts';
import { unreadable } from './errors.ts';
import { standing } from './steps.ts';

/** When an answer was read (epoch ms), and the address where a person meets the import. */
export interface Seen {
  readonly at: number;
  readonly page: string;
}

/** The operation in an answer of `getCurrentImportOperation`; `undefined` if none ever ran. */
export function currentOperation(body: Json): Json | undefined {
  if (at(body, 'success') !== true) throw unreadable('its success');
  return at(body, 'operation') ?? undefined;
}

/** The operations in an answer of `getLatestImportOperations`, which some versions wrap. */
export function latestOperations(body: Json): readonly Json[] {
  const operations = at(body, 'operations') ?? body;
  if (!Array.isArray(operations)) throw unreadable('the list of operations');
  return operations;
}

/** An operation `{_id, status, valid, type, importerKey, ts, _updatedAt, count}` as a snapshot. */
export function readOperation(operation: Json, seen: Seen): ImportSnapshot {
  const id = asText(at(operation, '_id'));
  const step = asText(at(operation, 'status'));
  if (id === undefined || step === undefined) throw unreadable('the _id or status of an operation');
  const isValid = at(operation, 'valid') !== false;
  return snapshot(
    {
      ...standing(step, isValid, seen.page),
      ...counts(at(operation, 'count')),
      kind: asText(at(operation, 'type')) ?? asText(at(operation, 'importerKey')),
      startedAt: time(at(operation, 'ts')),
      updatedAt: time(at(operation, '_updatedAt')),
      id,
    },
    seen.at,
  );
}

/** An answer of `getImportProgress`, `{key, name, step, count}`: it names no import. */
export function readProgress(body: Json, seen: Seen): ImportSnapshot {
  const step = asText(at(body, 'step'));
  if (step === undefined) throw unreadable('the step of an import');
  return snapshot(
    {
      ...standing(step, true, seen.page),
      ...counts(at(body, 'count')),
      kind: asText(at(body, 'name')) ?? asText(at(body, 'key')),
      warnings: [noIdentity],
    },
    seen.at,
  );
}

const noIdentity: Warning = {
  code: 'no-identity',
  message:
    'This server says where its newest import stands, but not which one that is: one import cannot be told from the next.',
};

/**
 * An operation that came without a count, with the one that `getImportProgress` gives. Another
 * import may have begun between the two calls: so only where importer and step agree.
 */
export function withCountOf(operation: Json, progress: Json): Json {
  const agrees =
    at(progress, 'step') === at(operation, 'status') &&
    at(progress, 'key') === at(operation, 'importerKey');
  return agrees ? { ...(operation as object), count: at(progress, 'count') ?? null } : operation;
}

/** 0 of 0 is what the server says before it has counted; some versions never do. */
function counts(count: Json | undefined): Pick<SnapshotFields, 'completed' | 'total' | 'failed'> {
  const total = asCount(at(count, 'total'));
  const completed = asCount(at(count, 'completed'));
  const isCounted = total !== 0 || completed !== 0;
  return {
    total,
    completed: isCounted ? completed : undefined,
    failed: asCount(at(count, 'error')),
  };
}

/** ISO 8601, epoch ms as number or digits, or either one wrapped as `{"$date": …}`. */
function time(json: Json | undefined): number | undefined {
  const value = at(json, '$date') ?? json;
  return asTime(typeof value === 'string' && /^\d{12,14}$/.test(value) ? Number(value) : value);
}
