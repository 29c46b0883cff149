import type { Flaw } from '../../core/provider/field.ts';
import { idText, type StartResponse } from '../../core/provider/start-response.ts';
import { evaluate } from './expression/expression.ts';
import { ExpressionMistake } from './expression/expression-mistake.ts';
import { valueIn } from './expression/expressions.ts';
import { parseExpression } from './expression/parse-expression.ts';

/**
 * The ids of the imports that a call started, from its response. `idFrom` gives their place.
 * `undefined` in the list means an element that isn't an id.
 */
export function startIds(
  { body, ...facts }: StartResponse,
  idFrom: string,
): readonly (string | undefined)[] {
  const value = valueIn(evaluate(parseExpression(idFrom), body, facts));
  return Array.isArray(value) ? value.map(idText) : [idText(value)];
}

/** The mistake in an `idFrom` expression. */
export function idFromFlaw(text: string): Flaw | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionMistake)) throw error;
    const { message, start, length } = error;
    return { path: ['idFrom'], message, excerpt: { text, start, length } };
  }
}
