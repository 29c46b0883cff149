/** Why a watch is stopped, for its result. */
export class Stop {
  readonly exitCode: number;
  /** `released`: its answer no longer matters (`--any`, `--fail-fast`). */
  readonly kind: 'interrupted' | 'released';

  constructor(kind: Stop['kind'], exitCode = 0) {
    this.kind = kind;
    this.exitCode = exitCode;
  }
}

/**
 * A reason for aborts that only clean up: without one, Node makes an error with a stack, at a cost.
 */
export const done = Symbol('done');

/** The promise, or a rejection with the signal's reason as soon as it is aborted. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
    promise.then(resolve, reject).then(() => signal.removeEventListener('abort', onAbort));
  });
}
