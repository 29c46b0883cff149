import type { Node, Pair, Scalar } from 'yaml';

/** No part of a configuration is nested deeper. */
export const mostDepth = 20;

const limits = { nodes: 10_000, characters: 64 * 1024 };

interface Problem {
  readonly path: readonly string[];
  readonly message: string;
  readonly offset: number;
}

export interface PlainData {
  /**
   * Mappings without a prototype, and lists where there may be any, of text, numbers and booleans. Null values and problems are
   * undefined. A number that JavaScript would print differently is text, as written.
   */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Offset of the last key of a path, or of its nearest existing part. */
  offsetOf(path: readonly string[]): number;
}

/** The data below the keys `root` of a YAML node. Anchors, aliases and `<<` work, within limits. */
export function plainData(
  yaml: typeof import('yaml'),
  top: unknown,
  root: readonly string[],
): PlainData {
  const problems: Problem[] = [];
  const offsets = new WeakMap<object, Map<string, number>>();
  const anchors = new Map<string, Node>();
  let nodes = 0;

  /** The target of an alias. A node with an anchor is kept for later aliases. */
  function meant(given: unknown): unknown {
    const node = yaml.isAlias(given) ? anchors.get(given.source) : given;
    if (yaml.isScalar(node) || yaml.isCollection(node)) {
      if (node.anchor) anchors.set(node.anchor, node);
    }
    return node;
  }

  /** `offset` is used for a node that has none. */
  function convert(given: unknown, path: readonly string[], outer: number): unknown {
    const offset = offsetIn(given) ?? outer;
    if (++nodes > limits.nodes || path.length > mostDepth) {
      nodes = Number.POSITIVE_INFINITY;
      if (problems.at(-1)?.message !== tooMuch)
        problems.push({ path: [], message: tooMuch, offset });
      return undefined;
    }
    const node = meant(given);
    if (yaml.isScalar(node)) {
      const value = plainScalar(node);
      if (!isTooLong(value)) return value;
      problems.push({ path, message: tooLong, offset });
      return undefined;
    }
    if (yaml.isMap(node)) return mapping(node.items, path, offset);
    if (yaml.isSeq(node) && mayHoldLists(path)) return list(node.items, path, offset);
    const message = yaml.isSeq(node)
      ? "can't be a list."
      : "refers to an anchor that isn't defined above.";
    if (yaml.isNode(given)) problems.push({ path, message, offset: outer });
    return undefined;
  }

  function list(items: readonly unknown[], path: readonly string[], outer: number): object {
    const places = new Map<string, number>();
    const result = items.map((item, index) => {
      const key = String(index);
      places.set(key, offsetIn(item) ?? outer);
      return convert(item, [...path, key], outer);
    });
    offsets.set(result, places);
    return result;
  }

  function mapping(items: readonly Pair[], path: readonly string[], outer: number): object {
    const result: Record<string, unknown> = Object.create(null);
    const places = new Map<string, number>();
    offsets.set(result, places);
    const merged: object[] = [];
    for (const item of items) {
      const offset = offsetIn(item.key) ?? outer;
      const key = String(yaml.isScalar(item.key) ? (plainScalar(item.key) ?? '') : '');
      const problem = places.has(key) ? 'appears twice.' : keyProblem(key);
      if (key === '<<') merged.push(...mergedBy(item.value, [...path, key], offset));
      else if (problem) problems.push({ path: [...path, key], message: problem, offset });
      else {
        places.set(key, offset);
        result[key] = convert(item.value, [...path, key], offset);
      }
    }
    for (const base of merged) {
      for (const [key, value] of Object.entries(base)) {
        if (places.has(key)) continue;
        places.set(key, offsets.get(base)?.get(key) ?? outer);
        result[key] = value;
      }
    }
    return result;
  }

  /** One mapping, or several. The first one has priority. */
  function mergedBy(given: unknown, path: readonly string[], outer: number): readonly object[] {
    const node = meant(given);
    return (yaml.isSeq(node) ? node.items : [given]).flatMap((item) => {
      const before = problems.length;
      const base = convert(item, path, outer);
      if (typeof base === 'object' && base !== null) return [base];
      if (problems.length === before) {
        const message = 'needs a mapping, or a list of mappings.';
        problems.push({ path, message, offset: offsetIn(item) ?? outer });
      }
      return [];
    });
  }

  let node = top;
  for (const key of root) node = yaml.isMap(node) ? node.get(key, true) : undefined;
  const value = convert(node, [], 0);
  return { value, problems, offsetOf: (path) => follow(value, path, offsets) };
}

/** Below these keys of a profile. Their schema defines their content. */
function mayHoldLists([top, , ...below]: readonly string[]): boolean {
  return top === 'profiles' && below.some((key) => key === 'answers' || key === 'body');
}

const tooMuch = 'The file is nested too deeply, or uses its aliases too often.';

const tooLong = `is longer than ${limits.characters} characters.`;

function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > limits.characters;
}

/** The problem of a key, as the rest of a sentence about it. */
export function keyProblem(key: string): string | undefined {
  if (key === '') return 'A key must be text.';
  if (isTooLong(key)) return tooLong;
  return ['__proto__', 'constructor', 'prototype'].includes(key)
    ? "isn't allowed as a key."
    : undefined;
}

function offsetIn(node: unknown): number | undefined {
  return (node as Partial<Node> | null | undefined)?.range?.[0];
}

function plainScalar({ value, source }: Scalar): unknown {
  if (value === null) return undefined;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && String(value) === source ? value : (source ?? String(value));
}

function follow(
  top: unknown,
  path: readonly string[],
  offsets: WeakMap<object, Map<string, number>>,
): number {
  let offset = 0;
  let value = top;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) break;
    offset = offsets.get(value)?.get(key) ?? offset;
    value = (value as Record<string, unknown>)[key];
  }
  return offset;
}
