import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { SnapshotFields } from '../../../src/core/model/snapshot.ts';
import { running, type Scene, story, unavailable } from '../../helpers/story.ts';

const unheardOf: SnapshotFields = { state: 'unknown', vendorState: 'KAPUTT' };
const notKnown = new ImportwatchError('not-found', 'No such import.', { status: 404 });
const failsFrom = (fromMs: number) => (ms: number) =>
  ms < fromMs ? running({ completed: 10, total: 100 }) : unavailable;

describe.each([
  ['a time limit', { timeoutMs: 10_000 }],
  ['a signal', { interruptAtMs: 10_000 }],
])('%s', (_name, stop) => {
  const stopped = async (scene: (ms: number) => Scene) => {
    const { result } = await story(scene, { intervalMs: 2000, ...stop });
    return result;
  };

  it('says that the import is still running only if the last poll found it running', async () => {
    const { error, unseenMs } = await stopped(() => running());
    expect(error?.message).toContain('The import is still running.');
    expect(unseenMs).toBeUndefined();
  });

  it('says what was last seen, and when, if the service has not answered since', async () => {
    const { error, unseenMs } = await stopped(failsFrom(5000));
    expect(error?.message).toMatch(/The import was running \ds ago, at 10 of 100\./);
    expect(error?.message).not.toContain('still running');
    expect(unseenMs).toBeGreaterThan(4000);
    expect(unseenMs).toBeLessThan(10_000);
  });

  it('says that the status is unknown', async () => {
    const { error } = await stopped(() => unheardOf);
    expect(error?.message).toContain('The service reports an unknown status: "KAPUTT".');
  });

  it('does not say that an import runs which the service does not know', async () => {
    for (const scene of [notKnown, { state: 'not-found', vendorState: 'NONE' } as const]) {
      const { result } = await story([scene, scene, unavailable], {
        appearTimeoutMs: 60_000,
        maxOutageMs: 60_000,
        ...stop,
      });
      expect(result.error?.message).toContain(
        "The service doesn't have an import with this id yet.",
      );
    }
  });

  it('says nothing about an import that was never seen', async () => {
    const { error, snapshot } = await stopped(() => unavailable);
    expect(snapshot).toBeUndefined();
    expect(error?.message).not.toContain('running');
  });
});
