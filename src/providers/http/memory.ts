import type { Json } from '../../core/text/json.ts';
import { type ConsecutivePolls, createConsecutivePolls } from './reading/consecutive-polls.ts';

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
