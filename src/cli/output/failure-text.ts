import { ImportwatchError } from '../../core/model/errors.ts';
import { inertLine } from '../../core/text/text.ts';
import { wrapSentence } from '../../render/text/wrap.ts';

/**
 * What failed and what to do next, for stderr. The stack of a bug only if `verbose`. Text from
 * files, names and services cannot affect a terminal. `columns` is its width, if there is one.
 */
export function failureText(error: unknown, verbose: boolean, columns?: number): string {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const known = error instanceof ImportwatchError;
  const isBug = !known || error.code === 'bug';
  const hint = known ? error.hint : 'Run it again with -v and report what it prints.';
  const said = [
    ...`importwatch: ${known ? '' : 'a bug: '}${message}`.split('\n').map(inertLine),
    ...(hint === undefined ? [] : [`  ${inertLine(hint)}`]),
  ];
  const lines = [
    ...said.flatMap((line) => wrapSentence(line, columns)),
    ...(verbose && isBug ? stack.split('\n').map((line) => `    ${inertLine(line)}`) : []),
  ];
  return `${lines.join('\n')}\n`;
}
