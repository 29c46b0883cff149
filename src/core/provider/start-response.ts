import { asText, at, type Json } from '../text/json.ts';
import type { AnswerFacts } from './answer-facts.ts';

/** The response to the call that started an import, as far as it is known. */
export interface StartResponse extends AnswerFacts {
  /** A number that would lose digits is a string. */
  readonly body: Json;
}

/** The value as an id: a text or a number. */
export function idText(json: Json | undefined): string | undefined {
  return typeof json === 'boolean' ? undefined : asText(json);
}

/** The id in a body, without an expression that finds it. */
export function usualId(body: Json): string | undefined {
  return idText(at(body, 'id')) ?? idText(at(body, 'token'));
}
