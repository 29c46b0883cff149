import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Trouble } from './trouble.ts';

/** Endings that are no success and have no error: the outcome itself explains them. */
export const endings = {
  failed: {
    about: 'The service reports that the import failed, or every record failed and none succeeded.',
    cause: 'The data, as a rule. The message of the service stands beside the outcome.',
    remedy: 'Mend the data, and start the import again.',
  },
  aborted: {
    about: 'The import was aborted or cancelled.',
    cause: 'A person or another program stopped it, or the service did.',
    remedy: 'Ask who stopped it, and start it again.',
  },
  partial: {
    about:
      'Records failed: any with --fail-on-partial, more than allowed with --max-failed, which can end a wait while the import keeps running.',
    cause: 'Records that the service could not take.',
    remedy: 'Look up in the service which records they are.',
  },
  short: {
    about:
      'The import succeeded, but a gate on its records was not passed. Only with --min-records, --expect-records or --max-failed.',
    cause:
      'Too few or too many records arrived, or the service does not report the counts that the gate needs.',
    remedy:
      'Check the source of the import. If the service does not report such counts, remove the option.',
  },
  'action-required': {
    about: 'The import waits for a person.',
    cause: 'A step of it needs a choice or a confirmation in the service.',
    remedy:
      'Go on with it in the service, at the address that is shown where the service has one; then watch again. `--on-action-required wait` waits for that.',
  },
  stalled: {
    about: 'Nothing has changed for --stall-timeout. The import may still go on.',
    cause: 'It hangs, or is slower than was thought.',
    remedy: 'Look at it in the service, or wait longer with --stall-timeout.',
  },
  'timed-out': {
    about: 'The import had not ended within --timeout. It goes on.',
    cause: 'It takes longer than was thought.',
    remedy: 'Watch it again, with `importwatch wait --last`, and a longer --timeout if need be.',
  },
  interrupted: {
    about: 'The watch was interrupted. The import goes on.',
    cause: 'Ctrl-C, or a signal that ends the program.',
    remedy: 'Watch it again, with `importwatch wait --last`.',
  },
} as const satisfies { readonly [O in Outcome]?: Trouble };
