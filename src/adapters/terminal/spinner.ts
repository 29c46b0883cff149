import ora from 'ora';
import type { Spinner } from '../../core/ports/prompts.ts';
import { assumeSize } from './assume-size.ts';
import { watchExits } from './exits.ts';
import { isInForeground } from './foreground.ts';

/**
 * It paints only while `inForeground`, and gives the cursor back while the process is suspended.
 * With `discardStdin`, ora would take Ctrl-C away. With `indent`, it leaves the cursor indented.
 */
export function createSpinner(
  stream: NodeJS.WriteStream,
  inForeground: () => boolean = isInForeground,
): Spinner {
  assumeSize(stream);
  const spinner = ora({ stream, discardStdin: false, prefixText: ' ' });
  const leave = () => {
    if (spinner.isSpinning) spinner.stop();
  };
  const paint = () => {
    if (inForeground()) spinner.start();
    else leave();
  };
  let forgetExits = () => {};
  const hide = () => {
    forgetExits();
    leave();
  };
  return {
    show(text) {
      hide();
      spinner.text = text;
      forgetExits = watchExits({ leave, comeBack: paint });
      paint();
    },
    hide,
  };
}
