import { ImportwatchError } from '../../../core/model/errors.ts';
import { type Names, namesIn } from './template.ts';

/** `{dag}/{run}`; or of a preset, an expression with named groups, which an id need not match. */
export type IdParts = RegExp | string;

/** What an id says of itself. Throws `usage` for one that has not the form of a text. */
export function partsOf(id: string | undefined, idParts: IdParts | undefined): Names {
  if (id === undefined || idParts === undefined) return {};
  if (typeof idParts === 'string') {
    const parts = matched(id, idParts);
    if (parts) return parts;
    throw new ImportwatchError('usage', `The id "${id}" does not have the form ${idParts}.`, {
      hint: 'The description of this profile says so in idParts.',
    });
  }
  const groups = idParts.exec(id)?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).filter(([, part]) => part !== undefined));
}

/** The names that the parts of an id have. */
export function partNames(idParts: IdParts | undefined): readonly string[] {
  if (idParts === undefined) return [];
  if (typeof idParts === 'string') return namesIn(idParts);
  return [...idParts.source.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name);
}

/** A part ends where the text behind it first occurs; the last one takes the rest. */
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

/** What is wrong with the form of an id: the rest of a sentence. */
export function partsMistake(idParts: string): string | undefined {
  const names = namesIn(idParts);
  const between = idParts.split(/\{\w+\}/).slice(1, -1);
  if (names.length === 0) return 'names no part, as {dag}/{run} does.';
  if (between.includes('')) return 'needs a text between two names.';
  return new Set(names).size < names.length ? 'has a name twice.' : undefined;
}
