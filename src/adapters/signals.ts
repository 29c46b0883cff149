import { setMaxListeners } from 'node:events';
import { Stop } from '../core/ports/abort.ts';

/** Their numbers are the same everywhere. */
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * The first signal stops the watch in order, with exit code 128 + its number. A second one ends the
 * process immediately, and if that hangs, a third one does. Without a terminal (`nohup`), SIGHUP
 * doesn't concern the watch: Node.js has reset what `nohup` did, so only a listener survives it.
 */
export function stopOnSignals(atOnce: () => void, hasTerminal: boolean): AbortSignal {
  const controller = new AbortController();
  // Each import listens, and Node.js takes more than ten listeners for a leak.
  setMaxListeners(0, controller.signal);
  for (const [signal, number] of Object.entries(signals)) {
    const exitCode = 128 + number;
    process.on(signal, () => {
      if (signal === 'SIGHUP' && !hasTerminal) return;
      if (controller.signal.aborted) {
        atOnce();
        process.exit(exitCode);
      }
      controller.abort(new Stop('interrupted', exitCode));
    });
  }
  // The end of a process waits for its threads, such as one that reads a pipe without a writer.
  process.once('exit', () => {
    for (const signal of Object.keys(signals)) process.removeAllListeners(signal);
  });
  return controller.signal;
}
