import { plainText } from '../core/text/text.ts';

/** A sentence about a file. `problem` is the rest of a sentence about it, `what` what it is. */
export function cannotWrite(path: string, problem: string, what = ''): string {
  return `Can't write ${what}${plainText(path)}: it ${problem}.`;
}
