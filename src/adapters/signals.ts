import { Stop } from '../core/ports/abort.ts';

/** With their numbers, which are the same everywhere. */
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * The first signal stops the watch in order, with 128 + its number as the exit code; a second one
 * ends the process at once, and if that hangs a third one does.
 */
export function stopOnSignals(atOnce: () => void): AbortSignal {
  const controller = new AbortController();
  for (const [signal, number] of Object.entries(signals)) {
    const exitCode = 128 + number;
    process.on(signal, () => {
      if (controller.signal.aborted) {
        atOnce();
        process.exit(exitCode);
      }
      controller.abort(new Stop('interrupted', exitCode));
    });
  }
  // The end of a process waits for what a thread reads, of a pipe without a writer for example.
  process.once('exit', () => {
    for (const signal of Object.keys(signals)) process.removeAllListeners(signal);
  });
  return controller.signal;
}
