import type { WarningCode } from '../../src/core/model/warning.ts';
import type { Trouble } from './trouble.ts';

/** All warning codes, in the order of the page. */
export const warningTexts: Readonly<Record<WarningCode, Trouble>> = {
  'unknown-state': {
    about: "The service returned a status that its documentation doesn't list.",
    cause:
      'The service is newer than importwatch, or customized. Or your own description of an API lacks this status.',
    remedy:
      'Check the import in the service. Meanwhile, importwatch keeps waiting. If you described the API yourself, add the status to `state.words`. Otherwise, please report it.',
  },
  'action-required': {
    about: 'The import is waiting for a person, and importwatch keeps waiting.',
    cause: 'A step of the import needs someone to choose or confirm something in the service.',
    remedy:
      'Continue the import in the service. The warning shows the address if the service has one. To exit instead, use `--on-action-required exit`.',
  },
  'no-change': {
    about: 'Nothing has changed for ten minutes.',
    cause: 'The import is stuck, or this step takes a long time.',
    remedy:
      'Check the import in the service. To stop waiting when this happens, use --stall-timeout.',
  },
  stale: {
    about: 'The import had already finished some time before the first poll.',
    cause: 'A service without ids reports its most recent import, however old it is.',
    remedy: 'To wait for the next one, use `importwatch wait <target> --new`.',
  },
  'age-unknown': {
    about:
      "The import had already finished before the first poll, and the service doesn't report when.",
    cause: 'A service without ids reports its most recent import, however old it is.',
    remedy: 'To wait for the next one, use `importwatch wait <target> --new`.',
  },
  'already-ended': {
    about:
      'The most recent import has already finished. With --new, importwatch waits for the next one.',
    cause: 'You used --new, which ignores an import that has already finished.',
    remedy: 'Start the import, unless something else starts it.',
  },
  'began-before': {
    about: 'The import began before `importwatch run` started its command.',
    cause:
      "The command continued an existing import, or didn't start one because another was running.",
    remedy: 'In the service, check which import it is.',
  },
  'none-yet': {
    about: 'The service has no import yet. With --new, importwatch waits for the next one.',
    cause: 'The service has never run an import, or no longer keeps its past imports.',
    remedy: 'Start the import, unless something else starts it.',
  },
  'long-pause': {
    about: 'The service asks for a longer pause than --max-outage or `importwatch status` allows.',
    cause: "The pause comes from the service's `Retry-After` header or rate limit headers.",
    remedy:
      'No action needed: when --max-outage is reached, importwatch cuts the pause short and polls again. To wait as long as the service asks, raise that limit. With `importwatch status`, run the command again after the pause.',
  },
  'rate-limit': {
    about:
      "Because of the service's rate limit, the first polls of many imports are spread over a long time.",
    cause: 'The service reports its limit in headers, and importwatch respects it.',
    remedy:
      'No action needed. To poll sooner, watch fewer imports at a time, or ask for a higher limit.',
  },
  'cached-answer': {
    about: 'The answer comes from a cache and is older than the time between polls.',
    cause: 'A proxy or CDN along the way caches answers (see the `Age` header).',
    remedy: 'Exclude the status address from the cache.',
  },
  'other-run': {
    about: 'The service seems to show another run of the import under the same id.',
    cause:
      'The service restarted and numbers its imports from 1 again, or the import was started again.',
    remedy: 'Make sure that the service shows the run you started.',
  },
  'no-failed-records': {
    about:
      "The service doesn't report how many records failed. --fail-on-partial then has no effect, and the import doesn't pass the --max-failed gate.",
    cause: "The service's answer has no such count, or omits it for this import.",
    remedy: 'Remove the option, or check for failed records in the service.',
  },
  'unusual-records': {
    about: 'Far more or far fewer records arrived than in past imports of this profile.',
    cause:
      'The source of the import was truncated or empty, or it has grown. importwatch compares an import with the last three to five, but only if those have similar counts.',
    remedy:
      'Check the source of the import. To get an exit code other than 0, use --min-records or --expect-records.',
  },
  'late-end': {
    about: 'The import is expected to end later than --until allows.',
    cause: 'Its current speed or past imports suggest that it needs more time.',
    remedy: 'Use a later --until, or stop the import in the service.',
  },
  'insecure-tls': {
    about: "importwatch doesn't verify the service's certificate.",
    cause: 'The profile sets `insecureTls`.',
    remedy: "Set `caFile` to your CA's certificate, and remove `insecureTls`.",
  },
  'nothing-running': {
    about:
      "The service reports that nothing is being imported, and importwatch hasn't seen the import end.",
    cause: "The import hasn't started, needs confirmation, or was empty. Or the id is wrong.",
    remedy: 'Start or confirm the import, or check the id. importwatch keeps waiting.',
  },
  'failed-records': {
    about: "The service rejected some records. It doesn't say how many.",
    cause:
      'The service reports only that some records failed, or links to a file with them. Some services link to a file even if no record failed.',
    remedy:
      'Run `importwatch failed <target>`, open the file that the service links to, or look up the failed records in the service.',
  },
  'failed-records-missing': {
    about:
      "importwatch couldn't save the failed records to the file that you named with --failed-to. The exit code still reports the outcome of the import.",
    cause:
      "The service doesn't report them or refused to return them, or importwatch can't write the file.",
    remedy: 'Follow the message, then run `importwatch failed <target> --output <file>`.',
  },
  'failed-records-cut': {
    about: 'The file contains only some of the failed records.',
    cause: 'There are more than 512 MiB or 1,000 pages of them.',
    remedy: 'Get the rest from the service.',
  },
  'api-ends': {
    about: 'The service is removing, or has removed, the API version in the profile.',
    cause: 'The vendor has announced a date after which that version stops working.',
    remedy: 'Set the next version in the profile. The warning names it.',
  },
  'no-identity': {
    about: "The service doesn't report the id of the import.",
    cause: "The server is an older version, or the user doesn't have permission to see the import.",
    remedy:
      "Don't start another import while this one is running: importwatch can't tell the two apart.",
  },
  'not-valid': {
    about: 'The service has marked a running import as invalid.',
    cause:
      'The server restarted, the import was cleared, or another one was started. With several server processes, the import can still be running in one of them.',
    remedy:
      'Keep waiting. If nothing changes, importwatch reports a failure, usually after a few minutes.',
  },
  'dollar-secret': {
    about: 'A secret in a configuration file looks like a shell variable: `$NAME`.',
    cause: 'importwatch replaces only `${NAME}`. It sends `$NAME` as written.',
    remedy: 'Write it as `${NAME}` or `{ env: NAME }`.',
  },
  'weak-secret': {
    about: 'A secret is very short, or is a common word or number.',
    cause: 'The profile has a placeholder such as `test`, or the wrong value.',
    remedy:
      'Check the setting. importwatch hides this value everywhere in its output, even inside ordinary text.',
  },
  'other-profile': {
    about: 'A target begins with the name of one profile, but --profile names a different one.',
    cause:
      "You specified both. `--profile` wins, so importwatch looks for the id in that profile's service.",
    remedy: 'Remove one of them.',
  },
  'unknown-variable': {
    about:
      'An environment variable that begins with `IMPORTWATCH_` resembles one that importwatch reads.',
    cause: 'The name is misspelled, so importwatch ignores it.',
    remedy: 'Correct the name, or unset the variable.',
  },
  'not-recorded': {
    about: "With --record, importwatch can't save answers. The wait continues.",
    cause: "The folder can't be created or written to.",
    remedy: 'Use a writable folder on a disk with free space.',
  },
};
