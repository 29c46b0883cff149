import type { Json } from '../../core/text/json.ts';
import { type ConsecutivePolls, createConsecutivePolls } from './reading/consecutive-polls.ts';

/** What a connection remembers of its imports; one that replaces it takes it over. */
export interface Memory {
  readonly done: ConsecutivePolls;
  readonly gone: ConsecutivePolls;
  /** Imports that an answer knew. */
  readonly found: Set<string>;
  /** What each `first()` gave for the first answer, by import. */
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
