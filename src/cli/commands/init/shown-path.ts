import { dirname, isAbsolute, join, relative } from 'node:path';
import { plainText } from '../../../core/text/text.ts';
import type { World } from '../../world.ts';

/**
 * A path as a user would write it: from the working directory for what is in it or above, otherwise
 * from the home.
 */
export function shownPath(path: string, { cwd, home }: Pick<World['config'], 'cwd' | 'home'>) {
  const fromHere = relative(cwd, path);
  const isNear = !fromHere.startsWith('..') || !relative(dirname(path), cwd).startsWith('..');
  const fromHome = relative(home, path);
  const isAtHome = !fromHome.startsWith('..') && !isAbsolute(fromHome);
  const shown = isNear ? fromHere : isAtHome ? join('~', fromHome) : path;
  return plainText(shown, 1000);
}
