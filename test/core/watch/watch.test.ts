import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { ImportEvent } from '../../../src/core/model/events.ts';
import { type SnapshotFields, snapshot } from '../../../src/core/model/snapshot.ts';
import { Stop } from '../../../src/core/ports/abort.ts';
import { watch } from '../../../src/core/watch/watch.ts';
import { noon } from '../../helpers/clock.ts';
import { running, story, succeeded, unavailable, waiting } from '../../helpers/story.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const minutes = 60_000;
const types = (events: readonly ImportEvent[]) => events.map(({ type }) => type);
const warnings = (events: readonly ImportEvent[]) =>
  events.flatMap((event) => (event.type === 'warning' ? [event.code] : []));

describe('an import that ends', () => {
  it('is watched from its start to its success', async () => {
    const { events, result } = await story([running(), running(), succeeded]);
    expect(types(events)).toEqual(['start', 'progress', 'progress', 'result']);
    expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0, polls: 3, durationMs: 2000 });
    expect(result).not.toHaveProperty('alreadyEnded');
  });

  it.each([
    ['failed', 1],
    ['aborted', 3],
  ] as const)('as %s exits %i', async (state, exitCode) => {
    const { result } = await story([running(), { state, vendorState: state, message: 'no stock' }]);
    expect(result).toMatchObject({ outcome: state, exitCode, snapshot: { message: 'no stock' } });
  });

  it('with records that failed is partial only on demand', async () => {
    const end = { ...succeeded, completed: 10, total: 10, failed: 2 };
    expect((await story([end])).result.exitCode).toBe(0);
    expect((await story([end], { failOnPartial: true })).result).toMatchObject({
      outcome: 'partial',
      exitCode: 10,
    });
    const untold = { ...succeeded, hasFailures: true };
    expect((await story([untold], { failOnPartial: true })).result.exitCode).toBe(10);
    const clean = { ...succeeded, completed: 10, total: 10, failed: 0 };
    for (const whole of [succeeded, clean]) {
      expect((await story([whole], { failOnPartial: true })).result.exitCode).toBe(0);
    }
  });
});

describe('an outage', () => {
  it('is waited out, and does not change the import', async () => {
    const { events, result } = await story([
      running(),
      unavailable,
      unavailable,
      running(),
      succeeded,
    ]);
    expect(types(events)).toEqual(['start', 'progress', 'retry', 'retry', 'progress', 'result']);
    expect(result.outcome).toBe('succeeded');
  });

  it('is retried with growing delays', async () => {
    const { polledMs } = await story([running(), ...Array(6).fill(unavailable), succeeded]);
    const gaps = polledMs.slice(2).map((at, index) => at - (polledMs[index + 1] ?? 0));
    expect(gaps).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000]);
  });

  it('that lasts for five minutes ends the watch without an answer, with one last poll', async () => {
    const { result, polledMs } = await story([running(), unavailable]);
    expect(result).toMatchObject({
      outcome: 'no-answer',
      exitCode: 6,
      error: { code: 'busy', status: 503 },
    });
    expect((polledMs.at(-1) ?? 0) - (polledMs[1] ?? 0)).toBe(5 * minutes);
    expect(result.error?.message).toContain('gave up after 15 polls in 5m 00s');
  });

  it('before the first answer is borne for fifteen seconds only', async () => {
    const { result } = await story([unavailable]);
    expect(result).toMatchObject({ outcome: 'no-answer', durationMs: 15_000 });
  });

  it('as long as --max-outage does not end the wait at either time', async () => {
    expect((await story([unavailable], { maxOutageMs: minutes })).result.durationMs).toBe(minutes);
    const later = await story([running(), unavailable], { maxOutageMs: 3000 });
    expect(later.result.durationMs).toBe(4000);
  });

  it('starts again after each usable answer', async () => {
    const flaky = (ms: number) => (Math.floor(ms / minutes) % 2 ? unavailable : running());
    const { result } = await story((ms) => (ms > 40 * minutes ? succeeded : flaky(ms)));
    expect(result.outcome).toBe('succeeded');
  });

  it('begins no earlier than the last answer to others, however long a request waited', async () => {
    const late = { tookMs: 20_000, answeredMs: (ms: number) => ms - 1000 };
    const { result } = await story([unavailable, succeeded], late);
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 2 });
  });

  it('does not count a request that hangs and is cut off', async () => {
    const { events, result } = await story([running(), 'hangs'], { timeoutMs: 10_000 });
    expect(types(events)).toEqual(['start', 'progress', 'result']);
    expect(result).toMatchObject({ outcome: 'timed-out', durationMs: 10_000 });
  });
});

