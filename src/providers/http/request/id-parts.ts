import { ImportwatchError } from '../../../core/model/errors.ts';
import { type Names, namesIn } from './template.ts';

/**
 * A pattern such as `{dag}/{run}`, which every id must match. For a preset, a regular expression
 * with named groups, which an id needn't match.
 */
export type IdParts = RegExp | string;

/** The named parts of an id. Throws `usage` for an id that doesn't match a pattern. */
export function partsOf(id: string | undefined, idParts: IdParts | undefined): Names {
  if (id === undefined || idParts === undefined) return {};
  if (typeof idParts === 'string') {
    const parts = matched(id, idParts);
    if (parts) return parts;
    throw new ImportwatchError('usage', `The id "${id}" doesn't have the form ${idParts}.`, {
      hint: 'The profile sets this form in idParts.',
    });
  }
  const groups = idParts.exec(id)?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).filter(([, part]) => part !== undefined));
}

/** The names in the form of an id. */
export function partNames(idParts: IdParts | undefined): readonly string[] {
  if (idParts === undefined) return [];
  if (typeof idParts === 'string') return namesIn(idParts);
  return [...idParts.source.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name);
}

/** A part ends where the text behind it first occurs. The last part takes the rest. */
function matched(id: string, pattern: string): Names | undefined {
  const [start = '', ...pieces] = pattern.split(/\{(\w+)\}/);
  if (!id.startsWith(start)) return undefined;
  let rest = id.slice(start.length);
  const parts: Record<string, string> = {};
  for (let index = 0; index < pieces.length; index += 2) {
    const [name = '', behind = ''] = pieces.slice(index, index + 2);
    const isLast = index + 2 >= pieces.length;
    const end = isLast ? rest.length - behind.length : rest.indexOf(behind, 1);
    if (end < 1 || (isLast && !rest.endsWith(behind))) return undefined;
    parts[name] = rest.slice(0, end);
    rest = rest.slice(end + behind.length);
  }
  return parts;
}

/** The mistake in a pattern for ids, as the rest of a sentence. */
export function partsMistake(idParts: string): string | undefined {
  const names = namesIn(idParts);
  const between = idParts.split(/\{\w+\}/).slice(1, -1);
  if (names.length === 0)
    return 'has no names in braces. Use names in braces, such as {dag}/{run}.';
  if (between.includes('')) return 'needs text between two names, as in {dag}/{run}.';
  return new Set(names).size < names.length ? 'uses a name twice.' : undefined;
}
