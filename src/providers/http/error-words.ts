import { asText, at, type Json } from '../../core/json.ts';

const places = [
  ['message'],
  ['error', 'message'],
  ['error_description'],
  ['errors', 0, 'message'],
  ['errors', 0, 'detail'],
  ['detail'],
  ['description'],
  ['error'],
  ['title'],
  [0, 'message'],
] as const;

/** The words of an error where they usually stand in a body. */
export function usualWords(body: Json): string | undefined {
  for (const place of places) {
    const words = asText(at(body, ...place));
    if (words !== undefined) return words;
  }
  return undefined;
}
