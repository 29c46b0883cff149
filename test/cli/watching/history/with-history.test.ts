import { expect, it } from 'vitest';
import type { Presenter } from '../../../../src/cli/output/presenter.ts';
import { readPast } from '../../../../src/cli/watching/history/with-history.ts';
import { snapshot } from '../../../../src/core/model/snapshot.ts';
import type { ConnectedImport } from '../../../../src/core/pacing/connected-import.ts';
import type { Journal } from '../../../../src/core/ports/journal.ts';
import { type JournalEntry, journalLine, parseJournal } from '../../../../src/history/entries.ts';
import { fixedClock } from '../../../helpers/clock.ts';
import { story, unavailable } from '../../../helpers/story.ts';

const target = { profile: 'shop', provider: 'elevate', id: '42' };
const kept = [{ ...target, source: '/work/.importwatchrc' }];
const minute = 60_000;
const now = 1000 * minute;
const silent: Presenter = { handle() {}, log() {}, async finish() {}, stop() {} };

function memoryJournal(entries: readonly JournalEntry[] = []): Journal {
  let text = entries.map(journalLine).join('');
  return {
    read: async () => text,
    append: async (line) => {
      text += line;
    },
    clear: async () => {},
  };
}

const past: readonly JournalEntry[] = [
  { type: 'watch', at: 1 * minute, targets: kept, count: 1, choice: {} },
  ...['1', '2', '3'].map((id) => ({
    type: 'end' as const,
    at: 9 * minute,
    target: { ...target, id },
    outcome: 'succeeded' as const,
    durationMs: 4 * minute,
  })),
];

it('measures an import from when it left the queue, not from when its id was first watched', async () => {
  let time = now;
  const journal = memoryJournal(past);
  const clock = { now: () => time, monotonic: () => time } as Parameters<
    typeof readPast
  >[0]['clock'];
  const imports = await readPast({ clock, loadJournal: async () => journal });
  const connected = imports.withPast({ target } as unknown as ConnectedImport);
  const presenter = imports.withJournal(silent, kept, {});
  const seen = (state: 'queued' | 'running' | 'succeeded') =>
    snapshot({ state, vendorState: state }, time);

  const first = await readPast({ clock, loadJournal: async () => journal });
  const running = first
    .withPast({ target } as unknown as ConnectedImport)
    .expect?.(seen('running'));
  expect(running?.elapsedMs).toBe(999 * minute);

  expect(connected.expect?.(seen('queued'))).toBeUndefined();
  time += 5 * minute;
  expect(connected.expect?.(seen('queued'))).toBeUndefined();
  time += minute;
  expect(connected.expect?.(seen('running'))).toEqual({ usualMs: 4 * minute, elapsedMs: minute });
  time += minute;
  presenter.handle({
    type: 'result',
    at: time,
    target,
    outcome: 'succeeded',
    exitCode: 0,
    durationMs: 7 * minute,
    polls: 4,
    alreadyEnded: false,
    snapshot: seen('succeeded'),
  });
  await presenter.finish();
  expect(parseJournal(await journal.read()).at(-1)).toMatchObject({
    type: 'end',
    durationMs: 2 * minute,
  });
});

it('measures how long an import took by a clock that no one can set', async () => {
  const journal = memoryJournal();
  let [wallMs, steadyMs] = [now, 0];
  const clock = { now: () => wallMs, monotonic: () => steadyMs } as Parameters<
    typeof readPast
  >[0]['clock'];
  const imports = await readPast({ clock, loadJournal: async () => journal });
  imports.withPast({ target } as unknown as ConnectedImport);
  const presenter = imports.withJournal(silent, kept, {});
  steadyMs += minute;
  wallMs += minute + 24 * 60 * minute;
  presenter.handle(ended(wallMs, 'succeeded'));
  await presenter.finish();
  expect(parseJournal(await journal.read()).at(-1)).toMatchObject({
    at: wallMs,
    durationMs: minute,
  });
});

