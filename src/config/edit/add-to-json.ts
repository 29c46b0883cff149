import { parse, stringify } from 'lossless-json';
import type { NewProfile } from './new-profile.ts';

type Mapping = Record<string, unknown>;

/**
 * JSON with one more profile below the keys `root`. Keeps the indentation and the digits of
 * numbers.
 */
export function addToJson(
  text: string,
  { name, values, isDefault }: NewProfile,
  root: readonly string[],
): string {
  const top = (text.trim() === '' ? {} : parse(text)) as Mapping;
  let content = top;
  for (const key of [...root]) content = below(content, key);
  if (isDefault) content['defaultProfile'] = name;
  below(content, 'profiles')[name] = values;
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const written = stringify(top, undefined, indent) ?? '';
  const lines = text === '' || /\n$/.test(text) ? `${written}\n` : written;
  return text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines;
}

function below(content: Mapping, key: string): Mapping {
  const known = content[key];
  const mapping = (typeof known === 'object' && known !== null ? known : {}) as Mapping;
  content[key] = mapping;
  return mapping;
}
