import { closeSync, openSync } from 'node:fs';
import { ImportwatchError } from '../core/model/errors.ts';

/** The error for too many open files, however deep it is nested. Otherwise `undefined`. */
export function tooManyFiles(error: unknown): ImportwatchError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  return limitError(code) ?? tooManyFiles(cause);
}

/** The same, by the code of a system error. */
export function limitError(code: string): ImportwatchError | undefined {
  const [reason, hint] = limits[code] ?? [];
  if (reason === undefined) return undefined;
  return new ImportwatchError('too-many-files', `Too many open files (${code}): ${reason}.`, {
    hint,
  });
}

/** The same error if no file can be opened now: a failed DNS lookup doesn't say so. */
export function cannotOpenAny(): ImportwatchError | undefined {
  try {
    closeSync(openSync(process.execPath, 'r'));
    return undefined;
  } catch (error) {
    return tooManyFiles(error);
  }
}

const limits: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EMFILE: [
    'the limit of this process is reached',
    'Raise the limit, for example with "ulimit -n 1024", or watch fewer imports at a time.',
  ],
  ENFILE: [
    'the limit of this machine is reached',
    'Close other programs, or raise the limit of the system (fs.file-max on Linux).',
  ],
};