it('records how many imports were watched, even if there are too many to keep', async () => {
  const journal = memoryJournal();
  const clock = { now: () => now, monotonic: () => 0 } as Parameters<typeof readPast>[0]['clock'];
  const imports = await readPast({ clock, loadJournal: async () => journal });
  const many = Array.from({ length: 51 }, (_, id) => ({ ...kept[0], id: String(id) }));
  await imports.withJournal(silent, many as typeof kept, {}).finish();
  expect(parseJournal(await journal.read())).toEqual([
    { type: 'watch', at: now, targets: [], count: 51, choice: {} },
  ]);
});

it('records an import that was over at the first poll, without a duration', async () => {
  const journal = memoryJournal();
  const clock = { now: () => now, monotonic: () => 0 } as Parameters<typeof readPast>[0]['clock'];
  const imports = await readPast({ clock, loadJournal: async () => journal });
  imports.withPast({ target } as unknown as ConnectedImport);
  const presenter = imports.withJournal(silent, kept, {});
  presenter.handle({ ...ended(now, 'succeeded'), alreadyEnded: true });
  await presenter.finish();
  expect(parseJournal(await journal.read()).at(-1)).toEqual({
    type: 'left',
    at: now,
    target,
    state: 'succeeded',
    outcome: 'succeeded',
  });
});

it.each([
  ['has seen', 'running', 300_000],
  ["hasn't seen", undefined, 15_000],
] as const)(
  'waits through an outage for an import that an earlier wait %s',
  async (_, state, ms) => {
    const clock = { now: () => now, monotonic: () => 0 } as Parameters<typeof readPast>[0]['clock'];
    const journal = memoryJournal();
    const world = { clock, loadJournal: async () => journal };
    const presenter = (await readPast(world)).withJournal(silent, kept, {});
    const { snapshot: _seen, ...result } = { ...ended(now, 'succeeded'), outcome: null };
    presenter.handle({ ...result, ...(state && { snapshot: seenAs(state) }) });
    await presenter.finish();
    const { withPast } = await readPast(world);
    const { answeredMs } = withPast({ target } as unknown as ConnectedImport);
    const resumed = await story([unavailable], { answeredMs: answeredMs ?? (() => Number.NaN) });
    expect(resumed.result).toMatchObject({ outcome: 'no-answer', durationMs: ms });
  },
);

const seenAs = (state: 'running') => snapshot({ state, vendorState: state }, now);

const ended = (at: number, state: 'succeeded') => ({
  type: 'result' as const,
  at,
  target,
  outcome: state,
  exitCode: 0,
  durationMs: 7 * minute,
  polls: 4,
  alreadyEnded: false,
  snapshot: snapshot({ state, vendorState: state }, at),
});

it('writes the beginning of a wait before its end, even if the disk is slow at first', async () => {
  const journal = memoryJournal();
  let resume = () => {};
  const pause = new Promise<void>((resolve) => {
    resume = resolve;
  });
  let appended = 0;
  const slowAtFirst: Journal = {
    ...journal,
    append: async (line) => {
      appended += 1;
      if (appended === 1) await pause;
      await journal.append(line);
    },
  };
  const clock = { now: () => now, monotonic: () => now } as Parameters<typeof readPast>[0]['clock'];
  const imports = await readPast({ clock, loadJournal: async () => slowAtFirst });
  imports.withPast({ target } as unknown as ConnectedImport);
  const presenter = imports.withJournal(silent, kept, {});
  presenter.handle({
    type: 'result',
    at: now,
    target,
    outcome: 'succeeded',
    exitCode: 0,
    durationMs: minute,
    polls: 4,
    snapshot: snapshot({ state: 'succeeded', vendorState: 'SUCCESS' }, now),
  });
  resume();
  await presenter.finish();
  const types = parseJournal(await journal.read()).map(({ type }) => type);
  expect(types).toEqual(['watch', 'end']);
});

it('keeps no wait for an import whose id has a secret in it', async () => {
  const journal = memoryJournal();
  const imports = await readPast({ clock: fixedClock, loadJournal: async () => journal });
  const masked = { ...target, id: 'x-***', source: '/work/.importwatchrc' };
  await imports.withJournal(silent, [...kept, masked], {}).finish();
  expect(parseJournal(await journal.read())).toMatchObject([
    { type: 'watch', targets: [], count: 2 },
  ]);
});
