import type { ErrorReport } from '../model/errors.ts';
import type { Outcome } from '../model/outcome.ts';
import type { ImportSnapshot } from '../model/snapshot.ts';

/** How a watch ends, with the reason if the snapshot alone doesn't give it. */
export interface Verdict {
  readonly outcome: Outcome | null;
  readonly error?: ErrorReport;
  /** How long the import has not been seen, if there was no answer about it at the end. */
  readonly unseenMs?: number;
}

export interface VerdictOptions {
  readonly failOnPartial: boolean;
  readonly onActionRequired: 'wait' | 'exit';
  /** Polled only once: an import that hasn't ended is reported as it is. */
  readonly once: boolean;
  /** An id that the service doesn't find may still appear. */
  readonly grace: boolean;
}

/** The verdict on a snapshot; `undefined`: the watch continues. */
export function verdictOn(snapshot: ImportSnapshot, options: VerdictOptions): Verdict | undefined {
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
      return options.grace ? undefined : { outcome: 'not-found', error: unknownId(snapshot) };
    case 'action-required':
      if (!options.once && options.onActionRequired === 'exit') return { outcome: snapshot.state };
  }
  return options.once ? { outcome: null } : undefined;
}

/** The error for an id that the service doesn't find. */
export function unknownId({ vendorState, message }: ImportSnapshot): ErrorReport {
  const words = message === undefined ? vendorState : `${vendorState}, ${message}`;
  return {
    code: 'not-found',
    message: `The service does not know an import with this id (${words}).`,
    hint: 'Check the id, and that the profile points at the service that runs the import.',
  };
}
