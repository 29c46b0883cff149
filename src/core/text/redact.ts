import { escapeStarts, plainAt, type Reading, readingsAt } from './escapes.ts';
import { formsOf, isWeakSecret } from './secret-forms.ts';

/** Knows the active secrets and removes them from any text. */
export interface Redactor {
  /** A secret with fewer than three visible characters is ignored: it looks like ordinary text. */
  add(secret: string): void;
  /** A way to add consecutive tokens: only the last few of them are remembered. */
  tokens(): (token: string) => void;
  /** For one value, never for a finished document. At most `maxLength` long. */
  redact(text: string, maxLength?: number): string;
  /** For a line that may contain our own words. Ignores secrets that are ordinary words. */
  redactLine(text: string): string;
  /** How many forms of secrets are searched for. */
  readonly size: number;
}

const mask = '***';
const mostTokens = 8;
/** So much of a long secret is no coincidence: that part is hidden, as far as it goes. */
const telling = 32;
/** So much of a secret is hidden before an ellipsis, which marks a cut. */
const leastCut = 3;

/**
 * Finds a secret in every spelling that `readingsAt` reads, and in base64. The work is proportional
 * to the length of the text, and doesn't depend on what a secret contains.
 */
export function createRedactor(): Redactor {
  const lasting = new Map<string, readonly Form[]>();
  const passing: Map<string, readonly Form[]>[] = [];
  let finders: Finders | undefined;

  function find(): Finders {
    if (finders) return finders;
    const forms = [lasting, ...passing].flatMap((kept) => [...kept.values()].flat());
    finders = { all: finderOf(forms), strong: finderOf(forms.filter(({ weak }) => !weak)) };
    return finders;
  }

  function keep(kept: Map<string, readonly Form[]>, secret: string): void {
    const forms = kept.get(secret) ?? newForms(secret);
    kept.delete(secret);
    kept.set(secret, forms);
  }

  function newForms(secret: string): readonly Form[] {
    const weak = isWeakSecret(secret);
    finders = undefined;
    return formsOf(secret).map((text) => ({ text, weak }));
  }

  return {
    add: (secret) => keep(lasting, secret),
    tokens() {
      const kept = new Map<string, readonly Form[]>();
      passing.push(kept);
      return (token) => {
        if (lasting.has(token)) return;
        keep(kept, token);
        const [oldest = ''] = kept.keys();
        if (kept.size > mostTokens) kept.delete(oldest);
      };
    },
    redact: (text, maxLength) => redacted(text, find().all, maxLength),
    redactLine: (text) => redacted(text, find().strong),
    get size() {
      return [lasting, ...passing].flatMap((kept) => [...kept.values()].flat()).length;
    },
  };
}

interface Form {
  readonly text: string;
  readonly weak: boolean;
}

interface Finders {
  readonly all: Finder;
  readonly strong: Finder;
}

interface Finder {
  /** Forms by their first character. */
  readonly byStart: ReadonlyMap<string, readonly string[]>;
  /** By code: whether a form can begin with this character, plain or escaped. */
  readonly canStart: readonly boolean[];
}

function finderOf(forms: readonly Form[]): Finder {
  const byStart = new Map<string, string[]>();
  for (const { text } of forms) {
    const start = firstOf(text);
    const known = byStart.get(start);
    if (known) known.push(text);
    else byStart.set(start, [text]);
  }
  const canStart: boolean[] = [];
  for (const start of [...byStart.keys(), ...escapeStarts]) {
    for (const character of start.toLowerCase() + start.toUpperCase()) {
      canStart[character.charCodeAt(0)] = true;
    }
  }
  return { byStart, canStart };
}

function firstOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

function redacted(
  text: string,
  { byStart, canStart }: Finder,
  maxLength = Number.POSITIVE_INFINITY,
): string {
  if (byStart.size === 0) return text.slice(0, maxLength);
  let shown = '';
  let from = 0;
  let at = 0;
  while (at < text.length && shown.length + at - from < maxLength) {
    const code = text.charCodeAt(at);
    const end = code > 127 || canStart[code] ? secretAt(text, at, byStart) : at;
    if (end > at) {
      shown += text.slice(from, at) + mask;
      from = end;
    }
    at = Math.max(end, at + 1);
  }
  return (shown + text.slice(from, at)).slice(0, maxLength);
}

/**
 * The end of the longest secret that begins at the position, or the position itself if none does.
 */
function secretAt(text: string, at: number, byStart: Finder['byStart']): number {
  let end = at;
  const plain = plainAt(text, at);
  const meant = plain === undefined ? readingsAt(text, at).map(({ means }) => means) : [plain];
  for (const means of meant) {
    for (const form of byStart.get(firstOf(means)) ?? [])
      end = Math.max(end, endOf(form, text, at));
  }
  return end;
}

/** Follows a text as far as it spells a form, in every possible reading. */
function endOf(form: string, text: string, start: number): number {
  let same = 0;
  while (same < form.length && plainAt(text, start + same) === form[same]) same += 1;
  // In most places no form begins, and plain characters have only one reading.
  if (same < Math.min(leastCut, form.length) && plainAt(text, start + same)) return start;
  let best = { at: start + same, length: same };
  const seen = new Set<number>();
  const open = [best];
  for (let state = open.pop(); state; state = open.pop()) {
    let { at, length } = state;
    while (length < form.length && at < text.length) {
      const plain = plainAt(text, at);
      if (plain !== undefined) {
        if (plain !== form[length]) break;
        at += 1;
        length += 1;
        continue;
      }
      const steps = readingsAt(text, at).flatMap((reading) => stepOn(form, length, reading) ?? []);
      const [step, ...others] = steps;
      for (const other of others) {
        const key = other.at * (form.length + 1) + other.length;
        if (!seen.has(key)) open.push(other);
        seen.add(key);
      }
      if (step === undefined) break;
      ({ at, length } = step);
    }
    if (length > best.length || (length === best.length && at > best.at)) best = { at, length };
  }
  const { at, length } = best;
  if (length === form.length || length >= telling) return at;
  const [cut] = length < leastCut ? [] : (cutAfter.exec(text.slice(at, at + 16)) ?? []);
  return cut === undefined ? start : at + cut.length;
}

/** `length` of the form has already been read. */
function stepOn(
  form: string,
  length: number,
  { means, next }: Reading,
): { readonly at: number; readonly length: number } | undefined {
  if (form.startsWith(means, length)) return { at: next, length: length + means.length };
  return isSpare(means, form[length - 1]) ? { at: next, length } : undefined;
}

/** Part of an escape that was cut before an ellipsis. */
const cutAfter = /^(?:[%\\&][\w#%\\]{0,11})?(?=\u2026|\.\.\.)/;

/** A blank that the secret doesn't have: one of a run, or put by `plainText` into a command. */
function isSpare(means: string, before: string | undefined): boolean {
  return means === ' ' && (before === ' ' || before === ':' || before === '#');
}
