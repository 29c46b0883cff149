import type { ErrorReport } from '../model/errors.ts';
import type { Outcome } from '../model/outcome.ts';
import type { ImportSnapshot } from '../model/snapshot.ts';

/** How a watch ends, with the reason where the snapshot alone does not give it. */
export interface Verdict {
  readonly outcome: Outcome | null;
  readonly error?: ErrorReport;
  /** For how long the import has not been seen, where it is gone or was replaced. */
  readonly unseenMs?: number;
}

export interface VerdictOptions {
  readonly failOnPartial: boolean;
  readonly onActionRequired: 'wait' | 'exit';
  /** Asked once only: what has not ended is reported as it stands. */
  readonly once: boolean;
  /** An id that the service does not know may still become known. */
  readonly grace: boolean;
}

/** What a snapshot decides; `undefined`: the watch goes on. */
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

/** What the service's word for an id that it does not know comes to. */
export function unknownId({ vendorState, message }: ImportSnapshot): ErrorReport {
  const words = message === undefined ? vendorState : `${vendorState}, ${message}`;
  return {
    code: 'not-found',
    message: `The service does not know an import with this id (${words}).`,
    hint: 'Check the id, and that the profile points at the service that runs the import.',
  };
}
