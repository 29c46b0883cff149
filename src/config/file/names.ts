/** The environment variable of a setting or option: `someName` → `IMPORTWATCH_SOME_NAME`. */
export function variableName(key: string): string {
  return `IMPORTWATCH_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

/** The option of a setting or wait option on a command line: `someName` → `--some-name`. */
export function flagName(key: string): string {
  return `--${key.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
}

/** The value of an environment variable, as `withoutLineEnd`. An empty one counts as unset. */
export function variable(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return withoutLineEnd(env[name] ?? '') || undefined;
}

/** A value without the line breaks that an editor, a shell or a CI system left at its end. */
export function withoutLineEnd(value: string): string {
  return value.replace(/[\r\n]+$/, '');
}

/** The problem of a profile's name, as the rest of a sentence. */
export const profileName = {
  pattern: /^(?!-)[^\s:"'*/\\\p{C}]+$/u,
  message: `isn't a valid name. A name can't contain spaces, colons, slashes, asterisks or quotes, or begin with "-".`,
};
