import { expect, it } from 'vitest';
import { createLiveView } from '../../../src/adapters/terminal/live-view.ts';
import { createPresenter, type ShowOptions } from '../../../src/cli/output/presenter.ts';
import { readPast } from '../../../src/cli/watching/history/with-history.ts';
import type { World } from '../../../src/cli/world.ts';
import type { ImportEvent, WatchEvent } from '../../../src/core/model/events.ts';
import { type EndEntry, journalLine } from '../../../src/history/entries.ts';
import { type DrawBar, noPaint } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { countScans } from '../../helpers/count-scans.ts';
import { quietWorld } from '../../helpers/quiet-world.ts';
import { heartbeat, progress, result, retry, shop, start } from '../../render/sample-events.ts';

interface Form {
  readonly show?: ShowOptions;
  readonly once?: boolean;
  readonly inTerminal?: boolean;
}

const targetOf = (id: number) => ({ ...shop, id: String(id) });

/** All that can be reported of so many imports, of which a third fails; it takes a minute. */
function eventsOf(imports: number, once: boolean): readonly WatchEvent[] {
  const ids = Array.from({ length: imports }, (_, id) => id);
  const ended = (id: number) => (id % 3 === 0 ? 'failed' : 'succeeded');
  const end = (id: number) => [
    progress({ state: ended(id), completed: 9, total: 9 }, { target: targetOf(id) }),
    result({ target: targetOf(id), outcome: ended(id) }),
  ];
  const rounds: readonly ((id: number) => readonly ImportEvent[])[] = [
    (id) => [start(targetOf(id))],
    (id) => [retry({ target: targetOf(id) })],
    (id) => [progress({ completed: 1, total: 9 }, { target: targetOf(id), milestone: false })],
    (id) => [heartbeat({ target: targetOf(id) })],
    end,
  ];
  const events = (once ? rounds.slice(-1) : rounds).flatMap((round) => ids.flatMap(round));
  const last: WatchEvent = { type: 'end', at: noon + 60_000, exitCode: 1 };
  return [
    ...events.map((event, index) => ({ ...event, at: noon + (60_000 * index) / events.length })),
    last,
  ];
}

/** How much is gone through to show so many imports from the first event to the last line. */
async function scansFor(imports: number, { show = {}, once = false, inTerminal = false }: Form) {
  let at = noon;
  const quiet = quietWorld();
  const drawBar: DrawBar = (_fraction, width) => ['', ' '.repeat(width)];
  const glyphs = Promise.resolve({ drawBar, spinner: () => '*' });
  const terminal = { columns: 80, rows: 24, write: () => {}, on: () => {}, off: () => {} };
  const world: World = {
    ...quiet,
    env: { TERM: 'xterm' },
    stderr: { ...quiet.stderr, isTerminal: inTerminal, columns: inTerminal ? 80 : undefined },
    loadBar: async () => drawBar,
    loadPaint: async () => noPaint,
    openLiveView: async (options) =>
      createLiveView(terminal, {
        ...options,
        glyphs,
        now: () => at,
        keepPainting: () => () => {},
        inForeground: () => true,
      }),
    files: { append: async () => {}, write: async () => {}, replace: async () => {} },
  };
  const presenter = await createPresenter({ ...show, once, resume: null, imports }, world);
  const events = eventsOf(imports, once);
  return countScans(() => {
    for (const event of events) {
      at = event.at;
      presenter.handle(event);
    }
    void presenter.finish();
  });
}

it.each<[string, Form]>([
  ['a status', { once: true }],
  ['a status as JSON', { once: true, show: { json: 'events' } }],
  ['results alone', { show: { progress: 'none' } }],
  ['JSON', { show: { json: 'events' } }],
  ['a log', {}],
  ['Azure Pipelines and JUnit', { show: { ci: 'azure', junit: 'report.xml' } }],
  ['GitHub Actions', { show: { ci: 'github' } }],
  ['GitLab', { show: { ci: 'gitlab' } }],
  ['TeamCity', { show: { ci: 'teamcity' } }],
  ['a terminal', { inTerminal: true }],
])('to show four times as many imports is four times the work: %s', async (_, form) => {
  const few = await scansFor(200, form);
  expect((await scansFor(800, form)) / few).toBeLessThan(4.4);
});

it('to know what was watched before is four times the work for four times as much', async () => {
  const scans = async (imports: number) => {
    const ends = Array.from({ length: imports }, (_, id): EndEntry => {
      const ended = { type: 'end', outcome: 'succeeded', durationMs: 60_000 } as const;
      return { ...ended, at: noon + id, target: targetOf(id) };
    });
    const read = async () => ends.map(journalLine).join('');
    const world = { ...quietWorld(), loadJournal: async () => ({ read }) } as unknown as World;
    const past = await readPast(world);
    const snapshot = progress({ kind: 'PRODUCTS' }).snapshot;
    return countScans(() => {
      for (const { target } of ends) {
        const rateLimit = { notBefore: () => Number.NEGATIVE_INFINITY };
        const poll = async () => snapshot;
        past.withPast({ target, service: 'shop', poll, rateLimit }).expect?.(snapshot);
      }
    });
  };
  expect((await scans(800)) / (await scans(200))).toBeLessThan(4.4);
});
