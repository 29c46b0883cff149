import type { ErrorReport } from '../model/errors.ts';
import type { Outcome } from '../model/outcome.ts';
import {
  checkGates,
  exceededGate,
  type GateReport,
  type Gates,
  gateWords,
  outcomeOfGates,
} from '../model/records/gates.ts';
import type { ImportSnapshot } from '../model/snapshot.ts';

/** How a watch ends, with the reason if the snapshot alone doesn't give it. */
export interface Verdict {
  readonly outcome: Outcome | null;
  readonly error?: ErrorReport;
  readonly gates?: readonly GateReport[];
  /** The limit that ended the wait: `the time limit of 30s`, or the clock time as the user wrote it. */
  readonly limit?: string;
  /** How long the import has not been seen, if there was no answer about it at the end. */
  readonly unseenMs?: number;
  /** The service answered, and the next import hadn't started. */
  readonly noneYet?: boolean;
  /** Why the last poll before a limit had no usable answer: a sentence. */
  readonly lastError?: string;
}

export interface VerdictOptions extends Gates {
  readonly failOnPartial: boolean;
  readonly onActionRequired: 'wait' | 'exit';
  /** Polls only once, and reports an import that hasn't ended as it is. */
  readonly once: boolean;
  /** An id that the service doesn't find may still appear. */
  readonly grace: boolean;
}

/** The verdict on a snapshot. `undefined`: the watch continues. */
export function verdictOn(snapshot: ImportSnapshot, options: VerdictOptions): Verdict | undefined {
  switch (snapshot.state) {
    case 'succeeded':
      return verdictOnSuccess(snapshot, options);
    case 'failed':
    case 'aborted':
      return { outcome: snapshot.state, ...withGates(checkGates(snapshot, options)) };
    case 'not-found':
      return options.grace ? undefined : { outcome: 'not-found', error: unknownId(snapshot) };
  }
  if (options.once) return { outcome: null };
  const exceeded = exceededGate(snapshot, options);
  if (exceeded) return tooManyFailed(exceeded);
  const { state } = snapshot;
  return state === 'action-required' && options.onActionRequired === 'exit'
    ? { outcome: state }
    : undefined;
}

function verdictOnSuccess(snapshot: ImportSnapshot, options: VerdictOptions): Verdict {
  const gates = checkGates(snapshot, options);
  const isPartial = options.failOnPartial && (snapshot.failed || snapshot.hasFailures);
  const missed = outcomeOfGates(gates);
  const outcome = isPartial ? 'partial' : (missed ?? 'succeeded');
  if (missed === undefined) return { outcome, ...withGates(gates) };
  const isCounted = gates.some(({ passed, found }) => !passed && found !== null);
  const error = {
    code: missed,
    message: gateWords(gates),
    hint: isCounted
      ? `The import has ended. Compare its records with the source${snapshot.failed ? ', or look up the failed ones in the service' : ''}.`
      : "The import succeeded. Check its records in the service, or leave out the gates that can't be checked.",
  };
  return { outcome, error, gates };
}

/** The import itself isn't over. */
function tooManyFailed(gate: GateReport): Verdict {
  const error = {
    code: 'partial',
    message: gateWords([gate]),
    hint: 'The import keeps running. Look up the failed records in the service, and stop the import there if necessary.',
  } as const;
  return { outcome: 'partial', error, gates: [gate] };
}

function withGates(gates: readonly GateReport[]): Pick<Verdict, 'gates'> {
  return gates.length > 0 ? { gates } : {};
}

/** The error for an id that the service doesn't find. */
export function unknownId({ vendorState, message }: ImportSnapshot): ErrorReport {
  const words = message === undefined ? vendorState : `${vendorState}, ${message}`;
  return {
    code: 'not-found',
    message: `The service doesn't know an import with this id: ${words}.`,
    hint: 'Check the id, and that the profile points to the service that runs the import.',
  };
}
