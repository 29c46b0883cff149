import type { FailedRecordsEvent, ResultEvent } from '../../core/model/events.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { isGood } from '../state/view.ts';
import type { Progress } from './progress.ts';

/**
 * The report to a CI system in its own format, in addition to the log. It never affects the
 * outcome.
 */
export interface CiSystem {
  readonly name: string;
  /** It puts the time before each line of a log. */
  readonly stampsLines?: boolean;
  isHere(env: Environment): boolean;
  /** Lines for the log: before anything else, */
  start?(at: number): readonly string[];
  /** when progress is worth reporting, */
  progress?(progress: Progress): readonly string[];
  /** when all imports have ended, before the list of results, */
  close?(summary: Summary): readonly string[];
  /** and after that list. */
  end?(summary: Summary): readonly string[];
  /** Text to append to files that the system provides. */
  files?(summary: Summary, env: Environment): readonly Appendix[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Summary {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly at: number;
  readonly results: readonly ResultEvent[];
  readonly failedRecords?: readonly FailedRecordsEvent[];
  readonly exitCode: number;
  /** One word for all imports, from the exit code. */
  readonly status: Outcome | 'running' | 'not-started';
  /** Why there was no import to watch. */
  readonly notStarted?: string;
}

export interface Appendix {
  readonly path: string;
  /** The text to append, depending on the present content. */
  text(there: string): string;
  /** Whether that depends on what is there. */
  readonly continues?: boolean;
}

/** The problem that there was no import, as a sentence. None if there was one. */
export function notStartedWords({ notStarted }: Summary): readonly string[] {
  return notStarted === undefined ? [] : [`not started: ${notStarted}`];
}

/** CI systems show at most this many messages of a kind. */
const mostMessages = 10;

/** One line per item, at most ten. The last line counts the rest. */
export function bounded<T>(
  items: readonly T[],
  line: (item: T) => string,
  more: (count: number) => string,
): readonly string[] {
  if (items.length <= mostMessages) return items.map(line);
  const shown = items.slice(0, mostMessages - 1);
  return [...shown.map(line), more(items.length - shown.length)];
}

/**
 * Results that went wrong, and how severe that is: with `--any`, another import may have succeeded.
 */
export function problemsOf({ results, exitCode }: Summary): {
  readonly problems: readonly ResultEvent[];
  readonly severity: 'error' | 'warning';
} {
  const problems = results.filter((result) => !isGood(result));
  return { problems, severity: exitCode === 0 ? 'warning' : 'error' };
}
