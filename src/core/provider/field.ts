import type { Json } from '../text/json.ts';

/**
 * A named value, described once for validation, help, `init`, environment, redaction, schema and
 * documentation.
 */
export interface Field {
  /** A phrase without a full stop: `private API key`. */
  readonly describe: string;
  /** Never shown. Can be a reference: `{env}`, `{file}` or `{command}`. */
  readonly secret?: boolean;
  readonly required?: boolean;
  /** Used if there is no value. */
  readonly default?: string;
  readonly example?: string;
  readonly choices?: readonly string[];
  /** Not allowed in a configuration file that was found by searching. */
  readonly ownFileOnly?: boolean;
  /** Absent: a text. */
  readonly kind?:
    | 'duration'
    | 'positive-duration'
    | 'auto-duration'
    | 'choice'
    | 'boolean'
    | 'bytes'
    | 'path'
    | 'path-or-stdout'
    | 'count'
    | 'record-limit'
    | 'clock-time'
    | 'command';
}

/** A field of a provider: one setting, a text. */
export interface Setting extends Field {
  /** The meaning of the choices, if their names do not explain it. */
  readonly choiceLabels?: Readonly<Record<string, string>>;
  /** Optional, and yet `init` prompts for it, because it often differs from the default. */
  readonly prompt?: boolean;
}

/** Resolved settings of one profile, every value a string. Absent ones are left out. */
export type Settings = Readonly<Record<string, string>>;

/** A field in a structure: a text, known `keys` below it, or any `names`, each with a value. */
export interface Key extends Omit<Field, 'secret'> {
  readonly keys?: Readonly<Record<string, Key>>;
  /** Exactly one of these keys is required. */
  readonly oneOf?: readonly string[];
  readonly names?: Key;
  /** A list of such texts. */
  readonly list?: boolean;
  /** A text, or any structure, with lists and null. */
  readonly data?: boolean;
  /** `by-name`: if the name of its key is the name of a secret, or if the value is a reference. */
  readonly secret?: boolean | 'by-name';
  /** Each `{name}` in it is replaced by a value of the profile or of the request. */
  readonly template?: boolean;
  /** It is a user and a password, joined by a colon. */
  readonly pair?: boolean;
  /** Its names are header names. */
  readonly headers?: boolean;
  /** `${NAME}` in it is an environment variable. Otherwise the text is used as written. */
  readonly environment?: boolean;
  /** Each value that `${NAME}` inserts is secret, but not the text around it. */
  readonly secretInserts?: boolean;
  /** How a value from outside the file is written in it. `undefined`: it can't be. */
  readonly written?: (value: string) => string | undefined;
}

/** Values of a description, by key: texts, but for what a field with `list` or `data` takes. */
export interface Structure {
  readonly [key: string]: Json;
}

/** A mistake in a description. */
export interface Flaw {
  /** Keys, from the top of the profile. */
  readonly path: readonly string[];
  /** The rest of a sentence whose subject is the path. */
  readonly message: string;
  /** It can follow from a key that is missing because its name is misspelled. */
  readonly dependent?: boolean;
  /** The part of the value that is wrong: `start` and length. */
  readonly excerpt?: { readonly text: string; readonly start: number; readonly length: number };
}
