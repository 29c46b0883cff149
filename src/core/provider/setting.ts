/** One setting of a provider: said once, for validation, help, `init`, environment and schema. */
export interface Setting {
  /** A phrase without a full stop: `private API key`. */
  readonly describe: string;
  /** Never shown; may be given as `{env}`, `{file}` or `{command}`. */
  readonly secret?: boolean;
  readonly required?: boolean;
  readonly example?: string;
  readonly choices?: readonly string[];
  /** What choices stand for, where their words do not say it. */
  readonly choiceLabels?: Readonly<Record<string, string>>;
  /** Used where the profile says nothing. */
  readonly default?: string;
}

/** Resolved settings of one profile, every value a string; absent ones are left out. */
export type Settings = Readonly<Record<string, string>>;

/** A setting in a structure: a text; or known `keys` below it; or any `names`, each with a value. */
export interface Key extends Omit<Setting, 'secret'> {
  readonly keys?: Readonly<Record<string, Key>>;
  /** Of these keys exactly one is needed. */
  readonly oneOf?: readonly string[];
  readonly names?: Key;
  /** `by-name`: if the name that it stands under says so, or it is given by reference. */
  readonly secret?: boolean | 'by-name';
  /** Its names are those of headers. */
  readonly headers?: boolean;
  /** `${NAME}` in it is a variable of the environment; anything else is taken as written. */
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
  /** The part of the value that is wrong: from `start`, so many characters. */
  readonly excerpt?: { readonly text: string; readonly start: number; readonly length: number };
}
