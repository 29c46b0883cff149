import { isPrintableAscii, plainText } from './text.ts';

/** Knows the secrets in force and takes them out of any text. */
export interface Redactor {
  /** A secret that shows less than three characters cannot be told from ordinary text: not kept. */
  add(secret: string): void;
  redact(text: string): string;
}

const mask = '***';
const leastLength = 3;
const unseen = /[\p{Cf}\p{DI}]/gu;

/**
 * Covers a secret as it is and percent-encoded, form-encoded, base64 and JSON-escaped, in any case
 * (a host name is written in lower case) and as plain text writes it; also one that was cut and ends
 * in an ellipsis.
 */
export function createRedactor(): Redactor {
  const forms = new Set<string>();
  let longestFirst: readonly string[] = [];
  let patterns: readonly RegExp[] = [];
  return {
    add(secret) {
      if (seen(secret).trim().length < leastLength || forms.has(secret)) return;
      for (const form of formsOf(secret)) forms.add(form);
      longestFirst = [...forms].sort((a, b) => b.length - a.length);
      patterns = longestFirst.map(patternOf);
    },
    redact(text) {
      const parts = patterns
        .reduce((redacted, pattern) => redacted.replace(pattern, mask), text)
        .split('…');
      const rest = parts.pop() ?? '';
      return [...parts.map((shown) => withoutCut(shown, longestFirst)), rest].join('…');
    },
  };
}

/** Plain text joins blanks, loses what is invisible, and parts what could be a command. */
function patternOf(form: string): RegExp {
  return new RegExp([...form.replace(/\s+/g, ' ')].map(charPattern).join(''), 'gi');
}

function seen(text: string): string {
  return isPrintableAscii(text) ? text : text.replace(unseen, '');
}

function charPattern(char: string): string {
  if (/\s/.test(char)) return '\\s+';
  if (seen(char) === '') return `(?:${char})?`;
  return `${char.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')}${/[:#]/.test(char) ? ' ?' : ''}`;
}

/** Without the beginning of a secret at its end, which a bound on length has left there. */
function withoutCut(shown: string, forms: readonly string[]): string {
  const length = Math.max(...forms.map((form) => cutLength(shown, form)));
  return length < leastLength ? shown : shown.slice(0, -length) + mask;
}

function cutLength(shown: string, form: string): number {
  const [end, start] = [shown.toLowerCase(), form.toLowerCase()];
  for (let length = start.length - 1; length >= leastLength; length--) {
    if (end.endsWith(start.slice(0, length))) return length;
  }
  return 0;
}

function formsOf(secret: string): readonly string[] {
  const percent = encodeURIComponent(Buffer.from(secret).toString());
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    plainText(secret, Number.POSITIVE_INFINITY),
    percent,
    new URLSearchParams({ s: secret }).toString().slice(2),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    JSON.stringify(secret).slice(1, -1),
  ].filter((form) => form.length >= leastLength);
}
