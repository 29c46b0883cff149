import { resolve } from 'node:path';
import { flagName } from '../../../config/file/names.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { either } from '../../../core/text/either.ts';
import { plainText } from '../../../core/text/text.ts';

/** Throws `usage` if another option has the same file, because one of the two would be lost. */
export type ClaimFile = (key: string, path: string) => void;

/** The files that options name. Several can share a device, a descriptor or stdout. */
export function createDistinctFiles(cwd: string): ClaimFile {
  const taken = new Map<string, Set<string>>();
  return (key, path) => {
    const place = resolve(cwd, path);
    if (path === '-' || /^\/(?:dev|proc)\//.test(place)) return;
    const keys = (taken.get(place) ?? new Set()).add(key);
    taken.set(place, keys);
    if (keys.size === 1) return;
    const both = either([...keys].map(flagName), 'and');
    throw new ImportwatchError('usage', `${both} have the same file, ${plainText(path)}.`, {
      hint: 'Give each a file of its own.',
    });
  };
}
