import type { Warning } from './warning.ts';

export const importStates = [
  'queued',
  'blocked',
  'running',
  'action-required',
  'succeeded',
  'failed',
  'aborted',
  'not-found',
  'unknown',
] as const;

export type ImportState = (typeof importStates)[number];

/** The status of an import: the same shape for every service. Times are epoch ms. */
export interface ImportSnapshot {
  readonly state: ImportState;
  /** The service's own status, or a substitute if it has none. */
  readonly vendorState: string;
  readonly phase?: string;
  readonly name?: string;
  readonly kind?: string;
  /** As the service reports it: may exceed `total`. */
  readonly completed?: number;
  /** Absent when unknown, never 0. */
  readonly total?: number;
  readonly failed?: number;
  /** Records failed, and the service doesn't say how many. */
  readonly hasFailures?: boolean;
  /** 0 to 100. If the counts are known, it is computed from them. */
  readonly percent?: number;
  readonly message?: string;
  readonly startedAt?: number;
  /** The last sign of life that the service itself dates. */
  readonly updatedAt?: number;
  /** The service's own id of the import, if the target has none. */
  readonly id?: string;
  /** Tells this run of the import from others, if the service reuses ids. */
  readonly run?: string;
  /** The page where you see or continue this import. */
  readonly url?: string;
  readonly warnings?: readonly Warning[];
  /** Values that the user's own description should find, and that aren't in this answer. */
  readonly unread?: readonly UnreadValue[];
  readonly observedAt: number;
}

interface UnreadValue {
  /** The key of its expression. */
  readonly key: string;
  /** Such as `the "completed" setting found no count (expression "progress.done")`. */
  readonly words: string;
}

/** The values that a provider reads from an answer. The snapshot leaves out undefined fields. */
export type SnapshotFields = {
  readonly [K in keyof Omit<ImportSnapshot, 'observedAt'>]: ImportSnapshot[K] | undefined;
} & {
  readonly state: ImportState;
  readonly vendorState: string;
  /**
   * If failed records may have arrived in part, the number of records that arrived in whole or in
   * part.
   */
  readonly succeeded?: number | undefined;
};

/**
 * The values that a provider has read, with honest numbers. A total that is not positive is
 * dropped, and so is a `failed` of 0 if records failed. `percent` is computed from the counts and
 * clamped. If records failed and none succeeded, the import has failed, whatever its status. Texts
 * stay as the service wrote them. Every snapshot passes the sanitizer before anyone sees it.
 */
export function snapshot(read: SnapshotFields, observedAt: number): ImportSnapshot {
  const { succeeded, ...fields } = read;
  const total = fields.total !== undefined && fields.total > 0 ? fields.total : undefined;
  const { completed, hasFailures } = fields;
  const percent =
    total !== undefined && completed !== undefined ? (completed / total) * 100 : fields.percent;
  const clean = {
    ...fields,
    state: fields.state === 'succeeded' && noneSucceeded(read) ? 'failed' : fields.state,
    total,
    failed: hasFailures && fields.failed === 0 ? undefined : fields.failed,
    percent: percent === undefined ? undefined : Math.min(100, Math.max(0, percent)),
    observedAt,
  };
  return Object.fromEntries(
    Object.entries(clean).filter(([, value]) => value !== undefined),
  ) as unknown as ImportSnapshot;
}

/** `completed` includes the failed records. Without it, all records must have failed. */
function noneSucceeded({ completed, total, failed = 0, succeeded }: SnapshotFields): boolean {
  if (failed === 0) return false;
  return succeeded === undefined ? failed >= (completed ?? total ?? Infinity) : succeeded === 0;
}

/** Whether the service says that the import is over. */
export function hasEnded({ state }: Pick<ImportSnapshot, 'state'>): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'aborted';
}

const signsOfLife = [
  'state',
  'vendorState',
  'phase',
  'completed',
  'total',
  'failed',
  'percent',
  'message',
  'updatedAt',
  'id',
] as const satisfies readonly (keyof ImportSnapshot)[];

/** Whether anything about the import itself differs. */
export function hasChanged(before: ImportSnapshot | undefined, after: ImportSnapshot): boolean {
  return before === undefined || signsOfLife.some((key) => before[key] !== after[key]);
}
