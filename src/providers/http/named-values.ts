import type { Flaw } from '../../core/description.ts';
import type { NamedValues } from './api-description.ts';

/** The names that templates can use. */
export function ownNames({ variables = {}, secrets = {} }: NamedValues): readonly string[] {
  return [...Object.keys(variables), ...Object.keys(secrets)];
}

export function namedValueFlaws({ variables = {}, secrets = {} }: NamedValues): readonly Flaw[] {
  const flaw = (key: string, name: string, message: string | undefined): readonly Flaw[] =>
    message === undefined ? [] : [{ path: [key, name], message }];
  return [
    ...Object.keys(variables).flatMap((name) => flaw('variables', name, nameMistake(name))),
    ...Object.keys(secrets).flatMap((name) => {
      const isTwice = Object.hasOwn(variables, name);
      return flaw('secrets', name, isTwice ? 'is the name of a variable, too.' : nameMistake(name));
    }),
  ];
}

function nameMistake(name: string): string | undefined {
  if (!/^[A-Za-z]\w*$/.test(name)) return 'cannot be a name: letters, digits and _ make one.';
  return name === 'id' || name === 'token'
    ? `cannot be a name: {${name}} has a meaning.`
    : undefined;
}