describe('a final error', () => {
  it.each([
    ['refused', 4],
    ['rejected', 6],
    ['superseded', 6],
    ['tls', 6],
    ['redirected', 6],
  ] as const)(
    '"%s" during a wait exits %i immediately, without a retry',
    async (code, exitCode) => {
      const { events, result } = await story([running(), new ImportwatchError(code, 'No.')]);
      expect(types(events)).toEqual(['start', 'progress', 'result']);
      expect(result).toMatchObject({
        exitCode,
        polls: 2,
        error: { code },
        snapshot: { state: 'running' },
      });
    },
  );

  it('that says nothing about an import is thrown', async () => {
    for (const code of ['usage', 'not-started', 'bug'] as const) {
      const error = new ImportwatchError(code, 'No such id.');
      await expect(story([error])).rejects.toBe(error);
    }
  });
});

describe('the deadline', () => {
  it('cuts the sleep, has one last poll made, and exits 124', async () => {
    const { result, polledMs } = await story(running, { intervalMs: 4000, timeoutMs: 10_000 });
    expect(polledMs).toEqual([0, 4000, 8000, 10_000]);
    expect(result).toMatchObject({ outcome: 'timed-out', exitCode: 124 });
  });

  it('believes the last poll', async () => {
    const end = (ms: number) => (ms >= 10_000 ? succeeded : running());
    const { result } = await story(end, { intervalMs: 4000, timeoutMs: 10_000 });
    expect(result.outcome).toBe('succeeded');
  });

  it('is named as it was set, however long the last poll takes', async () => {
    const options = { intervalMs: 4000, timeoutMs: 10_000, tookMs: 300 };
    const { result } = await story(running, options);
    expect(result.durationMs).toBeGreaterThan(10_000);
    expect(result.limit).toBe('the time limit of 10s');
  });

  it('of 0s polls once', async () => {
    expect((await story([running()], { timeoutMs: 0 })).result).toMatchObject({
      exitCode: 124,
      polls: 1,
    });
    expect((await story([succeeded], { timeoutMs: 0 })).result).toMatchObject({
      exitCode: 0,
      polls: 1,
    });
  });

  it('names the problem if the service did not answer at the end', async () => {
    const { result } = await story([running(), unavailable], { timeoutMs: 5000 });
    expect(result).toMatchObject({ exitCode: 124, durationMs: 5000 });
    expect(result.error?.message).toContain('HTTP 503');
  });

  it('is the only thing that cuts an interval short', async () => {
    const { polledMs } = await story(running, { intervalMs: 900_000, timeoutMs: 1_000_000 });
    expect(polledMs).toEqual([0, 900_000, 1_000_000]);
  });

  it('gives a poll that began just before it a little time to answer', async () => {
    const { result } = await story(['hangs'], { timeoutMs: 500 });
    expect(result).toMatchObject({ outcome: 'timed-out', durationMs: 2000 });
  });

  it('of 0s lets the one poll take as long as a request can', async () => {
    const { result } = await story([succeeded], { timeoutMs: 0, tookMs: 9000 });
    expect(result).toMatchObject({ outcome: 'succeeded', durationMs: 9000 });
  });

  it('claims nothing about an import that is unknown', async () => {
    const { result } = await story([unavailable], { timeoutMs: 3000 });
    expect(result.error?.message).toContain('The outcome of the import is unknown');
  });
});

