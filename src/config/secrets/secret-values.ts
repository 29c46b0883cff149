import type { OwnWarning } from '../../core/model/warning.ts';
import type { Key } from '../../core/provider/field.ts';
import type { ProfileEntry } from '../schema/config.ts';
import { textOfData } from './interpolate-data.ts';
import { insertsSecret, leavesOf } from './read-description.ts';
import { isSecretHeader } from './secret.ts';

/**
 * The secrets in a profile, as written, by path below it: `apiKey`, `headers.X-Token`. A text that
 * only inserts one, such as `Bearer {token}`, is none. A `{name}` is replaced by its variable.
 */
export function secretValues({
  provider,
  values,
}: ProfileEntry): readonly (readonly [setting: string, raw: unknown])[] {
  const settings = Object.entries(provider.settings)
    .filter(([key, { secret }]) => secret && values[key] !== undefined)
    .map(([key]) => [key, values[key]] as const);
  const { description } = provider;
  const withVariables = ({ template, data }: Key, raw: unknown) => {
    if (data) return textOfData(raw);
    return template && typeof raw === 'string' && description
      ? description.filled(raw, values).pieces.join('').trim()
      : raw;
  };
  const described = leavesOf(description?.keys ?? {}, values)
    .filter(({ secret, raw }) => secret && !insertsSecret(raw, values, description))
    .map(({ path, key, raw }) => [path.join('.'), withVariables(key, raw)] as const)
    .filter(([, raw]) => raw !== '');
  const headers = Object.entries(values['headers'] ?? {})
    .filter(([name, raw]) => isSecretHeader(name, raw))
    .map(([name, raw]) => [`headers.${name}`, raw] as const);
  const proxy = typeof values['proxy'] === 'object' ? [['proxy', values['proxy']] as const] : [];
  return [...settings, ...described, ...headers, ...proxy];
}

/** At the beginning of the secret, or of its last word, as in `Bearer $NAME` and `jane:$NAME`. */
const shellVariable = /(?:^|[\s:])\$[A-Za-z_]\w*$/;

/** A secret written like a shell variable is probably meant to be one. */
export function secretDoubts(entry: ProfileEntry): readonly OwnWarning[] {
  return secretValues(entry)
    .filter(([, raw]) => typeof raw === 'string' && shellVariable.test(raw))
    .map(([setting]) => ({
      code: 'dollar-secret',
      message: `The ${setting} of profile ${entry.name} contains a $NAME, which importwatch sends as written. To use an environment variable, write \${NAME}.`,
    }));
}
