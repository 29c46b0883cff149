import { variable } from '../file/names.ts';

type Env = Readonly<Record<string, string | undefined>>;

interface Variable {
  readonly name: string;
  readonly fallback?: string | undefined;
}

// `$${` is a literal `${`. A `${` that begins no variable is a mistake. A default ends before the
// next `${`, so that a text with many of them is read only once.
const parts = /\$\$\{|\$\{(?:([A-Za-z_]\w*)(?::-([^}$]*(?:\$(?!\{)[^}$]*)*))?\})?/g;

/** The environment variables in a text with `${NAME}` or `${NAME:-default}`. */
export function variablesIn(text: string): readonly Variable[] {
  return [...text.matchAll(parts)].flatMap(([, name, fallback]) =>
    name === undefined ? [] : [{ name, fallback }],
  );
}

/** Whether a value depends on the environment. */
export function isInterpolated(value: unknown): value is string {
  return typeof value === 'string' && value.includes('${');
}

/** The problem of a `${…}` in a text, if there is one. Doesn't quote it. */
export function interpolationMistake(text: string): string | undefined {
  return [...text.matchAll(parts)].some(([part]) => part === '${')
    ? 'contains "${" that doesn\'t begin a valid ${NAME}. Write ${NAME} or ${NAME:-default}, or $${ for a literal ${.'
    : undefined;
}

/** The mistake of a variable in a text that importwatch uses as written. */
export function literalMistake(text: string): string | undefined {
  return variablesIn(text).length > 0
    ? "can't contain ${NAME}, because importwatch doesn't replace environment variables here."
    : undefined;
}

/**
 * The reason why a value is unavailable, as the rest of a sentence with its path as the subject.
 */
export class Unresolved extends Error {}

export interface Interpolated {
  readonly text: string;
  /** The values from the environment. */
  readonly inserted: readonly string[];
}

/**
 * Throws `Unresolved`. An empty variable counts as unset, as with `:-` in a shell. `written`: how a
 * value looks in this text.
 */
export function interpolate(
  text: string,
  env: Env,
  written: (value: string) => string | undefined = (value) => value,
): Interpolated {
  const inserted: string[] = [];
  const insert = (part: string, name?: string, fallback?: string): string => {
    if (name === undefined) return part === '$${' ? '${' : part;
    const value = variable(env, name);
    if (!value && fallback === undefined) throw new Unresolved(`needs ${notSet(name, env)}.`);
    if (value) inserted.push(value);
    const put = written(value || (fallback ?? ''));
    if (put === undefined) throw new Unresolved(`has \${${name}}, whose value can't be used here.`);
    return put;
  };
  return { text: text.replace(parts, insert), inserted };
}

/** A text that interpolation leaves unchanged. */
export function literally(text: string): string {
  return text.replaceAll('${', () => '$${');
}

/** `the environment variable NAME, which isn't set` */
export function notSet(name: string, env: Env): string {
  return `the environment variable ${name}, which ${env[name] === undefined ? "isn't set" : 'is empty'}`;
}
