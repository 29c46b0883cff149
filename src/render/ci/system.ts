import type { ImportEvent, ResultEvent } from '../../core/events.ts';

/** What is told to a CI system in its own language, besides the log. None of it is a verdict. */
export interface CiSystem {
  readonly name: string;
  isHere(env: Environment): boolean;
  /** Lines for the log, before the first event and at each one. */
  start?(at: number): readonly string[];
  event?(event: ImportEvent): readonly string[];
  /** Lines for the log, once all results are there. */
  end(summary: Summary): readonly string[];
  /** What is appended to files whose names the system gives. */
  files?(summary: Summary, env: Environment): readonly Appendix[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Summary {
  readonly at: number;
  readonly results: readonly ResultEvent[];
  readonly exitCode: number;
}

export interface Appendix {
  readonly path: string;
  readonly text: string;
}
