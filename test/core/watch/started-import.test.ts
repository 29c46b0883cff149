import { describe, expect, it } from 'vitest';
import type { SnapshotFields } from '../../../src/core/model/snapshot.ts';
import { noon } from '../../helpers/clock.ts';
import { running, story, succeeded } from '../../helpers/story.ts';

const startedSince = noon;
const started = { id: '', onlyNew: true, startedSince };
const began = (fields: SnapshotFields, ms: number): SnapshotFields => ({
  ...fields,
  startedAt: startedSince + ms,
});
const warnings = ({ events }: Awaited<ReturnType<typeof story>>) =>
  events.flatMap((event) => (event.type === 'warning' ? [event.code] : []));

describe('an import that a command started, at a service without ids', () => {
  it('can end before the first poll', async () => {
    const seen = await story([began(succeeded, 500)], started);
    expect(seen.result).toMatchObject({ outcome: 'succeeded', exitCode: 0, polls: 1 });
    expect(warnings(seen)).toEqual([]);
  });

  it('is waited for while the service still shows the import before it', async () => {
    const old = { ...began(succeeded, -60_000), id: 'old' };
    const seen = await story([old, old, began(running({ id: 'new' }), 900)], {
      ...started,
      timeoutMs: 5000,
    });
    expect(seen.result).toMatchObject({ outcome: 'timed-out', snapshot: { id: 'new' } });
    expect(warnings(seen)).toEqual(['already-ended']);
    const quick = await story([old, { ...began(succeeded, 900), id: 'new' }], started);
    expect(quick.result).toMatchObject({ outcome: 'succeeded', polls: 2 });
  });

  it('is never one that ended and began earlier, or that has no date', async () => {
    for (const old of [began(succeeded, -3000), began(running(), -3000), succeeded]) {
      const ended = { ...old, state: 'succeeded', vendorState: 'SUCCESS' } as const;
      const { result } = await story([ended], { ...started, timeoutMs: 60_000 });
      expect(result).toMatchObject({ outcome: 'timed-out', exitCode: 124 });
    }
  });

  it('can have a date from a clock that is slightly behind', async () => {
    for (const ms of [-1900, -2000]) {
      const { result } = await story([began(succeeded, ms)], started);
      expect(result).toMatchObject({ outcome: 'succeeded' });
    }
  });

  it('is doubted if it was already there, and still runs', async () => {
    const seen = await story([began(running(), -60_000), began(succeeded, -60_000)], started);
    expect(seen.result).toMatchObject({ outcome: 'succeeded' });
    expect(warnings(seen)).toEqual(['began-before']);
    expect(warnings(await story([running(), succeeded], started))).toEqual([]);
  });
});
