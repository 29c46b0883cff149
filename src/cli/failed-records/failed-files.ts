import { ImportwatchError } from '../../core/model/errors.ts';
import type { Target } from '../../core/model/target.ts';
import { plainText } from '../../core/text/text.ts';

interface Wanted {
  readonly target: Target;
  /** A path with `{id}` and `{profile}` replaced by those of the target. */
  readonly failedTo?: string;
}

/**
 * The file of each import, or `undefined` if the import needs none. Throws `usage` if two imports
 * would share a file.
 */
export function failedFiles(wanted: readonly Wanted[]): readonly (string | undefined)[] {
  const taken = new Map<string, Target>();
  return wanted.map(({ target, failedTo }) => {
    if (failedTo === undefined) return undefined;
    const path = filled(failedTo, target);
    const other = taken.get(path);
    taken.set(path, target);
    if (other === undefined) return path;
    const name = other.profile === target.profile ? '{id}' : '{profile}-{id}';
    throw new ImportwatchError(
      'usage',
      `Several imports would write their failed records to the same file, ${plainText(path)}.`,
      { hint: `Put ${name} in the file name: --failed-to failed-${name}.csv` },
    );
  });
}

function filled(path: string, { profile, id = '' }: Target): string {
  return path.replace(/\{(id|profile)\}/g, (_, name) => fileName(name === 'id' ? id : profile));
}

/** Different names for different texts, without anything that leads to another folder. */
function fileName(text: string): string {
  return encodeURIComponent(text)
    .replace(/[*'()!~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/^\.+/, (dots) => '%2E'.repeat(dots.length));
}
