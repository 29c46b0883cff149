import type { Sanitize } from '../../model/sanitize.ts';
import type { HttpAnswer } from '../../ports/send.ts';
import { hasSecretKey } from './error-words.ts';

type Body = Pick<HttpAnswer, 'text'>;

const mostWords = 4000;
const bodyWithSecret = 'a body with a credential';

export const emptyBody = 'an empty body';

/** The start of a body that should be JSON. */
export function jsonWords(answer: Body, sanitize: Sanitize): string {
  const words = bodyWords(answer, sanitize);
  if (!/^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[\]{["]|$))/.test(answer.text)) return words;
  if (words === bodyWithSecret) return 'incomplete or invalid JSON with a credential';
  return `incomplete or invalid JSON (${words}${words.endsWith('…') ? '' : '…'})`;
}

/** The start of a body that is not JSON. Of HTML only its title. */
export function bodyWords({ text }: Body, sanitize: Sanitize): string {
  if (hasSecretKey(text.slice(0, mostWords))) return bodyWithSecret;
  if (!/^\s*</.test(text)) return sanitize(text, 120) || emptyBody;
  const tag = /<title[^>]*>/i.exec(text.slice(0, mostWords));
  if (tag === null) return 'a page, not JSON';
  // Finds the end of the title last, because a character of a secret could look like it.
  const title = sanitize(text.slice(tag.index + tag[0].length), 80)
    .replace(/<.*/, '')
    .trim();
  return title === '' ? 'a page, not JSON' : `a page titled "${title}"`;
}
