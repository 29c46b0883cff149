/**
 * Text from a service is data. The result is one line without control characters, escape sequences,
 * bidirectional or invisible characters. It is at most `maxLength` code points long, and inert to
 * CI systems that read commands from a log.
 */
export function plainText(text: string, maxLength = 500): string {
  return inertText(oneLine(text.slice(0, rawLength(maxLength))), maxLength);
}

/** How much raw text is read for `maxLength` code points of plain text. */
export function rawLength(maxLength: number): number {
  return maxLength * 8;
}

/** One line without control characters, escape sequences and invisible characters. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** A line from which CI systems read no command, at most `maxLength` code points long. */
export function inertText(line: string, maxLength: number): string {
  return shorten(disarm(line), maxLength);
}

/** The same with its blanks kept: for a line that was laid out. */
export function inertLine(text: string): string {
  return disarm(clean(text.slice(0, 4000)));
}

/** Whole lines without what could act in a terminal or in the log of a CI system. */
export function inertLines(text: string): string {
  const made = (line: string) => disarm(clean(line.replace(/\r$/, '')));
  return text.split('\n').map(made).join('\n');
}

/** At most `maxLength` code points. An ellipsis marks the cut. */
export function shorten(text: string, maxLength: number): string {
  const points = [...text];
  return points.length > maxLength ? `${points.slice(0, maxLength - 1).join('')}…` : text;
}

/** True for most text. It avoids Unicode classes, which take long to compile. */
export function isPrintableAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function clean(text: string): string {
  if (isPrintableAscii(text)) return text;
  return text
    .replace(escapeSequences, '')
    .replace(/[\t-\r\u0085\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\p{Cf}\p{Co}\p{DI}]/gu, '');
}

// CSI, then OSC/DCS/APC/PM/SOS with a terminated payload, then two-character escapes
// (ECMA-48, 7 and 8 bit).
const escapeSequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)|\u001B[ -/]*[0-~]/g;

/**
 * Breaks up what a CI runner would read as a command: GitHub `::name …::` and `##[name]`, Azure
 * `##vso[`, TeamCity `##teamcity[`. A `::` at the start could pair with one in the text that
 * follows.
 */
function disarm(text: string): string {
  return text
    .replace(/^:{2,}|:{2,}(?=.*::)/g, (colons) => [...colons].join(' '))
    .replace(/##(?=\w*\[)/g, '# #');
}
