/** Stands for a word that no quotes keep whole in every shell of the system. */
export const unquotable = '<as before>';

/** A word as a shell of this platform reads it back. */
export function quoted(word: string, platform: string): string {
  return platform === 'win32' ? forWindows(word) : forPosix(word);
}

function forPosix(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Both cmd.exe and PowerShell may read it, and both know double quotes. Within them, cmd.exe replaces
 * `%NAME%`, and PowerShell runs `$(…)`, knows a backtick and ends at typographic quotes. What cannot
 * be quoted for both is not printed: a service could have chosen the id.
 */
function forWindows(word: string): string {
  if (/^[\w:./\\-]+$/.test(word)) return word;
  if (/["%!$`\u201C-\u201F]/.test(word)) return unquotable;
  // A program takes a backslash before the closing quote for part of it.
  return `"${word.replace(/\\+$/, '$&$&')}"`;
}