describe('a stall', () => {
  const frozen = [running({ completed: 5, total: 10 })];

  it('of the given length exits 7', async () => {
    const { result } = await story(frozen, { stallTimeoutMs: 90_000 });
    expect(result).toMatchObject({ outcome: 'stalled', exitCode: 7, durationMs: 90_000 });
  });

  it('causes one warning after ten minutes, and ends nothing', async () => {
    const { events, result } = await story((ms) => (ms > 30 * minutes ? succeeded : running()));
    expect(warnings(events)).toEqual(['no-change']);
    expect(result.outcome).toBe('succeeded');
  });

  it('does not happen while anything changes', async () => {
    const counting = (ms: number) =>
      ms > 10 * minutes ? succeeded : running({ completed: Math.floor(ms / 60_000) });
    expect((await story(counting, { stallTimeoutMs: 2 * minutes })).result.outcome).toBe(
      'succeeded',
    );
  });
});

describe('an unknown status', () => {
  it('causes one warning with its name, and ends nothing', async () => {
    const strange = { state: 'unknown', vendorState: 'DONE_ISH' } as const;
    const { events, result } = await story([strange, strange, succeeded]);
    expect(warnings(events)).toEqual(['unknown-state']);
    const odd = { ...strange, warnings: [{ code: 'odd', message: 'Odd.' }] } as const;
    expect(warnings((await story([odd, succeeded])).events)).toEqual(['odd', 'unknown-state']);
    expect(events.find(({ type }) => type === 'warning')).toMatchObject({
      message: expect.stringContaining('"DONE_ISH"'),
    });
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 3 });
  });
});

describe('an id that the service does not know', () => {
  const unknownId = { state: 'not-found', vendorState: 'NOT_FOUND' } as const;

  it('is believed after three polls over two seconds', async () => {
    const { result } = await story([unknownId]);
    expect(result).toMatchObject({ outcome: 'not-found', exitCode: 5, polls: 3, durationMs: 2000 });
  });

  it('can be registered late', async () => {
    const { result } = await story([unknownId, unknownId, running(), succeeded]);
    expect(result.outcome).toBe('succeeded');
  });

  it('has two seconds to appear, however often it is polled', async () => {
    const { result } = await story([unknownId], { intervalMs: 100 });
    expect(result).toMatchObject({ outcome: 'not-found', durationMs: 2000 });
  });

  it('gets no full interval of waiting', async () => {
    const { result } = await story([unknownId], { intervalMs: 10 * minutes });
    expect(result).toMatchObject({ outcome: 'not-found', durationMs: 2000 });
  });

  it('after an earlier poll found it leaves the outcome unknown', async () => {
    const { result } = await story([running(), unknownId]);
    expect(result).toMatchObject({ outcome: 'no-answer', exitCode: 6, error: { code: 'gone' } });
  });

  it('is reported immediately by a status', async () => {
    const { result } = await story([unknownId], { once: true });
    expect(result).toMatchObject({ outcome: 'not-found', exitCode: 5, polls: 1 });
  });
});

describe('a person who is waited for', () => {
  const choose = { state: 'action-required', vendorState: 'importer_user_selection' } as const;

  it('ends a wait in a script', async () => {
    const { result } = await story([running(), choose]);
    expect(result).toMatchObject({ outcome: 'action-required', exitCode: 9 });
  });

  it('is waited for on demand', async () => {
    const scenes = [choose, choose, succeeded];
    const { result, events } = await story(scenes, { onActionRequired: 'wait' });
    expect(warnings(events)).toEqual(['action-required']);
    expect(result.outcome).toBe('succeeded');
  });
});

