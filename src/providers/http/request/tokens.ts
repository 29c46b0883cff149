import { tokenize } from '@jmespath-community/jmespath';
import { answerFunctions } from '../expression/answer-functions.ts';
import { ExpressionMistake } from '../expression/expression-mistake.ts';

export type Token = ReturnType<typeof tokenize>[number];

/** The tokens of an expression. Throws an `ExpressionMistake` at the first invalid one. */
export function tokensOf(text: string): readonly Token[] {
  for (let length = text.length; length >= 0; length--) {
    const tokens = tokensOrNone(text.slice(0, length));
    if (tokens === undefined) continue;
    if (length < text.length) throw unreadable(text, length);
    const { start = 0, type } = tokens.at(-1) ?? {};
    if (type === 'Literal' && !isClosed(text.slice(start).trimEnd())) throw unclosed(text, start);
    return tokens;
  }
  return [];
}

/** The library accepts the end of the text as the end of a literal. */
function isClosed(literal: string): boolean {
  const quote = literal[0] ?? '';
  return literal.length > 1 && literal.endsWith(quote) && !literal.endsWith(`\\${quote}`);
}

function unclosed(text: string, start: number): ExpressionMistake {
  const { length } = text.slice(start).trimEnd();
  return new ExpressionMistake('has an unclosed quote.', start, length);
}

function tokensOrNone(text: string): readonly Token[] | undefined {
  try {
    return tokenize(text);
  } catch {
    return undefined;
  }
}

function unreadable(text: string, start: number): ExpressionMistake {
  if (text[start] === '"') return unclosed(text, start);
  if (text[start] !== '`') {
    return new ExpressionMistake('has a character that needs quotes: "like this".', start, 1);
  }
  const message = "has a literal that is invalid JSON. Write text as 'text'.";
  return new ExpressionMistake(message, start, text.slice(start).trimEnd().length);
}

/**
 * The mistake in a token that the grammar allows: importwatch doesn't support it, or it doesn't
 * mean what it seems to.
 */
export function tokenMistake(
  { type, value, start }: Token,
  previous: Token | undefined,
  [next, afterNext, afterThat]: readonly Token[],
): string | undefined {
  if (type === 'Root' || type === 'Variable') return "uses variables, which aren't supported.";
  if (type === 'Minus' && joins(previous, start, next)) {
    return `uses subtraction, which expressions don't support. A key with a hyphen needs quotes: "${previous?.value}-${next?.value}".`;
  }
  if (type !== 'UnquotedIdentifier' || next?.type !== 'Lparen') return undefined;
  if (!functions.has(String(value))) return `uses ${value}(), which isn't a supported function.`;
  if (value === 'join' && !(afterNext?.type === 'Literal' && afterThat?.type === 'Comma')) {
    return "needs a literal separator for join: join(', ', list).";
  }
  return undefined;
}

/**
 * Functions whose work and result are no larger than their input. Functions that pad, replace, zip
 * or group could make a lot of a small answer, and no description needs them.
 */
const functions: ReadonlySet<string> = new Set([
  ...Object.keys(answerFunctions),
  ...`abs avg ceil contains ends_with first floor items join keys length lower map max max_by merge
  min min_by not_null reverse sort sort_by split starts_with sum to_array to_number to_string trim
  type upper values`.split(/\s+/),
]);

function joins(previous: Token | undefined, start: number, next: Token | undefined): boolean {
  const names = [previous, next].every((token) => token?.type === 'UnquotedIdentifier');
  const length = String(previous?.value).length;
  return names && previous?.start === start - length && next?.start === start + 1;
}
