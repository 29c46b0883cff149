import { readFileSync } from 'node:fs';

/**
 * Whether this process is in the foreground of its terminal. After Ctrl-Z and `bg`, or if a shell
 * started it with `&`, it isn't. On Linux, /proc/self/stat (proc(5)) has the process group, and the
 * group in the foreground. On other systems, only a query to the terminal could find out, so the
 * process counts as in the foreground.
 */
export function isInForeground(read: () => string = readStat): boolean {
  try {
    const stat = read();
    // The name of the program comes first, in parentheses, and may contain anything.
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return foreground === undefined || Number(foreground) <= 0 || foreground === group;
  } catch {
    return true;
  }
}

function readStat(): string {
  return readFileSync('/proc/self/stat', 'utf8');
}
