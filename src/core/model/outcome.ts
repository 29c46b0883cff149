/** How a watch ended, and its exit code. */
export const exitCodes = {
  succeeded: 0,
  failed: 1,
  usage: 2,
  aborted: 3,
  refused: 4,
  'not-found': 5,
  'no-answer': 6,
  stalled: 7,
  running: 8,
  'action-required': 9,
  partial: 10,
  short: 11,
  'not-started': 12,
  bug: 70,
  'timed-out': 124,
  interrupted: 130,
} as const;

/** The exit codes of `interrupted`, by signal: 128 and its number, which is the same everywhere. */
export const signalCodes = {
  SIGINT: exitCodes.interrupted,
  SIGHUP: 129,
  SIGTERM: 143,
} as const;

/** Ways to end that say nothing of an import. */
export type Unwatched = 'usage' | 'not-started' | 'bug';

/** What can be said of an import at the end of a watch. */
export type Outcome = Exclude<keyof typeof exitCodes, Unwatched | 'running'>;

const mostSeriousFirst: readonly Outcome[] = [
  'failed',
  'aborted',
  'partial',
  'short',
  'not-found',
  'refused',
  'no-answer',
  'action-required',
  'stalled',
  'timed-out',
];

interface Ended {
  readonly outcome: Outcome | null;
  readonly exitCode: number;
}

/**
 * The most serious of several. `succeeded` if all did. `null` if some are running and none ended
 * badly.
 */
export function mostSeriousOutcome(results: readonly Ended[]): Outcome | null {
  const ordered = ['interrupted', ...mostSeriousFirst] as const;
  const mostSerious = ordered.find((outcome) =>
    results.some((result) => result.outcome === outcome),
  );
  if (mostSerious !== undefined) return mostSerious;
  return results.some(({ outcome }) => outcome === null) ? null : 'succeeded';
}

/** One exit code for several results: that of the most serious one, or 0 if none ended badly. */
export function mostSeriousExitCode(results: readonly Ended[]): number {
  const mostSerious = mostSeriousOutcome(results);
  return results.find(({ outcome }) => outcome === mostSerious)?.exitCode ?? exitCodes.succeeded;
}
