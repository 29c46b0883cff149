import type { ImportSnapshot } from '../model/snapshot.ts';
import type { Json } from '../text/json.ts';

/** The values that a described provider reads from an answer. */
export interface Explanation {
  readonly findings: readonly ExpressionTrace[];
  readonly snapshot?: ImportSnapshot;
  /** The reason why there is no snapshot, such as `bad-answer`, with the service's own words. */
  readonly problem?: string;
}

/** One part of a snapshot: its expression, and the result for an answer. */
export interface ExpressionTrace {
  readonly key: string;
  readonly expression: string;
  /** Absent if the expression cannot be applied to this answer. */
  readonly value?: Json;
  /** The result of the value, or the reason why there is none. */
  readonly remark?: string;
}
