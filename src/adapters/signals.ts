import { constants } from 'node:os';
import { Stop } from '../core/abort.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The first signal stops the watch in order, with 128 + its number as the exit code; a second one
 * ends the process at once.
 */
export function stopOnSignals(atOnce: () => void): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    const exitCode = 128 + constants.signals[signal];
    process.on(signal, () => {
      if (controller.signal.aborted) {
        atOnce();
        process.exit(exitCode);
      }
      controller.abort(new Stop('interrupted', exitCode));
    });
  }
  return controller.signal;
}
