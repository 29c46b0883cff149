import type { OwnWarning } from '../../core/model/warning.ts';
import type { ProfileEntry } from '../schema/config.ts';
import { secretValues } from './secret-values.ts';

/** A secret written like a shell variable is probably meant to be one. */
export function secretDoubts(entry: ProfileEntry): readonly OwnWarning[] {
  return secretValues(entry)
    .filter(([, raw]) => typeof raw === 'string' && /^\$[A-Za-z_]\w*$/.test(raw))
    .map(([setting]) => ({
      code: 'dollar-secret',
      message: `${setting} of ${entry.name} begins with $ and is taken as it is; to mean an environment variable, write it as \${NAME}.`,
    }));
}
