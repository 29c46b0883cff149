import type { Json } from '../text/json.ts';
import type { AnswerFacts } from './answer-facts.ts';

/** The response of the call that started an import, as far as it is known. */
export interface StartResponse extends AnswerFacts {
  /** A number that would lose digits is a string. */
  readonly body: Json;
}
