export const rootExamples = `
Examples:
  importwatch demo                            see it work, without an account
  importwatch status shop:5537431447739019570 where an import stands
  importwatch wait assets:c36_9a2e -t 2h      wait for its end, two hours at most
  importwatch wait chat:                      a service whose import needs no id`;

export const statusExamples = `
Examples:
  importwatch status 5537431447739019570      of the default profile
  importwatch status shop:1 assets:c36_9a2e   of several
  importwatch status chat: --json             for programs

Exits 0 also while an import has not ended; see "importwatch --help".`;

export const waitExamples = `
Examples:
  importwatch wait shop:5537431447739019570 && ./publish.sh
  importwatch wait assets:c36_9a2e --timeout 2h --stall-timeout 20m
  importwatch wait chat: --new                the import that starts next
  importwatch wait shop:1 --json              a stream for programs`;

export const exitCodeHelp = `
Exit codes:
  0    succeeded
  1    failed: the service says so
  2    usage or configuration error
  3    aborted
  4    refused: authentication or permission
  5    not-found: the service does not know this import
  6    no-answer: what became of the import is not known
  7    stalled: --stall-timeout has passed
  9    action-required: it waits for a person
  10   partial: with --fail-on-partial, records failed
  70   a bug in importwatch
  124  timed-out: --timeout has passed; the import goes on
  130  interrupted (143 by SIGTERM); the import goes on`;
