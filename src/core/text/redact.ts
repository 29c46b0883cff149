import { formsOf, isWeakSecret } from './secret-forms.ts';
import { endOf } from './spelling/end-of-form.ts';
import { escapeStarts, plainAt, readingsAt } from './spelling/escapes.ts';

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

/** Whether a part of a text was a secret, so that the text is no longer what it names. */
export function isRedacted(text: string): boolean {
  return text.includes(mask);
}

const mostTokens = 8;

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
      shown += text.slice(from, at).replace(/\\{1,16}$/, '') + mask;
      from = end;
    }
    at = Math.max(end, at + 1);
  }
  return (shown + text.slice(from, at)).slice(0, maxLength);
}

/** The end of the longest secret that begins at the position, or the position itself. */
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
