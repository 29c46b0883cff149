import { spelled } from './spelling/escapes.ts';
import { oneLine } from './text.ts';

/** With fewer visible characters, a secret looks like ordinary text. */
const leastLength = 3;
/** For a part of a longer text in base64. A shorter part could be any word. */
const leastPart = 8;

/**
 * The texts to search for to find a secret, in the form of `spelled`: the secret, and its base64,
 * alone or as part of a longer text. Percent-encoding and other escapes are decoded before, so they
 * are not in the list.
 */
export function formsOf(secret: string): readonly string[] {
  const kept = [secret, oneLine(secret)].filter((text) => !isIgnoredSecret(text));
  if (kept.length === 0) return [];
  const forms = [...kept, ...base64Of(secret)].map(spelled);
  return [...new Set(forms)];
}

/** Whether a secret is too short to be searched for. */
export function isIgnoredSecret(secret: string): boolean {
  return spelled(secret).length < leastLength;
}

function base64Of(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const whole = bytes.toString('base64');
  const parts = [0, 1, 2].map((before) => partOfBase64(bytes, before));
  const standard = [
    whole,
    whole.replaceAll('=', ''),
    ...parts.filter(({ length }) => length >= leastPart),
  ];
  return [...standard, ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** The base64 characters that follow from the secret alone, `before` bytes after a boundary. */
function partOfBase64(secret: Buffer, before: number): string {
  const bits = (before + secret.length) * 8;
  const text = Buffer.concat([Buffer.alloc(before), secret]).toString('base64');
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
}

/** No request header could carry more. */
export const mostSecretBytes = 8 * 1024;

export function isTooLong(secret: string): boolean {
  return Buffer.byteLength(secret) > mostSecretBytes;
}

/**
 * Whether a secret could be an ordinary word or number. importwatch hides it wherever a service
 * repeats it, but not in a line in which importwatch itself may have written that word.
 */
export function isWeakSecret(secret: string): boolean {
  const word = secret.trim();
  return word.length < 8 || (word.length < 16 && /^([A-Za-z\u00B5\u00C0-\uFFFF]+|\d+)$/.test(word));
}
