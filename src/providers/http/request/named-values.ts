import type { Flaw } from '../../../core/provider/field.ts';
import type { ApiDescription, NamedValues } from '../api-description.ts';

/** The names of a profile's own that templates can use. */
export function ownNames({ variables = {}, secrets = {} }: NamedValues): readonly string[] {
  return [...Object.keys(variables), ...Object.keys(secrets)];
}

export function namedValueFlaws({
  variables = {},
  secrets = {},
  token,
}: NamedValues & { readonly token: ApiDescription['token'] | undefined }): readonly Flaw[] {
  const taken = token ? ['id', 'token'] : ['id'];
  const flaws = (key: string, mistake: (name: string) => string | undefined, names: object) =>
    Object.keys(names).flatMap((name): readonly Flaw[] => {
      const message = mistake(name);
      return message === undefined ? [] : [{ path: [key, name], message }];
    });
  const mistake = (name: string) => {
    if (!/^[A-Za-z]\w*$/.test(name)) return "isn't a valid name. Use letters, digits and _.";
    return taken.includes(name) ? 'is a reserved name. Choose another one.' : undefined;
  };
  const twice = (name: string) =>
    Object.hasOwn(variables, name) ? 'is also the name of a variable.' : mistake(name);
  return [...flaws('variables', mistake, variables), ...flaws('secrets', twice, secrets)];
}
