/**
 * Errors that nothing awaits, each a bug. Without a listener, Node.js would end the process with
 * another exit code and an unredacted stack trace. `end` ends the process.
 */
export function catchCrashes(end: (error: unknown) => never) {
  let reject: ((error: unknown) => void) | undefined;
  const crash = (error: unknown) => {
    if (reject === undefined) end(error);
    reject(error);
    reject = undefined;
  };
  process.on('uncaughtException', crash).on('unhandledRejection', crash);

  /** The same work, which rejects at the first such error. A second one ends the process. */
  return async function untilCrash<T>(work: Promise<T>): Promise<T> {
    const crashed = new Promise<never>((_, rejectIt) => {
      reject = rejectIt;
    });
    return Promise.race([work, crashed]).finally(() => {
      reject = undefined;
    });
  };
}
