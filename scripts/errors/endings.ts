import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Trouble } from './trouble.ts';

/** Outcomes other than success that have no error code. The outcome itself explains them. */
export const endings = {
  failed: {
    about: 'The service reports that the import failed, or every record failed and none succeeded.',
    cause: 'Usually the data. The outcome includes the message of the service.',
    remedy: 'Fix the data, and start the import again.',
  },
  aborted: {
    about: 'The import was aborted.',
    cause: 'A person, another program or the service stopped the import.',
    remedy: 'Find out why, and start the import again.',
  },
  partial: {
    about:
      'Records failed. With --fail-on-partial, one is enough. With --max-failed, it is more than allowed, and the import can still be running.',
    cause: 'The service rejected some records.',
    remedy: 'Check in the service which records failed.',
  },
  short: {
    about:
      'The import succeeded, but the number of records is not as required. Only with --min-records, --expect-records or --max-failed.',
    cause:
      'Too few or too many records arrived, or the service does not report the counts for the option.',
    remedy:
      'Check the source of the import. If the service does not report such counts, remove the option.',
  },
  'action-required': {
    about: 'The import is waiting for a person.',
    cause: 'A step of the import needs a choice or a confirmation in the service.',
    remedy:
      'Continue the import in the service, at the address in the message if there is one. Then watch again. To keep waiting instead, use `--on-action-required wait`.',
  },
  stalled: {
    about: 'Nothing has changed for --stall-timeout. The import may still be running.',
    cause: 'The import hangs, or is slower than expected.',
    remedy: 'Check the import in the service, or raise --stall-timeout.',
  },
  'timed-out': {
    about: 'The import had not ended within --timeout. It is still running.',
    cause: 'The import takes longer than expected.',
    remedy: 'Resume with `importwatch wait --last`, with a longer --timeout if necessary.',
  },
  interrupted: {
    about: 'You interrupted the watch. The import keeps running.',
    cause: 'Ctrl-C, or another signal that ends the program.',
    remedy: 'Resume with `importwatch wait --last`.',
  },
} as const satisfies { readonly [O in Outcome]?: Trouble };
