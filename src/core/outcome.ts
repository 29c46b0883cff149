/** How a watch ended, and the exit code that says so. */
export const exitCodes = {
  succeeded: 0,
  failed: 1,
  usage: 2,
  aborted: 3,
  refused: 4,
  'not-found': 5,
  'no-answer': 6,
  stalled: 7,
  'action-required': 9,
  partial: 10,
  bug: 70,
  'timed-out': 124,
  interrupted: 130,
} as const;

/** What can be told of an import at the end of a watch. */
export type Outcome = Exclude<keyof typeof exitCodes, 'usage' | 'bug'>;

const gravestFirst: readonly Outcome[] = [
  'failed',
  'aborted',
  'partial',
  'not-found',
  'refused',
  'no-answer',
  'action-required',
  'stalled',
  'timed-out',
];

/** One exit code for several results: that of the gravest; 0 when all succeeded. */
export function gravestExitCode(
  results: readonly { readonly outcome: Outcome | null; readonly exitCode: number }[],
): number {
  const interrupted = results.find(({ outcome }) => outcome === 'interrupted');
  if (interrupted) return interrupted.exitCode;
  for (const outcome of gravestFirst) {
    if (results.some((result) => result.outcome === outcome)) return exitCodes[outcome];
  }
  return exitCodes.succeeded;
}
