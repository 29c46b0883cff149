import { setMaxListeners } from 'node:events';
import { signalCodes } from '../core/model/outcome.ts';
import { Stop } from '../core/ports/abort.ts';

/**
 * The first signal stops the watch in order, with its exit code. A second one ends the
 * process immediately, and if that hangs, a third one does. Without a terminal (`nohup`), SIGHUP
 * doesn't concern the watch: Node.js has reset what `nohup` did, so only a listener survives it.
 */
export function stopOnSignals(atOnce: () => void, hasTerminal: boolean): AbortSignal {
  const controller = new AbortController();
  // Each profile that is being read listens, and Node.js takes more than ten listeners for a leak.
  setMaxListeners(0, controller.signal);
  for (const [signal, exitCode] of Object.entries(signalCodes)) {
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
    for (const signal of Object.keys(signalCodes)) process.removeAllListeners(signal);
  });
  return controller.signal;
}
