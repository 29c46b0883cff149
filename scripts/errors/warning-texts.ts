import type { WarningCode } from '../../src/core/model/warning.ts';
import type { Trouble } from './trouble.ts';

/** Every kind of warning, in the order of the page. */
export const warningTexts: Readonly<Record<WarningCode, Trouble>> = {
  'unknown-state': {
    about: 'The service says a word for the state that its documentation does not know.',
    cause: 'The service is newer than importwatch, or customized.',
    remedy: 'Look at the import in the service; the wait goes on. Please report the word.',
  },
  'action-required': {
    about: 'The import waits for a person, and the watch waits with it.',
    cause: 'Somebody has to choose or to confirm something in the service.',
    remedy: 'Do it there: the warning says where. `--on-action-required exit` ends such a wait.',
  },
  'no-change': {
    about: 'Nothing has changed for ten minutes.',
    cause: 'The import hangs, or this part of it takes long.',
    remedy: 'Look at it in the service; --stall-timeout ends such a wait.',
  },
  stale: {
    about: 'The import had already ended, some time before the first look.',
    cause: 'A service without ids speaks of its newest import, however old that is.',
    remedy: 'If you mean the next one, use `importwatch wait --new`.',
  },
  'age-unknown': {
    about: 'The import had already ended at the first look, and nobody says when.',
    cause: 'As with `stale`; the service does not date what it says.',
    remedy: 'If you mean the next one, use `importwatch wait --new`.',
  },
  'already-ended': {
    about: 'With --new: the newest import has ended, and the next one is waited for.',
    cause: 'That is what --new is for.',
    remedy: 'Start the import, if nothing else does.',
  },
  'began-before': {
    about: 'With `importwatch run`: the import began before the command that starts it.',
    cause:
      'The command continued an import that was already there. Or it started none, and another import is running.',
    remedy: 'Check in the service which import it is.',
  },
  'none-yet': {
    about: 'With --new: no import has ever run there; the first one is waited for.',
    cause: 'The service is new, or has forgotten its imports.',
    remedy: 'Start the import, if nothing else does.',
  },
  'long-pause': {
    about: 'The service asks for a longer pause than --max-outage allows.',
    cause: 'Its Retry-After or rate limit says so.',
    remedy:
      'Nothing: it is asked again after --max-outage. Raise that to wait as long as it wants.',
  },
  'rate-limit': {
    about:
      'The rate limit of the service spreads the first polls of many imports over a long time.',
    cause: 'The service reports its limit in headers, and importwatch keeps within it.',
    remedy: 'No action needed. Watch fewer imports at a time, or ask for a higher limit.',
  },
  'cached-answer': {
    about: 'The answer comes from a cache and is older than the time between polls.',
    cause: 'A proxy or CDN on the way keeps answers (the Age header says for how long).',
    remedy: 'Exclude the status address from the cache.',
  },
  'other-run': {
    about: 'The service seems to show another run of the import under the same id.',
    cause: 'It was restarted and counts its ids from 1 again, or the import was started again.',
    remedy: 'Check in the service that the run you started is the one that is shown.',
  },
  'no-failed-records': {
    about: '--fail-on-partial has no effect, because the service reports no failed records.',
    cause: 'The status call of the service has no field for them.',
    remedy: 'Remove the option, or check for failed records in the service.',
  },
  'unusual-records': {
    about: 'Far more or far fewer records arrived than in past imports of the profile.',
    cause:
      'The source of the import was cut off, was empty or has grown. importwatch compares with up to five past imports, and is silent if there are fewer than three or if they differ much.',
    remedy: 'Check the source. To end with another exit code, use --min-records or --max-failed.',
  },
  'late-end': {
    about: 'The import is expected to end later than --until allows.',
    cause: 'At its present pace, or by past durations, the import takes longer.',
    remedy: 'Give it longer with a later --until, or stop the import in the service.',
  },
  'insecure-tls': {
    about: 'The certificate of the service is not verified.',
    cause: 'The profile says insecureTls.',
    remedy: 'Name the authority that signed it as caFile, and take insecureTls out.',
  },
  'nothing-running': {
    about: 'The service says that nothing is being imported, though the import has not ended.',
    cause:
      'The import has not been started yet, it waits to be confirmed, it was empty, or the id is wrong.',
    remedy: 'Start or confirm the import, or check the id. importwatch keeps waiting.',
  },
  'failed-records': {
    about: 'There may be failed records. The service does not say how many.',
    cause:
      'The service links a file for the records that failed. Some services link it even if no record failed.',
    remedy: 'Open the file that the process links. It lists the records that failed, if any.',
  },
  'failed-records-missing': {
    about: 'The failed records are not in the file that `--failed-to` names.',
    cause:
      "The service doesn't report them, didn't give them out, or the file can't be written. The exit code is that of the import all the same.",
    remedy: 'Follow the message, then run `importwatch failed <target> --output <file>`.',
  },
  'failed-records-cut': {
    about: 'The file has only the first of the failed records.',
    cause: 'There are more than 512 MiB of them, or more than 1,000 pages.',
    remedy: 'Get the rest from the service itself.',
  },
  'api-ends': {
    about: 'The service removes, or has removed, the version of its API that the profile names.',
    cause: 'The vendor has announced a date from which that version no longer answers.',
    remedy: 'Set the version that follows in the profile; the warning names it.',
  },
  'no-identity': {
    about: 'The service does not say which import it speaks of.',
    cause: 'An older server, or a user who may not ask for the operation.',
    remedy: 'Start no other import meanwhile: one cannot be told from the next.',
  },
  'not-valid': {
    about: 'The service has marked a running import as not valid.',
    cause:
      'The server restarted, the import was cleared, or another one was started. With several server processes, the import can still be running in one of them.',
    remedy:
      'No action needed: importwatch reports a failure if the import stands still for some minutes.',
  },
  'dollar-secret': {
    about: 'A secret in a configuration is written as a shell would write a variable: `$NAME`.',
    cause: 'Only `${NAME}` is replaced. `$NAME` is sent as it stands there.',
    remedy: 'Write it as `${NAME}` or `{ env: NAME }`.',
  },
  'weak-secret': {
    about: 'A secret is very short, or could be a common word or a number.',
    cause: 'The profile holds a placeholder such as `test`, or the wrong value.',
    remedy:
      'Check the setting. importwatch hides the secret in all that the service says, also where the service means the word.',
  },
  'other-profile': {
    about: 'A target begins with the name of one profile, and --profile names another one.',
    cause: 'Both were given. The option counts, so the other service is asked for the id.',
    remedy: 'Leave one of them out.',
  },
  'unknown-variable': {
    about: 'A variable of the environment begins with IMPORTWATCH_ and is nearly one that is read.',
    cause: 'Its name is misspelt, so what it says is not heeded.',
    remedy: 'Correct the name, or take it out of the environment.',
  },
  'not-recorded': {
    about: 'With --record: nothing is saved. The wait continues.',
    cause: "The folder can't be created or written.",
    remedy: 'Name a folder that you can write, on a disk with space left.',
  },
};
