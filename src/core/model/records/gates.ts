import { formatCount } from '../../text/format-count.ts';
import type { ImportSnapshot } from '../snapshot.ts';

/** A number of records, or a share of all of them. */
export type RecordLimit = number | `${number}%`;

/** Limits on the records of an import that the service calls a success. */
export interface Gates {
  /** At most this many records failed. */
  readonly maxFailed?: RecordLimit;
  /** At least this many records arrived. */
  readonly minRecords?: number;
  /** Exactly this many records arrived. */
  readonly expectRecords?: number;
}

/** A gate, and what the service reported. `wanted` and `found` have the same unit. */
export interface GateReport {
  readonly name: 'max-failed' | 'min-records' | 'expect-records';
  readonly wanted: RecordLimit;
  /** `null`: the gate can't be checked. */
  readonly found: RecordLimit | null;
  /** False if the gate can't be checked. */
  readonly passed: boolean;
  /** Why the gate can't be checked. */
  readonly reason?: string;
}

/** The gates of an import that has ended. */
export function checkGates(
  snapshot: ImportSnapshot,
  { maxFailed, minRecords, expectRecords }: Gates,
): readonly GateReport[] {
  return [
    ...(maxFailed === undefined ? [] : [checkFailed(snapshot, maxFailed)]),
    ...(minRecords === undefined
      ? []
      : [checkArrived(snapshot, 'min-records', minRecords, (found) => found >= minRecords)]),
    ...(expectRecords === undefined
      ? []
      : [
          checkArrived(
            snapshot,
            'expect-records',
            expectRecords,
            (found) => found === expectRecords,
          ),
        ]),
  ];
}

/** The gate that a running import can no longer pass, because too many records have failed. */
export function exceededGate(
  { failed }: ImportSnapshot,
  { maxFailed }: Gates,
): GateReport | undefined {
  if (typeof maxFailed !== 'number' || failed === undefined || failed <= maxFailed)
    return undefined;
  return { name: 'max-failed', wanted: maxFailed, found: failed, passed: false };
}

/**
 * The outcome of a success if a gate doesn't pass. Too many failed records are more serious than
 * missing records, or records that nobody counted.
 */
export function outcomeOfGates(gates: readonly GateReport[]): 'partial' | 'short' | undefined {
  const missed = gates.filter(({ passed }) => !passed);
  if (missed.some(({ name, found }) => name === 'max-failed' && found !== null)) return 'partial';
  return missed.length > 0 ? 'short' : undefined;
}

const uncounted = "records failed, but the service doesn't report how many";

function checkFailed(
  { failed, total, hasFailures }: ImportSnapshot,
  wanted: RecordLimit,
): GateReport {
  const gate = { name: 'max-failed', wanted } as const;
  if (failed === undefined) {
    return unchecked(
      gate,
      hasFailures ? uncounted : "the service doesn't report how many records failed",
    );
  }
  if (typeof wanted === 'number') return { ...gate, found: failed, passed: failed <= wanted };
  // 0 % of any total.
  if (failed === 0) return { ...gate, found: '0%', passed: true };
  if (total === undefined) {
    return unchecked(gate, "the service doesn't report the total number of records");
  }
  return {
    ...gate,
    found: shareOf(failed, total),
    passed: failed * 100 <= Number.parseFloat(wanted) * total,
  };
}

/** Rounded up, so that a share above the limit never looks like the limit. */
function shareOf(failed: number, total: number): `${number}%` {
  return `${Math.ceil((failed / total) * 10_000 - 1e-6) / 100}%`;
}

/** `completed` includes the failed records. */
function checkArrived(
  { completed, failed, hasFailures, percent }: ImportSnapshot,
  name: 'min-records' | 'expect-records',
  wanted: number,
  isPassed: (found: number) => boolean,
): GateReport {
  const gate = { name, wanted };
  if (completed === undefined) {
    const given = percent === undefined ? 'no record counts' : 'a percentage, but no record counts';
    return unchecked(gate, `the service reports ${given}`);
  }
  if (failed === undefined && hasFailures) {
    return unchecked(gate, uncounted);
  }
  const found = Math.max(0, completed - (failed ?? 0));
  return { ...gate, found, passed: isPassed(found) };
}

function unchecked(gate: Pick<GateReport, 'name' | 'wanted'>, reason: string): GateReport {
  return { ...gate, found: null, passed: false, reason };
}

/** All gates as sentences, those that are not passed first and without saying so. */
export function gateWords(gates: readonly GateReport[]): string {
  const groups = [
    { title: '', between: '. ', those: gates.filter(({ passed }) => !passed) },
    { title: 'Passed: ', between: ', ', those: gates.filter(({ passed }) => passed) },
  ];
  return groups
    .filter(({ those }) => those.length > 0)
    .map(({ title, between, those }) => `${title}${those.map(wordsOfGate).join(between)}.`)
    .join(' ');
}

function wordsOfGate({ name, wanted, found, reason }: GateReport): string {
  if (found === null) return `--${name} ${wanted} can't be checked, because ${reason}`;
  const happened = name === 'max-failed' ? 'failed' : 'arrived';
  const records = typeof found === 'string' ? `${found} of the records` : formatRecords(found);
  const limit = typeof wanted === 'number' ? formatCount(wanted) : wanted;
  const bound = {
    'max-failed': 'allows',
    'min-records': 'requires',
    'expect-records': 'requires exactly',
  };
  return `${records} ${happened} (--${name} ${bound[name]} ${limit})`;
}

function formatRecords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'record' : 'records'}`;
}
