import type { Target } from '../core/events.ts';
import { plainText } from '../core/text.ts';

/** The command that watches an import again, quoted for a POSIX shell where that is needed. */
export function resumeCommand({ profile, id = '' }: Target): string {
  return `importwatch wait ${quoted(plainText(`${profile}:${id}`))}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