describe('a service without ids', () => {
  const done = (id: string, agoMs: number) => ({ ...succeeded, id, updatedAt: noon - agoMs });

  it('that shows an old end is believed, with a warning', async () => {
    const { events, result } = await story([done('a', 11 * minutes)], { id: '' });
    expect(warnings(events)).toEqual(['stale']);
    expect(result).toMatchObject({ outcome: 'succeeded', alreadyEnded: true });
  });

  it('that shows a recent end is believed', async () => {
    const { events, result } = await story([done('a', 9 * minutes)], { id: '' });
    expect(warnings(events)).toEqual([]);
    expect(result.alreadyEnded).toBe(true);
  });

  it('that does not say when it ended causes a warning', async () => {
    expect(warnings((await story([succeeded], { id: '' })).events)).toEqual(['age-unknown']);
  });

  it('is waited on for its next import with --new', async () => {
    const script = [done('a', 0), done('a', 0), running({ id: 'b' }), done('b', 0)];
    const { events, result } = await story(script, { id: '', onlyNew: true });
    expect(warnings(events)).toEqual(['already-ended']);
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 4, snapshot: { id: 'b' } });
    expect(result).not.toHaveProperty('alreadyEnded');
  });

  describe('and takes several polls to prove its end', () => {
    const hour = 3_600_000;
    const still = (updatedAt: number) => running({ id: 'a', updatedAt });
    const over = (updatedAt: number): SnapshotFields => ({ ...still(updatedAt), state: 'failed' });

    it('is waited on for its next import if its last sign of life is an hour older', async () => {
      const old = noon - hour;
      const script = [
        still(old),
        still(old),
        over(old),
        over(old),
        running({ id: 'b' }),
        done('b', 0),
      ];
      const { events, result } = await story(script, { id: '', onlyNew: true });
      expect(warnings(events)).toEqual(['already-ended']);
      expect(result).toMatchObject({ outcome: 'succeeded', polls: 6, snapshot: { id: 'b' } });
    });

    it('is nothing to report if the next import does not begin', async () => {
      const old = noon - hour;
      const none = new ImportwatchError('not-found', 'No import has ever run.');
      const script = [still(old), over(old), none];
      const { result } = await story(script, { id: '', onlyNew: true, timeoutMs: 20_000 });
      expect(result).toMatchObject({ outcome: 'timed-out', noneYet: true });
      expect(result).not.toHaveProperty('snapshot');
    });

    it('has failed if its last sign of life is younger, or it is named', async () => {
      const young = noon - hour + 1;
      const old = noon - hour;
      const { result } = await story([still(young), over(young)], { id: '', onlyNew: true });
      expect(result).toMatchObject({ outcome: 'failed', polls: 2 });
      const { result: named } = await story([still(old), over(old)], { onlyNew: true });
      expect(named).toMatchObject({ outcome: 'failed', polls: 2 });
      const { result: any } = await story([still(old), over(old)], { id: '' });
      expect(any).toMatchObject({ outcome: 'failed', polls: 2 });
    });

    it('has failed if the service reports the end, however old its dates are', async () => {
      const reported: SnapshotFields = { ...over(noon - hour), vendorState: 'FAILED' };
      const { result } = await story([still(noon - hour), reported], { id: '', onlyNew: true });
      expect(result).toMatchObject({ outcome: 'failed', polls: 2 });
    });
  });

  it('that has not begun its next import is waited for, whatever --stall-timeout says', async () => {
    const { polledMs, result } = await story([done('a', 0)], {
      id: '',
      onlyNew: true,
      stallTimeoutMs: 3000,
      timeoutMs: 60_000,
    });
    expect(polledMs.length).toBeLessThan(60);
    expect(result.outcome).toBe('timed-out');
  });

  it('that gives an identity now and then has a next import only with another one, or under way', async () => {
    const nameless = { ...succeeded, updatedAt: noon };
    for (const old of [
      [done('a', 0), nameless],
      [nameless, done('a', 0)],
    ]) {
      const { result } = await story([...old, running(), done('b', 0)], { id: '', onlyNew: true });
      expect(result).toMatchObject({ outcome: 'succeeded', polls: 4 });
    }
  });

  it('that gives no identity has a next import only once it shows one under way', async () => {
    const old = { ...succeeded, completed: 4199, total: 4200 };
    const flushed = { ...old, completed: 4200 };
    const { result } = await story([old, flushed, running(), flushed], { id: '', onlyNew: true });
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 4 });
  });

  it('can be away for any time while its next import is awaited', async () => {
    const script = (ms: number) => (ms < 4000 ? done('a', 0) : unavailable);
    const { result } = await story(script, { id: '', onlyNew: true });
    expect(result.durationMs).toBeGreaterThan(300_000);
    expect(result.outcome).toBe('no-answer');
  });

  it('that answers 404 from elsewhere has no next import to wait for', async () => {
    const wrong = new ImportwatchError('not-found', 'No such page.', { status: 404 });
    const { result } = await story([wrong], { id: '', onlyNew: true });
    expect(result).toMatchObject({ outcome: 'not-found', polls: 1 });
  });

  it('is polled once by a status, with or without --new', async () => {
    const { result } = await story([done('a', 0)], { id: '', onlyNew: true, once: true });
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 1 });
  });

  it('without any answer is not reported as still running', async () => {
    const { result } = await story([done('a', 0)], { id: '', onlyNew: true, interruptAtMs: 5000 });
    expect(result.error?.message).toBe('Stopped watching. No new import has started.');
  });

  it('has a next import even if it begins and ends between two polls', async () => {
    const script = [done('a', 0), done('b', 0)];
    const { result } = await story(script, { id: '', onlyNew: true });
    expect(result).toMatchObject({ polls: 2, snapshot: { id: 'b' } });
  });

  it('without any import so far is waited for with --new', async () => {
    const none = new ImportwatchError('not-found', 'No import has ever run.');
    const { events, result } = await story([none, none, done('a', 0)], { id: '', onlyNew: true });
    expect(warnings(events)).toEqual(['none-yet']);
    expect(result).toMatchObject({ outcome: 'succeeded', polls: 3 });
    expect((await story([none], { id: '' })).result.exitCode).toBe(5);
  });
});

