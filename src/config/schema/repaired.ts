import type { Key } from '../../core/provider/field.ts';
import { isUnknownKey, type Mistake } from '../file/mistake.ts';
import { nearest } from '../file/nearest.ts';

type Path = readonly string[];
type Keys = Readonly<Record<string, Key>>;
type Values = Readonly<Record<string, unknown>>;

/** Values in which the mistakes of structure are gone, so that the rest can be checked. */
export interface Repaired {
  readonly values: Values;
  /** Where a value is lacking or made up. What is wrong there, above or below says nothing. */
  readonly madeUp: readonly Path[];
  /** A whole part is lacking, so what depends on another part can look wrong. */
  readonly isPartial: boolean;
}

/** `mistakes`: of the structure of these values. */
export function repaired(keys: Keys, values: Values, mistakes: readonly Mistake[]): Repaired {
  const copy = structuredClone(values);
  const madeUp: Path[] = [];
  let isPartial = false;
  for (const mistake of mistakes) {
    const { path } = mistake;
    if (isUnknownKey(mistake)) {
      madeUp.push(path);
      isPartial = true;
      continue;
    }
    const place = placeOf(keys, path);
    if (place === undefined) continue;
    const { key, at } = place;
    const raw = valueAt(copy, at);
    if (isMapping(key) && isObject(raw)) continue;
    const meant = isObject(raw) ? undefined : nearest(String(raw), key.choices ?? []);
    put(copy, at, meant ?? standIn(key));
    if (meant === undefined) madeUp.push(at);
    isPartial ||= isMapping(key) && raw !== undefined;
  }
  return { values: copy, madeUp, isPartial };
}

/** The key that describes the value at a path, or the text or list that the path leads into. */
function placeOf(keys: Keys, path: Path): { readonly key: Key; readonly at: Path } | undefined {
  let key: Key | undefined;
  for (const [depth, name] of path.entries()) {
    if (key && !isMapping(key)) return { key, at: path.slice(0, depth) };
    const known: Keys | undefined = key ? key.keys : keys;
    key = known ? (Object.hasOwn(known, name) ? known[name] : undefined) : key?.names;
    if (key === undefined) return undefined;
  }
  return key && { key, at: path };
}

function isMapping({ keys, names }: Key): boolean {
  return (keys ?? names) !== undefined;
}

/** The least value with the right structure. `undefined`: none, which is right if it is optional. */
function standIn(key: Key): unknown {
  if (key.keys) {
    const required = Object.entries(key.keys).filter(([, { required }]) => required);
    return Object.fromEntries(required.map(([name, below]) => [name, standIn(below)]));
  }
  if (key.names) return {};
  if (key.list || key.data) return undefined;
  return key.choices?.[0] ?? key.example ?? '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function valueAt(values: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), values);
}

function put(values: unknown, path: Path, value: unknown): void {
  const parent = valueAt(values, path.slice(0, -1));
  if (isObject(parent)) parent[path.at(-1) as string] = value;
}
