import type { ResultEvent } from '../../core/model/events.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { isGood } from '../state/view.ts';
import type { Progress } from './progress.ts';

/** What is told to a CI system in its own language, besides the log. None of it is a verdict. */
export interface CiSystem {
  readonly name: string;
  isHere(env: Environment): boolean;
  /** Lines for the log: before anything else, */
  start?(at: number): readonly string[];
  /** where it is worth telling how far all is, */
  progress?(progress: Progress): readonly string[];
  /** when all have ended, before the results are listed, */
  close?(summary: Summary): readonly string[];
  /** and after that. */
  end?(summary: Summary): readonly string[];
  /** What is appended to files whose names the system gives. */
  files?(summary: Summary, env: Environment): readonly Appendix[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Summary {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly at: number;
  readonly results: readonly ResultEvent[];
  readonly exitCode: number;
  /** One word for all: what the exit code says. */
  readonly status: Outcome | 'running';
}

export interface Appendix {
  readonly path: string;
  readonly text: string;
}

/** CI systems show so many messages of a kind. */
const mostMessages = 10;

/** A line each; of more than ten the rest is counted. */
export function bounded<T>(
  items: readonly T[],
  line: (item: T) => string,
  more: (count: number) => string,
): readonly string[] {
  if (items.length <= mostMessages) return items.map(line);
  const shown = items.slice(0, mostMessages - 1);
  return [...shown.map(line), more(items.length - shown.length)];
}

/** Results that went wrong, and how grave that is: with `--any` another one may have succeeded. */
export function problemsOf({ results, exitCode }: Summary): {
  readonly problems: readonly ResultEvent[];
  readonly severity: 'error' | 'warning';
} {
  const problems = results.filter((result) => !isGood(result));
  return { problems, severity: exitCode === 0 ? 'warning' : 'error' };
}