describe('a status', () => {
  it('polls once and exits 0 while the import is running', async () => {
    const { events, result } = await story([running()], { once: true });
    expect(types(events)).toEqual(['start', 'result']);
    expect(result).toMatchObject({ outcome: null, exitCode: 0, polls: 1 });
  });

  it('retries twice even if each answer takes as long as an outage can', async () => {
    const late = new ImportwatchError('no-reply', 'No answer within 15s.');
    const { polledMs } = await story([late], { once: true, tookMs: 15_000 });
    expect(polledMs).toEqual([0, 16_000, 33_000]);
  });

  it('retries twice without an answer', async () => {
    expect((await story([unavailable], { once: true })).result).toMatchObject({
      exitCode: 6,
      polls: 3,
    });
    expect(
      (await story([unavailable, unavailable, running()], { once: true })).result,
    ).toMatchObject({
      outcome: null,
      polls: 3,
    });
  });
});

describe('an interrupt', () => {
  it('ends a sleep immediately and reports that the import keeps running', async () => {
    const { result } = await story([running()], { intervalMs: 30_000, interruptAtMs: 12_345 });
    expect(result).toMatchObject({ outcome: 'interrupted', exitCode: 143, durationMs: 12_345 });
    expect(result.error?.code).toBe('interrupted');
    expect(result.error?.message).toMatch(/^Stopped watching\..* still running/);
  });

  it('before the first answer does not say that no new import had begun', async () => {
    const { result } = await story(['hangs'], { interruptAtMs: 700 });
    expect(result.error?.message).not.toContain('running');
  });

  it('for whatever reason is one, as by a key', async () => {
    const { result } = await story([running()], { interruptAtMs: 700, interrupt: 'no patience' });
    expect(result).toMatchObject({ outcome: 'interrupted', exitCode: 130 });
  });

  it('because its answer no longer matters leaves the import without an outcome', async () => {
    const interrupt = new Stop('released');
    const { result } = await story(['hangs'], { interruptAtMs: 700, interrupt });
    expect(result).toMatchObject({ outcome: null, exitCode: 0 });
    for (const key of ['error', 'limit', 'unseenMs', 'gates'])
      expect(result).not.toHaveProperty(key);
    const options = { interruptAtMs: 700, interrupt, once: true, exitCode: true };
    expect((await story(['hangs'], options)).result).toMatchObject({ outcome: null, exitCode: 8 });
  });

  it('hides no bug that comes to light at the same time', async () => {
    const bug = new TypeError('x is not y');
    const stop = new AbortController();
    const connected = {
      target: { profile: 'shop', provider: 'elevate', id: '42' },
      service: 'The Service',
      poll: async () => snapshot(running(), noon),
      rateLimit: {
        notBefore: () => {
          stop.abort('no patience');
          throw bug;
        },
      },
    };
    const world = { clock: new VirtualTime(), random: () => 0.5 };
    const watching = async () => {
      for await (const { type } of watch(connected, waiting, world, stop.signal)) {
        expect(type).not.toBe('result');
      }
    };
    await expect(watching()).rejects.toBe(bug);
  });

  it('ends a request in flight immediately', async () => {
    const { result } = await story(['hangs'], { interruptAtMs: 700 });
    expect(result).toMatchObject({ outcome: 'interrupted', durationMs: 700, polls: 1 });
  });
});

