/** The environment variable of a setting or option: `someName` → `IMPORTWATCH_SOME_NAME`. */
export function variableName(key: string): string {
  return `IMPORTWATCH_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

/** The value of an environment variable; an empty one counts as unset. */
export function variable(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return env[name] === '' ? undefined : env[name];
}
