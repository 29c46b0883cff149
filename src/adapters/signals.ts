import { setMaxListeners } from 'node:events';
import { signalCodes } from '../core/model/outcome.ts';
import { Stop } from '../core/ports/abort.ts';
import type { Clock } from '../core/ports/clock.ts';

/**
 * What arrives so soon after the first signal is the same stop: `timeout` and many supervisors
 * signal a process both directly and with its group, a closing terminal by SIGHUP and SIGTERM.
 */
const sameStopMs = 500;

type Signaled = Pick<NodeJS.EventEmitter, 'on' | 'once' | 'removeAllListeners'> & {
  exit(exitCode: number): void;
};

interface SignalOptions {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** What must not be left behind when the process ends immediately. */
  atOnce(): void;
  readonly hasTerminal: boolean;
}

/**
 * The first signal stops the watch in order, with its exit code. One that the user sends later ends
 * the process immediately, and if that hangs, the next one does. Without a terminal (`nohup`),
 * SIGHUP doesn't concern the watch: Node.js has reset what `nohup` did, so only a listener survives
 * it.
 */
export function stopOnSignals(
  process: Signaled,
  { clock, atOnce, hasTerminal }: SignalOptions,
): AbortSignal {
  const controller = new AbortController();
  // Each profile that is being read listens, and Node.js takes more than ten listeners for a leak.
  setMaxListeners(0, controller.signal);
  let stoppedMs = 0;
  for (const [signal, exitCode] of Object.entries(signalCodes)) {
    process.on(signal, () => {
      if (signal === 'SIGHUP' && !hasTerminal) return;
      if (!controller.signal.aborted) {
        stoppedMs = clock.monotonic();
        controller.abort(new Stop('interrupted', exitCode));
      } else if (clock.monotonic() - stoppedMs >= sameStopMs) {
        atOnce();
        process.exit(exitCode);
      }
    });
  }
  // The end of a process waits for its threads, such as one that reads a pipe without a writer.
  process.once('exit', () => {
    for (const signal of Object.keys(signalCodes)) process.removeAllListeners(signal);
  });
  return controller.signal;
}
