import type { ImportSnapshot } from '../model/snapshot.ts';
import type { Json } from '../text/json.ts';
import type { Provider, Setting } from './provider.ts';

/** The structured part of a profile, by which a provider of its own is made. */
export interface Description {
  readonly keys: Readonly<Record<string, Key>>;
  /** Groups of keys of which exactly one is needed. */
  readonly oneOf?: readonly (readonly string[])[];
  /** What is wrong with values whose structure is right. */
  check(values: Structure): Promise<readonly Flaw[]>;
  /** The provider of a profile with these values. */
  provider(values: Structure): Provider;
}

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

/** What a described provider makes of an answer. */
export interface Explanation {
  readonly findings: readonly ExpressionTrace[];
  readonly snapshot?: ImportSnapshot;
  /** Why there is none: such as `bad-answer`, with the words of the service. */
  readonly problem?: string;
}

/** One part of a snapshot: by which expression it was found in an answer, and what that gave. */
export interface ExpressionTrace {
  readonly key: string;
  readonly expression: string;
  /** Absent where the expression cannot be applied to this answer. */
  readonly value?: Json;
  /** What is made of the value, or why nothing is. */
  readonly remark?: string;
}
