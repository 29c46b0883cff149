/** Knows the secrets in force and takes them out of any text. */
export interface Redactor {
  /** A secret shorter than three characters cannot be told from ordinary text and is not kept. */
  add(secret: string): void;
  redact(text: string): string;
}

const mask = '***';
const leastLength = 3;

/** Covers a secret as it is and percent-encoded, form-encoded, base64 and JSON-escaped. */
export function createRedactor(): Redactor {
  const forms = new Set<string>();
  let longestFirst: readonly string[] = [];
  return {
    add(secret) {
      if (secret.length < leastLength || forms.has(secret)) return;
      for (const form of formsOf(secret)) forms.add(form);
      longestFirst = [...forms].sort((a, b) => b.length - a.length);
    },
    redact(text) {
      return longestFirst.reduce((redacted, form) => redacted.replaceAll(form, mask), text);
    },
  };
}

function formsOf(secret: string): readonly string[] {
  const percent = encodeURIComponent(Buffer.from(secret).toString());
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams({ s: secret }).toString().slice(2),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    JSON.stringify(secret).slice(1, -1),
  ].filter((form) => form.length >= leastLength);
}
