/**
 * The same events, from a generator whose `return` takes effect immediately. The `return` of an
 * async generator queues behind a pending `next`, which may take hours. This one first aborts the
 * signal, which ends requests, sleeps and the pending `next`.
 */
export function closable<T>(
  events: (closed: AbortSignal) => AsyncGenerator<T, void>,
): AsyncGenerator<T, void, void> {
  const closing = new AbortController();
  const source = events(closing.signal);
  const over = { done: true, value: undefined } as const;

  async function close(): Promise<void> {
    closing.abort();
    await source.return();
  }

  return {
    async next() {
      try {
        const result = await source.next();
        return closing.signal.aborted ? over : result;
      } catch (error) {
        if (closing.signal.aborted) return over;
        throw error;
      }
    },
    async return() {
      await close();
      return over;
    },
    async throw(error) {
      await close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose ?? Symbol()]: close,
  } as AsyncGenerator<T, void, void>;
}
