import { Stop } from './abort.ts';
import { exitCodes, type Outcome } from './outcome.ts';

/**
 * Every kind of error a user can meet. `outcome` is what it means for a watch (and so the exit
 * code); `transient` ones are asked again by the schedule, all others are final at once.
 */
export const errorKinds = {
  usage: { outcome: 'usage', transient: false, about: 'The command line cannot be understood.' },
  config: { outcome: 'usage', transient: false, about: 'The configuration has a mistake.' },
  secret: { outcome: 'usage', transient: false, about: 'A secret could not be read.' },
  unreachable: { outcome: 'no-answer', transient: true, about: 'No connection to the service.' },
  'no-reply': { outcome: 'no-answer', transient: true, about: 'No whole answer in time.' },
  'rate-limited': { outcome: 'no-answer', transient: true, about: 'Too many requests (429).' },
  busy: { outcome: 'no-answer', transient: true, about: 'The service cannot answer now (5xx).' },
  'bad-answer': {
    outcome: 'no-answer',
    transient: true,
    about: 'The answer is not what the service sends: HTML, cut-off JSON, too large.',
  },
  tls: { outcome: 'no-answer', transient: false, about: 'The certificate cannot be verified.' },
  proxy: { outcome: 'no-answer', transient: false, about: 'The proxy refuses to connect.' },
  redirected: { outcome: 'no-answer', transient: false, about: 'A redirect to another origin.' },
  rejected: { outcome: 'no-answer', transient: false, about: 'The service rejects the request.' },
  refused: {
    outcome: 'refused',
    transient: false,
    about: 'Authentication or permission is refused.',
  },
  'not-found': {
    outcome: 'not-found',
    transient: false,
    about: 'The service does not know this import, or the cluster.',
  },
  gone: {
    outcome: 'no-answer',
    transient: false,
    about: 'The service has forgotten an import that it knew.',
  },
  superseded: {
    outcome: 'no-answer',
    transient: false,
    about: 'A newer import has taken the place of the watched one.',
  },
  bug: { outcome: 'bug', transient: false, about: 'A bug in importwatch.' },
} as const satisfies Record<
  string,
  { outcome: Outcome | 'usage' | 'bug'; transient: boolean; about: string }
>;

export type ErrorCode = keyof typeof errorKinds;

export interface ErrorDetails {
  /** HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** What to do next: a sentence. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** The one class of expected errors: a code, a sentence, a hint, a cause. */
export class ImportwatchError extends Error {
  override readonly name = 'ImportwatchError';
  readonly code: ErrorCode;
  readonly status?: number;
  readonly hint?: string;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    if (details.status !== undefined) this.status = details.status;
    if (details.hint !== undefined) this.hint = details.hint;
  }

  /** Whether asking again can help. */
  get transient(): boolean {
    return errorKinds[this.code].transient;
  }

  get outcome(): Outcome | 'usage' | 'bug' {
    return errorKinds[this.code].outcome;
  }

  get exitCode(): number {
    return exitCodes[this.outcome];
  }
}

/** An error as it stands in events and in the JSON stream. */
export interface ErrorReport {
  readonly code: ErrorCode | 'timed-out' | 'stalled' | 'interrupted';
  readonly message: string;
  readonly status?: number;
  readonly hint?: string;
}

export function errorReport(error: ImportwatchError): ErrorReport {
  const { code, message, status, hint } = error;
  return {
    code,
    message,
    ...(status === undefined ? {} : { status }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** The exit code of anything thrown: what is not expected is a bug. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Stop) return error.exitCode;
  return error instanceof ImportwatchError ? error.exitCode : exitCodes.bug;
}
