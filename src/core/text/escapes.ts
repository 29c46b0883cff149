/** One way to read a text at a position: the characters it encodes, and where the rest begins. */
export interface Reading {
  /** In the form of `spelled`. Empty for invisible characters. */
  readonly means: string;
  readonly next: number;
}

/**
 * The form in which a secret and a text are compared: without case, without invisible characters,
 * and with one blank for any run of blanks.
 */
export function spelled(text: string): string {
  return folded(text).replace(/\s+/g, ' ').trim();
}

/**
 * Every reading of a text at a position: the character itself, and the escapes of URLs, forms, JSON
 * and HTML. Readings are independent, so one text may mix escapes.
 */
export function readingsAt(text: string, at: number): readonly Reading[] {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const itself = { means: meaning(character), next: at + character.length };
  const found = (escapes[character] ?? []).flatMap((readOne) => readOne(text, at) ?? []);
  return [...found, itself];
}

/** The characters that an escape begins with. */
export const escapeStarts = '%+&\\';

/** The characters at a position that can be read in only one way, like most. */
export function plainAt(text: string, at: number): string | undefined {
  return plain[text.charCodeAt(at)];
}

const plain = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)).map((sign) =>
  /[!-~]/.test(sign) && !escapeStarts.includes(sign) ? sign.toLowerCase() : undefined,
);

type Escape = (text: string, at: number) => Reading | undefined;

const escapes: Readonly<Record<string, readonly Escape[]>> = {
  '+': [(_text, at) => ({ means: ' ', next: at + 1 })],
  // An address within another one is encoded twice.
  '%': [percentCode('%'), percentCode('%25')],
  '\\': [jsonEscape],
  '&': [htmlEntity],
};

/** Character by character: in Greek, the lower case of one depends on the next. */
function folded(text: string): string {
  // The second range is what importwatch draws with: signs without case, all of them visible.
  if (/^[ -~\u2500-\u27BF]*$/.test(text)) return text.toLowerCase();
  const seen = text.replace(/[\p{Cf}\p{Cs}\p{Co}\p{DI}]/gu, '');
  return Array.from(seen, (character) => character.toLowerCase().toUpperCase().toLowerCase()).join(
    '',
  );
}

function meaning(character: string): string {
  return /\s/.test(character) ? ' ' : folded(character);
}

function read(codePoint: number, next: number): Reading | undefined {
  return codePoint <= 0x10ffff
    ? { means: meaning(String.fromCodePoint(codePoint)), next }
    : undefined;
}

/** One character in UTF-8: one to four bytes, each behind `sign`. */
function percentCode(sign: string): Escape {
  const pattern = new RegExp(`(?:${sign}[\\da-f]{2}){1,4}`, 'iy');
  return (text, at) => {
    const bytes = matchAt(pattern, text, at)?.[0].split(sign).slice(1) ?? [];
    const first = Number.parseInt(bytes[0] ?? '', 16);
    const count = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (bytes.length < count) return undefined;
    try {
      const [character = ''] = decodeURIComponent(`%${bytes.slice(0, count).join('%')}`);
      return read(character.codePointAt(0) ?? 0, at + count * (sign.length + 2));
    } catch {
      return undefined;
    }
  };
}

const controls: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function jsonEscape(text: string, at: number): Reading | undefined {
  const [units] =
    matchAt(/\\u(?:d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|[\da-f]{4})/iy, text, at) ?? [];
  if (units !== undefined) {
    const codes = units.split('\\u').slice(1);
    const character = String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16)));
    return read(character.codePointAt(0) ?? 0, at + units.length);
  }
  const [, sign] = matchAt(/\\(["'\\/bfnrt])/y, text, at) ?? [];
  if (sign === undefined) return undefined;
  return read((controls[sign] ?? sign).codePointAt(0) ?? 0, at + 2);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
};

function htmlEntity(text: string, at: number): Reading | undefined {
  const found = matchAt(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|apos|gt|lt|nbsp|quot));/iy, text, at);
  if (found === undefined) return undefined;
  const [{ length }, decimal, hex, name = ''] = found;
  const codePoint =
    decimal !== undefined
      ? Number(decimal)
      : hex !== undefined
        ? Number.parseInt(hex, 16)
        : (entities[name.toLowerCase()] ?? '').charCodeAt(0);
  return read(codePoint, at + length);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
