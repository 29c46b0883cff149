import { noFolder } from '../core/ports/files.ts';
import { plainText } from '../core/text/text.ts';

/** A sentence about a file. `problem` is the rest of a sentence about it, `what` what it is. */
export function cannotWrite(path: string, problem: string, what = ''): string {
  const why = problem === noFolder ? "its folder doesn't exist" : `it ${problem}`;
  return `Can't write ${what}${plainText(path)}: ${why}.`;
}
