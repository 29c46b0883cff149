import type { ImportSnapshot } from '../model/snapshot.ts';
import type { Json } from '../text/json.ts';

/** What a described provider makes of an answer. */
export interface Explanation {
  readonly findings: readonly ExpressionTrace[];
  readonly snapshot?: ImportSnapshot;
  /** Why there is none: such as `bad-answer`, with the words of the service. */
  readonly problem?: string;
}

/** One part of a snapshot: by which expression it was found in an answer, and what that gave. */
export interface ExpressionTrace {
  readonly key: string;
  readonly expression: string;
  /** Absent where the expression cannot be applied to this answer. */
  readonly value?: Json;
  /** What is made of the value, or why nothing is. */
  readonly remark?: string;
}
