import type { CodeFrame } from './code-frame.ts';

/** Both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something wrong in a configuration. */
export interface Mistake {
  /** Keys from the top; for something missing, where it belongs. */
  readonly path: readonly string[];
  /** The rest of a sentence whose subject is the path. Contains no value that may be secret. */
  readonly message: string;
  /** Where it is, if not at the path. */
  readonly position?: Position;
  /** The part of a value that is wrong. */
  readonly excerpt?: CodeFrame | undefined;
}
