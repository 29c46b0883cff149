import { describe, expect, it } from 'vitest';
import { writeFailed } from '../../../src/cli/failed-records/failed-records.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { abortable, Stop } from '../../../src/core/ports/abort.ts';
import type { Clock } from '../../../src/core/ports/clock.ts';
import type { ByteSink } from '../../../src/core/ports/send.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';

const busy = new ImportwatchError('busy', 'Busy.');
const gone = new ImportwatchError('gone', 'No longer there.');
const never = new AbortController().signal;

/** Pauses pass at once; what has a limit waits for it forever, unless `isOver`. */
function world(isOver = false) {
  const slept: number[] = [];
  const clock: Clock = {
    now: () => 0,
    monotonic: () => 0,
    sleep: (ms) => {
      if (ms >= 60_000) return isOver ? Promise.resolve() : new Promise(() => {});
      slept.push(ms);
      return Promise.resolve();
    },
  };
  return { slept, clock, redactor: createRedactor() };
}

function files(write: ByteSink['write'] = async () => true) {
  const done: string[] = [];
  const open = async () => ({
    write,
    commit: async () => void done.push('written'),
    discard: async () => void done.push('discarded'),
  });
  return { open, done };
}

describe('failed records', () => {
  it('are requested again while the service cannot answer, each time into a new file', async () => {
    const { open, done } = files();
    const here = world();
    let calls = 0;
    const read = async (to: ByteSink) => {
      await to.write(Buffer.from('a\n'));
      if (++calls < 3) throw busy;
      return { count: 1 };
    };
    expect(await writeFailed(read, 'f', open, here, never)).toMatchObject({ bytes: 2, count: 1 });
    expect([done, here.slept]).toEqual([
      ['discarded', 'discarded', 'written'],
      [1000, 2000],
    ]);
  });

  it.each([
    ['three failures', busy, 3],
    ['a final error', gone, 1],
  ])('end after %s', async (_, error, calls) => {
    const { open, done } = files();
    const read = () => Promise.reject(error);
    await expect(writeFailed(read, 'f', open, world(), never)).rejects.toBe(error);
    expect(done).toEqual(Array(calls).fill('discarded'));
  });

  it('are not begun again on stdout once some of them have left', async () => {
    const { open } = files();
    let calls = 0;
    const read = async (to: ByteSink) => {
      calls += 1;
      await to.write(Buffer.alloc(2_000_000, 'row\n'));
      throw busy;
    };
    await expect(writeFailed(read, undefined, open, world(), never)).rejects.toBe(busy);
    expect(calls).toBe(1);
  });

  it('name the file that cannot be written', async () => {
    const { open } = files(() => Promise.reject(new Error('is on a full disk')));
    const read = async (to: ByteSink) => {
      await to.write(Buffer.alloc(2_000_000, 'row\n'));
      return {};
    };
    await expect(writeFailed(read, 'f.csv', open, world(), never)).rejects.toMatchObject({
      code: 'usage',
      message: "Can't write f.csv: it is on a full disk.",
    });
  });

  it('say when there are more', async () => {
    const { open } = files();
    const read = async (to: ByteSink) => {
      await to.write(Buffer.from('a\n'));
      return { count: 1, isCut: true };
    };
    const { cut } = await writeFailed(read, 'f', open, world(), never);
    expect(cut).toContain('Only the first 1 failed records');
  });

  it('take half an hour at most', async () => {
    const { open, done } = files();
    const read = async (_: ByteSink, signal: AbortSignal) =>
      abortable(new Promise<never>(() => {}), signal);
    const writing = writeFailed(read, 'f', open, world(true), never);
    await expect(writing).rejects.toMatchObject({ code: 'no-reply' });
    expect(done).toEqual(['discarded']);
  });

  it('end with the reason of the signal', async () => {
    const stop = new AbortController();
    const reason = new Stop('interrupted', 130);
    const read = async () => {
      stop.abort(reason);
      throw busy;
    };
    await expect(writeFailed(read, 'f', files().open, world(), stop.signal)).rejects.toBe(reason);
  });
});
