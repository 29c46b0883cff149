/** Something that can go wrong, or that needs a warning, as `docs/errors.md` explains it. */
export interface Trouble {
  /** What it is. A sentence, as are the others. */
  readonly about: string;
  /** The usual cause. */
  readonly cause: string;
  /** What to do. */
  readonly remedy: string;
}
