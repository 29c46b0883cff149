import type { WarningCode } from '../../src/core/model/warning.ts';
import type { Trouble } from './trouble.ts';

/** All warning codes, in the order of the page. */
export const warningTexts: Readonly<Record<WarningCode, Trouble>> = {
  'unknown-state': {
    about: "The service returns a status that its documentation doesn't list.",
    cause:
      'The service is newer than importwatch, or customized. Or your own description of an API lacks this status.',
    remedy:
      'Check the import in the service. importwatch keeps waiting. If you described the API, add the status to `state.words`. Otherwise, please report the status.',
  },
  'action-required': {
    about: 'The import waits for a person, and importwatch keeps waiting.',
    cause: 'A step of the import needs a choice or a confirmation in the service.',
    remedy:
      'Continue the import in the service, at the address in the warning. To exit instead, use `--on-action-required exit`.',
  },
  'no-change': {
    about: 'Nothing has changed for ten minutes.',
    cause: 'The import hangs, or this part takes long.',
    remedy: 'Check the import in the service. To stop in this case, use --stall-timeout.',
  },
  stale: {
    about: 'The import had already finished some time before the first poll.',
    cause: 'A service without ids reports its most recent import, however old it is.',
    remedy: 'If you mean the next one, use `importwatch wait --new`.',
  },
  'age-unknown': {
    about:
      "The import had already finished before the first poll, and the service doesn't report when.",
    cause: 'The same as for `stale`, but the service reports no time.',
    remedy: 'If you mean the next one, use `importwatch wait --new`.',
  },
  'already-ended': {
    about:
      'With --new, the most recent import has finished, and importwatch waits for the next one.',
    cause: 'This is what --new does.',
    remedy: 'Start the import, if nothing else does.',
  },
  'began-before': {
    about: 'With `importwatch run`, the import began before the command ran.',
    cause:
      'The command continued an import that was already there. Or it started none, and another import is running.',
    remedy: 'Check in the service which import it is.',
  },
  'none-yet': {
    about:
      'With --new, the service has never run an import, and importwatch waits for the first one.',
    cause: 'The service is new, or no longer keeps its imports.',
    remedy: 'Start the import, if nothing else does.',
  },
  'long-pause': {
    about: 'The service asks for a longer pause than --max-outage allows.',
    cause: 'Its Retry-After header or rate limit says so.',
    remedy:
      'No action needed: importwatch retries after --max-outage. Raise it to wait as long as the service asks.',
  },
  'rate-limit': {
    about:
      'The rate limit of the service spreads the first polls of many imports over a long time.',
    cause: 'The service reports its limit in headers, and importwatch respects it.',
    remedy: 'No action needed. Watch fewer imports at a time, or ask for a higher limit.',
  },
  'cached-answer': {
    about: 'The answer comes from a cache and is older than the time between polls.',
    cause: 'A proxy or CDN in between caches answers (see the Age header).',
    remedy: 'Exclude the status address from the cache.',
  },
  'other-run': {
    about: 'The service seems to show another run of the import under the same id.',
    cause:
      'The service restarted and counts its ids from 1 again, or the import was started again.',
    remedy: 'Check in the service that the run you started is the one that is shown.',
  },
  'no-failed-records': {
    about: '--fail-on-partial has no effect, because the service reports no failed records.',
    cause: 'The status call of the service has no field for them.',
    remedy: 'Remove the option, or check for failed records in the service.',
  },
  'unusual-records': {
    about: 'Far more or far fewer records arrived than in past imports of this profile.',
    cause:
      'The source of the import was cut off, was empty or has grown. importwatch compares with up to five past imports, but only if there are at least three that are alike.',
    remedy:
      'Check the source of the import. To get another exit code, use --min-records or --max-failed.',
  },
  'late-end': {
    about: 'The import is expected to end later than --until allows.',
    cause: 'Its present speed, or the duration of past imports, means that it takes longer.',
    remedy: 'Use a later --until, or stop the import in the service.',
  },
  'insecure-tls': {
    about: "importwatch doesn't verify the certificate of the service.",
    cause: 'The profile sets insecureTls.',
    remedy: 'Set caFile to the certificate of your authority, and remove insecureTls.',
  },
  'nothing-running': {
    about: "The service reports that nothing is being imported, although the import hasn't ended.",
    cause:
      "The import hasn't started yet, waits for a confirmation or was empty, or the id is wrong.",
    remedy: 'Start or confirm the import, or check the id. importwatch keeps waiting.',
  },
  'failed-records': {
    about: "The service rejected some records. It doesn't say how many.",
    cause:
      'The service links a file for the records that failed. Some services link it even if no record failed.',
    remedy: 'Open the file that the process links. It lists the records that failed, if any.',
  },
  'failed-records-missing': {
    about: 'The failed records are not in the file that `--failed-to` names.',
    cause:
      "The service doesn't report them, or refused them, or the file can't be written. The exit code still tells the outcome of the import.",
    remedy: 'Follow the message, then run `importwatch failed <target> --output <file>`.',
  },
  'failed-records-cut': {
    about: 'The file has only the first of the failed records.',
    cause: 'There are more than 512 MiB of them, or more than 1,000 pages.',
    remedy: 'Get the rest from the service.',
  },
  'api-ends': {
    about: 'The service is removing, or has removed, the API version in the profile.',
    cause: 'The vendor has announced a date from which that version no longer answers.',
    remedy: 'Set the next version in the profile. The warning names it.',
  },
  'no-identity': {
    about: "The service doesn't report the id of its import.",
    cause: 'An older server, or a user without permission to see the operation.',
    remedy: "Start no other import in the meantime: importwatch can't tell one from the next.",
  },
  'not-valid': {
    about: 'The service has marked a running import as not valid.',
    cause:
      'The server restarted, the import was cleared, or another one was started. With several server processes, the import can still be running in one of them.',
    remedy: 'No action needed: importwatch reports a failure if nothing changes for some minutes.',
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
      'Check the setting. importwatch hides the secret everywhere, even if the service means the ordinary word.',
  },
  'other-profile': {
    about: 'A target begins with the name of one profile, and --profile names another one.',
    cause: 'You gave both. `--profile` wins, so importwatch polls that service for the id.',
    remedy: 'Remove one of them.',
  },
  'unknown-variable': {
    about:
      'An environment variable begins with IMPORTWATCH_ and resembles one that importwatch reads.',
    cause: 'The name is misspelled, so importwatch ignores it.',
    remedy: 'Correct the name, or unset the variable.',
  },
  'not-recorded': {
    about: "With --record, importwatch can't save answers. The wait continues.",
    cause: "The folder can't be created or written.",
    remedy: 'Use a folder that you can write to, on a disk with free space.',
  },
};
