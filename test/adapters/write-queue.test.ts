import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createWriteQueue } from '../../src/adapters/write-queue.ts';

/** A stream that takes what it is given when it is told to. */
function slowStream(taken: string[]) {
  const waiting: (() => void)[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      waiting.push(() => {
        taken.push(String(chunk));
        done();
      });
    },
  });
  const read = async () => {
    waiting.shift()?.();
    await new Promise(setImmediate);
  };
  return { stream, read };
}

describe('a queue of writes', () => {
  it('keeps the order of two streams when one of them is slow', async () => {
    const taken: string[] = [];
    const [out, err] = [slowStream(taken), slowStream(taken)];
    const queue = createWriteQueue();
    queue.write(out.stream, 'one');
    queue.write(err.stream, 'two');
    queue.write(out.stream, 'three');
    await err.read();
    expect(taken).toEqual([]);
    expect([queue.waiting(out.stream), queue.waiting(err.stream)]).toEqual([8, 3]);
    await out.read();
    await err.read();
    await out.read();
    expect(taken).toEqual(['one', 'two', 'three']);
    expect([queue.waiting(out.stream), queue.waiting(err.stream)]).toEqual([0, 0]);
  });

  it('continues with the other stream when one breaks', async () => {
    const taken: string[] = [];
    const broken = new Writable({
      write: (_chunk, _encoding, done) => setImmediate(done, new Error('gone')),
    });
    broken.on('error', () => {});
    const { stream, read } = slowStream(taken);
    const queue = createWriteQueue();
    queue.write(broken, 'one');
    queue.write(stream, 'two');
    await new Promise((resolve) => broken.once('close', resolve));
    await read();
    expect(taken).toEqual(['two']);
  });
});
