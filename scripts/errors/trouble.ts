/** An error, outcome or warning, as `docs/errors.md` explains it. */
export interface Trouble {
  /** What it is. A sentence, like the others. */
  readonly about: string;
  /** The usual cause. */
  readonly cause: string;
  /** What to do. */
  readonly remedy: string;
}
