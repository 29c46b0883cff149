import { Stop } from '../ports/abort.ts';
import { errorKinds } from './error-kinds.ts';
import { exitCodes, type Outcome, type Unwatched } from './outcome.ts';

export type ErrorCode = keyof typeof errorKinds;

export interface ErrorDetails {
  /** HTTP status, if there was an answer. */
  readonly status?: number | undefined;
  /** The next step, as a sentence. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** The one class of expected errors: a code, a sentence, a hint, a cause. */
export class ImportwatchError extends Error {
  override readonly name = 'ImportwatchError';
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.hint = details.hint;
  }

  /** Whether a retry can help. */
  get transient(): boolean {
    return errorKinds[this.code].transient;
  }

  get outcome(): Outcome | Unwatched {
    return errorKinds[this.code].outcome;
  }

  get exitCode(): number {
    return exitCodes[this.outcome];
  }
}

/** An error as it appears in events and in the JSON stream. */
export interface ErrorReport {
  readonly code: ErrorCode | 'timed-out' | 'stalled' | 'interrupted' | 'partial' | 'short';
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

type NextStep = Pick<ErrorReport, 'code'> & Pick<ErrorDetails, 'hint'>;

/**
 * The hint, and the part of the documentation that explains the error. A usage error explains
 * itself, and a hint without a full stop ends with a command to copy.
 */
export function nextStep({ code, hint = '' }: NextStep): string {
  const isExplained = code in errorKinds && code !== 'usage' && code !== 'bug';
  const page = isExplained && /(^|[.\u2026])$/.test(hint) ? `See docs/errors.md#${code}` : '';
  return [hint, page].filter(Boolean).join(' ');
}

/** The exit code of anything thrown. An unexpected error is a bug. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Stop) return error.exitCode;
  return error instanceof ImportwatchError ? error.exitCode : exitCodes.bug;
}

/** Whether the reported error can pass by itself. */
export function isTransient({ code }: ErrorReport): boolean {
  return code in errorKinds && errorKinds[code as ErrorCode].transient;
}
