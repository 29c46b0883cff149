import { plainText } from '../../core/text/text.ts';

/** Replaces a word that no quotes can keep whole in every shell of the system. */
export const unquotable = '<as before>';

/** A word in the form that a shell of this platform reads back as the same word. */
export function quoted(word: string, platform: string): string {
  return platform === 'win32' ? forWindows(word) : forPosix(word);
}

/** The command line of importwatch with these words, each quoted if necessary. */
export function commandOf(words: readonly string[], platform: string): string {
  return ['importwatch', ...words].map((word) => quoted(plainText(word), platform)).join(' ');
}

function forPosix(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Both cmd.exe and PowerShell may read the command, and both support double quotes. Within them,
 * cmd.exe replaces `%NAME%`. PowerShell runs `$(…)`, interprets a backtick, and ends at typographic
 * quotes. A word that cannot be quoted for both is not printed, because a service could have chosen
 * the id.
 */
function forWindows(word: string): string {
  if (/^[\w:./\\-]+$/.test(word)) return word;
  if (/["%!$`\u201C-\u201F]/.test(word)) return unquotable;
  // A program reads a backslash before the closing quote as part of the quote.
  return `"${word.replace(/\\+$/, '$&$&')}"`;
}
