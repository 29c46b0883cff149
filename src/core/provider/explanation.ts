import type { ImportSnapshot } from '../model/snapshot.ts';
import type { Json } from '../text/json.ts';

/** What a described provider reads from an answer. */
export interface Explanation {
  readonly findings: readonly ExpressionTrace[];
  readonly snapshot?: ImportSnapshot;
  /** Why there is no snapshot: such as `bad-answer`, with the service's own words. */
  readonly problem?: string;
}

/** One part of a snapshot: its expression, and the result for an answer. */
export interface ExpressionTrace {
  readonly key: string;
  readonly expression: string;
  /** Absent if the expression cannot be applied to this answer. */
  readonly value?: Json;
  /** What follows from the value, or why nothing does. */
  readonly remark?: string;
}
