import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Trouble } from './trouble.ts';

/** Outcomes other than success that have no error code. The outcome itself explains them. */
export const endings = {
  failed: {
    about:
      'The service reports that the import failed, or every record failed. With Oracle Commerce and Rocket.Chat, an import also counts as failed if the service stopped working on it before the end.',
    cause: "Usually the data. The service's message appears next to the outcome.",
    remedy: 'Fix the data, and start the import again.',
  },
  aborted: {
    about: 'The import was aborted or canceled.',
    cause: 'A person, another program or the service stopped it.',
    remedy: 'Find out who or what stopped it, then start it again.',
  },
  partial: {
    about:
      'At least one record failed (`--fail-on-partial`), or more failed than `--max-failed` allows. A limit such as `--max-failed 50` can end the wait while the import keeps running.',
    cause: 'The service rejected records.',
    remedy: 'Run `importwatch failed <target>`, or look up the failed records in the service.',
  },
  short: {
    about: "The import succeeded, but it didn't pass a gate such as --min-records.",
    cause:
      "Too few or too many records arrived, or the service doesn't report the counts that the gate needs.",
    remedy:
      "Check the source of the import. If the service doesn't report such counts, remove the option.",
  },
  'action-required': {
    about: 'The import is waiting for a person.',
    cause: 'A step of the import needs someone to choose or confirm something in the service.',
    remedy:
      'Continue the import in the service, then wait for it again. importwatch shows the address if the service has one. To keep waiting instead, use `--on-action-required wait`.',
  },
  stalled: {
    about:
      'Nothing has changed for as long as --stall-timeout allows. The import may still be running.',
    cause: 'The import is stuck, or is slower than expected.',
    remedy: 'Check the import in the service, or raise --stall-timeout.',
  },
  'timed-out': {
    about:
      'The wait reached its time limit (--timeout or --until) before importwatch saw the import end.',
    cause:
      "The import takes longer than you allowed, or the service wasn't answering at the time limit.",
    remedy: 'Resume with `importwatch wait --last` and a longer time limit.',
  },
  interrupted: {
    about: "You stopped watching. That doesn't stop the import.",
    cause: 'You pressed Ctrl-C, or the program received SIGTERM or SIGHUP.',
    remedy: 'Resume with `importwatch wait --last`.',
  },
} as const satisfies { readonly [O in Outcome]?: Trouble };
