import type { Writable } from 'node:stream';

/**
 * Writes to one or several streams in the order of the calls, even if a reader is slow: stdout and
 * stderr are often one terminal, but each has a queue of its own.
 */
export interface WriteQueue {
  write(stream: Writable, text: string): void;
  /** How much of the text written to the stream hasn't left the process: characters, roughly. */
  waiting(stream: Writable): number;
}

export function createWriteQueue(): WriteQueue {
  const later: { readonly stream: Writable; readonly text: string }[] = [];
  const queued = new Map<Writable, number>();
  const count = (stream: Writable, change: number) =>
    queued.set(stream, (queued.get(stream) ?? 0) + change);
  /** The stream that hasn't accepted everything. */
  let slow: Writable | undefined;

  function pass(stream: Writable, text: string): void {
    stream.write(text, () => {
      if (slow !== stream || stream.writableLength > 0) return;
      slow = undefined;
      advance();
    });
    if (stream.writableLength > 0) slow = stream;
  }

  function advance(): void {
    while (later.length > 0 && (slow === undefined || slow === later[0]?.stream)) {
      const { stream, text } = later.shift() as (typeof later)[number];
      count(stream, -text.length);
      pass(stream, text);
    }
  }

  return {
    write(stream, text) {
      if (later.length === 0 && (slow === undefined || slow === stream)) return pass(stream, text);
      later.push({ stream, text });
      count(stream, text.length);
    },
    waiting: (stream) => (queued.get(stream) ?? 0) + stream.writableLength,
  };
}
