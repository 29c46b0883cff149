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
 * and HTML. Readings are independent, so one text may mix and nest escapes. A line break includes
 * the indentation behind it.
 */
export function readingsAt(text: string, at: number): readonly Reading[] {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const itself = { means: meaning(character), next: at + character.length };
  const found = (escapes[character] ?? []).flatMap((readOne) => readOne(text, at) ?? []);
  return [...found, itself].map(({ means, next }) => ({
    means,
    next: means === lineBreak ? endOfBlanks(text, next) : next,
  }));
}

/** The meaning of a line break, which can be a blank or only wrap a long text. */
export const lineBreak = '\n';

function endOfBlanks(text: string, from: number): number {
  return from + (matchAt(/[ \t]{0,200}/y, text, from)?.[0].length ?? 0);
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
  // An address within another one is encoded twice, and so is a page within another one.
  '%': [percentCode('%'), percentCode('%25'), percentCode('%2525'), jsonEscape],
  '\\': [jsonEscape],
  '&': [htmlEntity('&'), htmlEntity('&amp;'), htmlEntity('&amp;amp;'), jsonEscape],
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
  if (/[\n\r\u0085\u2028\u2029]/.test(character)) return lineBreak;
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

/** A backslash, or what became of it in a URL or a page. */
const backslash = String.raw`(?:\\|%(?:25){0,2}5c|&(?:amp;){0,2}#(?:92|x5c);)`;

const jsonCode = new RegExp(
  `${backslash}(?:u(d[89ab][\\da-f]{2})${backslash}{1,8}u(d[c-f][\\da-f]{2})|u([\\da-f]{4})|x([\\da-f]{2})|([bfnrt]))`,
  'iy',
);

/** The escapes that are more than backslashes before a character. */
function jsonEscape(text: string, at: number): Reading | undefined {
  const found = matchAt(jsonCode, text, at);
  if (found === undefined) return undefined;
  const [{ length }, high, low = '', unit, byte, sign = ''] = found;
  const units = high === undefined ? [unit ?? byte] : [high, low];
  const character =
    controls[sign.toLowerCase()] ??
    String.fromCharCode(...units.map((code) => Number.parseInt(code ?? '', 16)));
  return read(character.codePointAt(0) ?? 0, at + length);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
};

function htmlEntity(sign: string): Escape {
  const pattern = new RegExp(
    `${sign}(?:#(\\d{1,7})|#x([\\da-f]{1,6})|(amp|apos|gt|lt|nbsp|quot));`,
    'iy',
  );
  return (text, at) => {
    const found = matchAt(pattern, text, at);
    if (found === undefined) return undefined;
    const [{ length }, decimal, hex, name = ''] = found;
    const codePoint =
      decimal !== undefined
        ? Number(decimal)
        : hex !== undefined
          ? Number.parseInt(hex, 16)
          : (entities[name.toLowerCase()] ?? '').charCodeAt(0);
    return read(codePoint, at + length);
  };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
