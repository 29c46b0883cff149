import type { Json } from '../../core/text/json.ts';

/**
 * What a connection remembers about its imports. A connection that replaces it inherits the memory.
 */
export interface Memory {
  readonly done: ConsecutivePolls;
  readonly gone: ConsecutivePolls;
  /** Imports that an earlier answer knew. */
  readonly found: Set<string>;
  /** The value of each `first()` for the first answer, by import. */
  readonly firsts: Map<string, readonly Json[]>;
}

export function newMemory(): Memory {
  return {
    done: createConsecutivePolls(),
    gone: createConsecutivePolls(),
    found: new Set(),
    firsts: new Map(),
  };
}

/** For how many polls in a row something has been true, by import. */
export interface ConsecutivePolls {
  /** With one more poll; gives the number of them in a row, this one included. */
  next(id: string, isTrue: boolean): number;
}

export function createConsecutivePolls(): ConsecutivePolls {
  const counts = new Map<string, number>();
  return {
    next(id, isTrue) {
      const count = isTrue ? (counts.get(id) ?? 0) + 1 : 0;
      counts.set(id, count);
      return count;
    },
  };
}
