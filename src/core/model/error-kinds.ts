import type { Outcome, Unwatched } from './outcome.ts';

interface ErrorKind {
  readonly outcome: Outcome | Unwatched;
  readonly transient: boolean;
}

/**
 * Every kind of error a user can meet. `outcome` is what it means for a watch, and so the exit
 * code. The schedule retries `transient` ones. All others are final. `scripts/errors/` explains
 * each of them for `docs/errors.md`.
 */
export const errorKinds = {
  usage: { outcome: 'usage', transient: false },
  config: { outcome: 'usage', transient: false },
  secret: { outcome: 'usage', transient: false },
  'late-secret': { outcome: 'timed-out', transient: false },
  'not-started': { outcome: 'not-started', transient: false },
  unreachable: { outcome: 'no-answer', transient: true },
  'no-reply': { outcome: 'no-answer', transient: true },
  'rate-limited': { outcome: 'no-answer', transient: true },
  busy: { outcome: 'no-answer', transient: true },
  'bad-answer': { outcome: 'no-answer', transient: true },
  tls: { outcome: 'no-answer', transient: false },
  'wrong-protocol': { outcome: 'no-answer', transient: false },
  'too-many-files': { outcome: 'no-answer', transient: true },
  proxy: { outcome: 'no-answer', transient: false },
  redirected: { outcome: 'no-answer', transient: false },
  rejected: { outcome: 'no-answer', transient: false },
  refused: { outcome: 'refused', transient: false },
  'not-found': { outcome: 'not-found', transient: false },
  gone: { outcome: 'no-answer', transient: false },
  superseded: { outcome: 'no-answer', transient: false },
  invalidated: { outcome: 'no-answer', transient: false },
  bug: { outcome: 'bug', transient: false },
} as const satisfies Record<string, ErrorKind>;
