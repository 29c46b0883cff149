import { expect, it } from 'vitest';
import { readPast } from '../../src/cli/past-imports.ts';
import type { Presenter } from '../../src/cli/present.ts';
import { type JournalEntry, journalLine, parseJournal } from '../../src/core/journal.ts';
import { snapshot } from '../../src/core/snapshot.ts';
import type { Subject } from '../../src/core/watch.ts';

const target = { profile: 'shop', provider: 'elevate', id: '42' };
const kept = [{ ...target, source: '/work/.importwatchrc' }];
const minute = 60_000;
const now = 1000 * minute;
const silent: Presenter = { handle() {}, log() {}, async finish() {}, stop() {} };

const past: readonly JournalEntry[] = [
  { type: 'watch', at: 1 * minute, targets: kept, choice: {} },
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
  let text = past.map(journalLine).join('');
  const journal = {
    read: async () => text,
    append: async (line: string) => {
      text += line;
    },
    clear: async () => {},
  };
  const clock = { now: () => time } as Parameters<typeof readPast>[0]['clock'];
  const imports = await readPast({ clock, loadJournal: async () => journal });
  const subject = imports.expecting({ target } as unknown as Subject);
  const presenter = imports.keeping(silent, kept, {});
  const seen = (state: 'queued' | 'running' | 'succeeded') =>
    snapshot({ state, vendorState: state }, time);

  const first = await readPast({ clock, loadJournal: async () => journal });
  const running = first.expecting({ target } as unknown as Subject).expect?.(seen('running'));
  expect(running?.elapsedMs).toBe(999 * minute);

  expect(subject.expect?.(seen('queued'))).toBeUndefined();
  time += 5 * minute;
  expect(subject.expect?.(seen('queued'))).toBeUndefined();
  time += minute;
  expect(subject.expect?.(seen('running'))).toEqual({ usualMs: 4 * minute, elapsedMs: minute });
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
  expect(parseJournal(text).at(-1)).toMatchObject({ type: 'end', durationMs: 2 * minute });
});
