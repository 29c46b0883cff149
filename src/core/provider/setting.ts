/**
 * One setting of a provider, described once for validation, help, `init`, environment and schema.
 */
export interface Setting {
  /** A phrase without a full stop: `private API key`. */
  readonly describe: string;
  /** Never shown; may be given as `{env}`, `{file}` or `{command}`. */
  readonly secret?: boolean;
  readonly required?: boolean;
  readonly example?: string;
  readonly choices?: readonly string[];
  /** What the choices mean, if their names don't say so. */
  readonly choiceLabels?: Readonly<Record<string, string>>;
  /** Used if the profile has no value. */
  readonly default?: string;
}

/** Resolved settings of one profile, every value a string; absent ones are left out. */
export type Settings = Readonly<Record<string, string>>;

/** A setting in a structure: a text, known `keys` below it, or any `names`, each with a value. */
export interface Key extends Omit<Setting, 'secret'> {
  readonly keys?: Readonly<Record<string, Key>>;
  /** Exactly one of these keys is required. */
  readonly oneOf?: readonly string[];
  readonly names?: Key;
  /** `by-name`: if the name of its key says so, or if it is given by reference. */
  readonly secret?: boolean | 'by-name';
  /** Its names are header names. */
  readonly headers?: boolean;
  /** `${NAME}` in it is an environment variable; otherwise the text is taken as written. */
  readonly environment?: boolean;
}

/** Values of a description: texts, by key. */
export type Structure = { readonly [key: string]: string | Structure };

/** A mistake in a description. */
export interface Flaw {
  /** Keys, from the top of the profile. */
  readonly path: readonly string[];
  /** The rest of a sentence whose subject is the path. */
  readonly message: string;
  /** The part of the value that is wrong: `start` and length. */
  readonly excerpt?: { readonly text: string; readonly start: number; readonly length: number };
}
