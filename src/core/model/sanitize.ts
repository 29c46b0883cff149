import type { Redactor } from '../text/redact.ts';
import { inertText, oneLine, rawLength } from '../text/text.ts';
import { ImportwatchError } from './errors.ts';
import type { ImportSnapshot } from './snapshot.ts';

/** The service's own words in a form that is safe to show, in at most `maxLength` code points. */
export type Sanitize = (raw: string, maxLength: number) => string;

/** Everything from a service or a provider passes through here once: words, snapshots, errors. */
export interface Sanitizer {
  readonly text: Sanitize;
  snapshot(raw: ImportSnapshot): ImportSnapshot;
  /** An error that is safe to throw. The same error if nothing had to be removed. */
  error(thrown: unknown): unknown;
}

/**
 * Redacts the text, makes it plain, and only then shortens it, because the redactor could not
 * recognize the rest of a shortened secret. It redacts again in between, because removing
 * characters can join the parts of a secret.
 */
export function createSanitizer({ redact }: Pick<Redactor, 'redact'>): Sanitizer {
  const sanitize: Sanitize = (raw, maxLength) => {
    const redacted = redact(raw.trimStart(), rawLength(maxLength));
    return inertText(redact(oneLine(redacted)), maxLength);
  };
  return {
    text: sanitize,
    snapshot: (raw) => shownSnapshot(raw, sanitize),
    error: (thrown) => shownError(thrown, sanitize, redact),
  };
}

/** For code that knows no secrets. */
export const plainSanitizer = createSanitizer({
  redact: (text, maxLength) => text.slice(0, maxLength),
});

/** For a text that importwatch compares or follows, and that people do not read. */
const usualLength = 1000;
const lengths: Readonly<Record<string, number>> = {
  vendorState: 80,
  phase: 80,
  name: 120,
  kind: 80,
  message: 500,
  id: 120,
};

function shownSnapshot(raw: ImportSnapshot, sanitize: Sanitize): ImportSnapshot {
  const shown = Object.entries(raw).map(([key, value]) => [
    key,
    typeof value === 'string' && key !== 'state'
      ? sanitize(value, lengths[key] ?? usualLength)
      : value,
  ]);
  const kept = shown.filter(([key, value]) => value !== '' || key === 'vendorState');
  const warnings = raw.warnings?.map(({ code, message }) => ({
    code,
    message: sanitize(message, 500),
  }));
  return { ...(Object.fromEntries(kept) as ImportSnapshot), ...(warnings && { warnings }) };
}

const longestSentence = 2000;
/** An error keeps at most this many causes. */
const mostCauses = 5;

function shownError(
  thrown: unknown,
  sanitize: Sanitize,
  redact: Redactor['redact'],
  causes = mostCauses,
): unknown {
  if (typeof thrown === 'string') return redact(thrown);
  if (!(thrown instanceof Error)) return isClean(thrown, redact) ? thrown : new Error('An error.');
  const { name, message, stack = '', cause } = thrown;
  const shownCause = causes > 0 ? shownError(cause, sanitize, redact, causes - 1) : undefined;
  if (thrown instanceof ImportwatchError) {
    const { code, status, outcome } = thrown;
    // A usage error has our own lines, already laid out.
    const shownText = (text: string) =>
      outcome === 'usage' ? redact(text) : sanitize(text, longestSentence);
    const sentence = shownText(message);
    const hint = thrown.hint && shownText(thrown.hint);
    if (sentence === message && hint === thrown.hint && shownCause === cause) return thrown;
    const shown = new ImportwatchError(code, sentence, { status, hint, cause: shownCause });
    return Object.assign(shown, { stack: redact(stack) });
  }
  const isShowable = shownCause === cause && isClean(thrown, redact);
  if (isShowable) return thrown;
  const shown = new Error(redact(message), shownCause === undefined ? {} : { cause: shownCause });
  return Object.assign(shown, { name: redact(name), stack: redact(stack) });
}

/** Whether it contains no secret. A value that cannot be written as JSON is not clean. */
function isClean(thrown: unknown, redact: Redactor['redact']): boolean {
  let clean = true;
  try {
    JSON.stringify(thrown, (key, value: unknown) => {
      const texts = typeof value === 'string' ? [key, value] : [key];
      clean &&= texts.every((text) => redact(text) === text);
      return value instanceof Error ? allOf(value) : value;
    });
    return clean;
  } catch {
    return false;
  }
}

/** JSON leaves out the very properties in which an error has its text. */
function allOf(error: Error): object {
  const names = Object.getOwnPropertyNames(error) as (keyof Error)[];
  return Object.fromEntries([['name', error.name], ...names.map((name) => [name, error[name]])]);
}