describe('the heartbeat', () => {
  const beats = (events: readonly ImportEvent[]) =>
    events.flatMap((event) => (event.type === 'heartbeat' ? [event.elapsedMs] : []));

  it('beats while nothing is worth a line', async () => {
    const { events } = await story(running, { timeoutMs: 200_000 });
    expect(beats(events)).toEqual([60_000, 120_000, 180_000]);
  });

  it('beats through a long interval and through a request that hangs', async () => {
    expect(
      beats((await story(running, { intervalMs: 150_000, timeoutMs: 150_000 })).events),
    ).toEqual([60_000, 120_000]);
    expect(beats((await story(['hangs'], { timeoutMs: 150_000 })).events)).toEqual([
      60_000, 120_000,
    ]);
  });

  it('of 0s never beats', async () => {
    expect(beats((await story(running, { timeoutMs: 200_000, heartbeatMs: 0 })).events)).toEqual(
      [],
    );
  });
});

describe('the service', () => {
  it('that allows no request before a time gets none before it', async () => {
    const { polledMs } = await story([running(), succeeded], { notBeforeMs: 42_000 });
    expect(polledMs).toEqual([0, 42_000]);
  });

  it('is respected even if the service asks while the watch sleeps', async () => {
    const notBefore = (ms: number) => (ms > 0 ? 9000 : 0);
    const { polledMs } = await story([running(), succeeded], { notBeforeMs: notBefore });
    expect(polledMs).toEqual([0, 9000]);
  });

  it('cannot delay a poll for longer than an outage can last, and that is reported', async () => {
    const answered = await story([running(), succeeded], { notBeforeMs: 1e9 });
    expect(answered.polledMs).toEqual([0, 300_000]);
    expect(warnings(answered.events)).toEqual(['long-pause']);
    const busy = await story([unavailable], { notBeforeMs: 1e9 });
    expect(busy.polledMs).toEqual([0, 15_000]);
    expect(warnings(busy.events)).toEqual(['long-pause']);
    expect(busy.result.outcome).toBe('no-answer');
  });

  it('cannot delay a poll beyond the deadline', async () => {
    const { polledMs, result } = await story([running()], { notBeforeMs: 1e9, timeoutMs: 5000 });
    expect(polledMs).toEqual([0, 5000]);
    expect(result.outcome).toBe('timed-out');
  });
});

it('the result of a plain success has only what every result has', async () => {
  const { result } = await story([running(), succeeded]);
  const about = ['type', 'at', 'target', 'outcome', 'exitCode', 'durationMs', 'polls', 'snapshot'];
  expect(Object.keys(result).sort()).toEqual(about.sort());
});
