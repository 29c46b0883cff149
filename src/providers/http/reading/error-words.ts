import { asText, at, type Json } from '../../../core/text/json.ts';

const places = [
  ['message'],
  ['error', 'message'],
  ['error_description'],
  ['error_msg'],
  ['error_message'],
  ['errorMessage'],
  ['errors', 0, 'message'],
  ['errors', 0, 'detail'],
  ['detail'],
  ['description'],
  ['error'],
  ['title'],
  ['msg'],
  [0, 'message'],
] as const;

/** The error message, if it is in one of the usual places of a body. */
export function usualWords(body: Json): string | undefined {
  for (const place of places) {
    const words = asText(at(body, ...place));
    if (words !== undefined) return withParameters(words, at(body, 'parameters'));
  }
  return undefined;
}

/**
 * Fills `%name` and `%1` in a message from the values in `parameters`. Each value is used once, so
 * the message can't grow larger than the body.
 */
function withParameters(words: string, parameters: Json | undefined): string {
  if (typeof parameters !== 'object' || parameters === null) return words;
  const values = new Map(
    Object.entries(parameters).map(([key, value]) => [
      Array.isArray(parameters) ? String(Number(key) + 1) : key,
      asText(value),
    ]),
  );
  return words.replace(/%(\w+)/g, (placeholder, name: string) => {
    const value = values.get(name) ?? placeholder;
    values.delete(name);
    return value;
  });
}
