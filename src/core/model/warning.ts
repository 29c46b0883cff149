/** Something worth reporting once that doesn't change the verdict. */
export interface Warning {
  /** Kebab-case. Reported once for each import. A provider of a program can use codes of its own. */
  readonly code: string;
  readonly message: string;
}

/** One of importwatch itself, with a code that `scripts/errors/` explains for `docs/errors.md`. */
export interface OwnWarning extends Warning {
  readonly code: WarningCode;
}

export type WarningCode =
  | 'unknown-state'
  | 'action-required'
  | 'no-change'
  | 'stale'
  | 'age-unknown'
  | 'already-ended'
  | 'began-before'
  | 'none-yet'
  | 'long-pause'
  | 'rate-limit'
  | 'cached-answer'
  | 'other-run'
  | 'no-failed-records'
  | 'unusual-records'
  | 'late-end'
  | 'insecure-tls'
  | 'nothing-running'
  | 'failed-records'
  | 'failed-records-missing'
  | 'failed-records-cut'
  | 'api-ends'
  | 'no-identity'
  | 'not-valid'
  | 'dollar-secret'
  | 'weak-secret'
  | 'other-profile'
  | 'unknown-variable'
  | 'not-recorded';
