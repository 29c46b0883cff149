import ora from 'ora';
import type { Spinner } from '../../core/ports/prompts.ts';

/** With `discardStdin`, ora would take Ctrl-C away. With `indent`, it leaves the cursor indented. */
export function createSpinner(stream: NodeJS.WriteStream): Spinner {
  const spinner = ora({ stream, discardStdin: false, prefixText: ' ' });
  return {
    show: (text) => spinner.start(text),
    hide: () => spinner.stop(),
  };
}
