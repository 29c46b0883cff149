import { isPrintableAscii, plainText } from '../text/text.ts';
import { ImportwatchError } from './errors.ts';

const around = /^(?:(?!\uFEFF)\s)+|(?:(?!\uFEFF)\s)+$/g;

const names: Readonly<Record<number, string>> = {
  0: 'a null character',
  9: 'a tab',
  10: 'a line feed',
  13: 'a carriage return',
  27: 'an escape character',
  127: 'a delete character',
  133: 'a next-line character',
  160: 'a no-break space',
  173: 'a soft hyphen',
  8203: 'a zero-width space',
  8204: 'a zero-width non-joiner',
  8205: 'a zero-width joiner',
  8206: 'a left-to-right mark',
  8207: 'a right-to-left mark',
  8232: 'a line separator',
  8233: 'a paragraph separator',
  8239: 'a narrow no-break space',
  8288: 'a word joiner',
  65279: 'a byte order mark',
  65533: 'a replacement character',
};

const hints: Readonly<Record<number, string>> = {
  10: 'Pass each id as its own argument, or pipe them to standard input, one per line.',
  27: 'Turn off the colors of the command that prints the id, for example with jq -M.',
  65279: 'Save the file with the id without a byte order mark.',
  65533: 'The id was read in the wrong encoding. Pass it as UTF-8.',
};

/** Like `trim`, which also removes a byte order mark. */
export function trimId(text: string): string {
  return text.replace(around, '');
}

/**
 * The id of an import, or a target, without surrounding white space and line ends. Throws `usage`
 * if it has an invisible character, and names the character. `place` says where the id comes from.
 */
export function cleanId(text: string, place = ''): string {
  const id = trimId(text);
  const found = isPrintableAscii(id) ? null : firstUnseen(id);
  if (found === null) return id;
  const [character] = found;
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const at = [...id.slice(0, found.index)].length + 1;
  const shown = plainText(id, 100);
  const whose = shown === '' ? 'The id' : `"${shown}"`;
  throw new ImportwatchError(
    'usage',
    `${whose}${place} has ${names[point] ?? kindOf(character)} (${code}) at character ${at}.`,
    { hint: hints[point] ?? hintFor(shown) },
  );
}

/** Of white space, only the blank is allowed inside an id. */
function firstUnseen(id: string): RegExpExecArray | null {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{DI}\p{Zl}\p{Zp}\uFFFC\uFFFD\u2800]|(?! )\p{Zs}/u.exec(id);
}

function kindOf(character: string): string {
  if (/\p{Cc}/u.test(character)) return 'a control character';
  if (/\p{Zs}/u.test(character)) return 'an unusual space';
  if (/\p{Cs}/u.test(character)) return 'half a character';
  return /\p{Co}/u.test(character) ? 'a private-use character' : 'an invisible character';
}

function hintFor(shown: string): string {
  const meant = shown === '' ? '' : `Did you mean "${shown}"? `;
  return `${meant}Remove the character from the variable or file with the id.`;
}
