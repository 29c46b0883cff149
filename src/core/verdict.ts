import type { ErrorReport } from './errors.ts';
import type { Outcome } from './outcome.ts';
import type { ImportSnapshot } from './snapshot.ts';

/** How a watch ends, with the reason where the snapshot alone does not give it. */
export interface Verdict {
  readonly outcome: Outcome | null;
  readonly error?: ErrorReport;
}

export interface Seen {
  /** Whether the service ever knew this import. */
  readonly live: boolean;
  /** Whether an id that it does not know may still become known. */
  readonly grace: boolean;
}

export interface VerdictOptions {
  readonly failOnPartial: boolean;
  readonly onActionRequired: 'wait' | 'exit';
  /** Asked once only: what has not ended is reported as it stands. */
  readonly once: boolean;
}

/** What a snapshot decides; `undefined`: the watch goes on. */
export function verdictOn(
  snapshot: ImportSnapshot,
  seen: Seen,
  options: VerdictOptions,
): Verdict | undefined {
  switch (snapshot.state) {
    case 'succeeded':
      return {
        outcome:
          options.failOnPartial && (snapshot.failed || snapshot.hasFailures)
            ? 'partial'
            : 'succeeded',
      };
    case 'failed':
    case 'aborted':
      return { outcome: snapshot.state };
    case 'not-found':
      return verdictOnUnknownId(snapshot, seen);
    case 'action-required':
      if (!options.once && options.onActionRequired === 'exit') return { outcome: snapshot.state };
  }
  return options.once ? { outcome: null } : undefined;
}

function verdictOnUnknownId(
  { vendorState, message }: ImportSnapshot,
  { live, grace }: Seen,
): Verdict | undefined {
  const words = message === undefined ? vendorState : `${vendorState}, ${message}`;
  if (live) {
    return {
      outcome: 'no-answer',
      error: {
        code: 'gone',
        message: `The service no longer knows this import (${words}); what became of it is not known.`,
        hint: 'Look at the import in the service itself.',
      },
    };
  }
  if (grace) return undefined;
  return {
    outcome: 'not-found',
    error: {
      code: 'not-found',
      message: `The service does not know an import with this id (${words}).`,
      hint: 'Check the id, and that the profile points at the service that runs the import.',
    },
  };
}
