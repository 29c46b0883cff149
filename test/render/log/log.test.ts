import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { createLog } from '../../../src/render/log/log.ts';
import { noon } from '../../helpers/clock.ts';
import { stories } from '../../helpers/stories.ts';
import { running, type Scene, succeeded, unavailable } from '../../helpers/story.ts';
import { anyEvent } from '../../properties/events.ts';
import { forbidden } from '../../properties/hostile.ts';

const minute = 60_000;

interface Log {
  readonly lines: readonly string[];
  /** The longest time without a line, in seconds, from the start to the end. */
  readonly silenceS: number;
}

/** What a log gets of a run in virtual time: each line with the ms of its event. */
function logOf(events: readonly WatchEvent[]): Log {
  const imports = events.filter(({ type }) => type === 'start').length;
  const log = createLog(imports, { time: (at) => `${(at - noon) / 1000}` });
  const told = events.flatMap((event) => log(event).map((line) => ({ line, at: event.at })));
  const times = [...told.map(({ at }) => at), events.at(-1)?.at ?? noon];
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  return { lines: told.map(({ line }) => line), silenceS: Math.max(...gaps) / 1000 };
}

/** Counts that grow steadily to the end. */
const counting =
  (endMs: number, total = 5000) =>
  (ms: number): Scene =>
    ms >= endMs
      ? { ...succeeded, completed: total, total }
      : running({ completed: Math.floor((total * ms) / endMs), total });

/** Status words only. */
const words =
  (endMs: number) =>
  (ms: number): Scene => {
    if (ms < endMs / 10) return { state: 'queued', vendorState: 'WAITING' };
    return ms < endMs ? running() : succeeded;
  };

const during =
  (fromMs: number, toMs: number, scene: Scene, otherwise: (ms: number) => Scene) => (ms: number) =>
    ms >= fromMs && ms < toMs ? scene : otherwise(ms);

const hour = 60 * minute;
const of = (count: number, script: (index: number) => (ms: number) => Scene) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`i${index}`, script(index)]));

describe('the log of one import of ten minutes', () => {
  const ten = 10 * minute;
  it.each([
    ['that counts steadily', counting(ten)],
    ['that has words only', words(ten)],
    ['that is away for four minutes', during(2 * minute, 6 * minute, unavailable, counting(ten))],
    [
      'whose service answers every other time',
      (ms) => (Math.floor(ms / 1000) % 2 ? unavailable : counting(ten)(ms)),
    ],
    ['whose service hangs for four minutes', during(2 * minute, 6 * minute, 'hangs', words(ten))],
  ])('%s has at most 40 lines and is never silent for 61 s', async (about, script) => {
    const { events, exitCode } = await stories({ a: script }, { timeoutMs: 20 * minute });
    const { lines, silenceS } = logOf(events);
    expect(exitCode).toBe(about.includes('hangs') ? 124 : 0);
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(silenceS).toBeLessThan(61);
  });
});

describe('the log of many imports', () => {
  it.each([
    ['50 that count', of(50, (index) => counting((20 + index / 4) * minute))],
    ['50 with words only', of(50, (index) => words((10 + index / 2) * minute))],
    ['50 that start and end together', of(50, () => counting(hour / 2))],
    [
      '50 whose service is away for four minutes',
      of(50, (index) =>
        during(5 * minute, 9 * minute, unavailable, counting((20 + index / 4) * minute)),
      ),
    ],
    ['200 that count', of(200, (index) => counting((5 + index / 40) * minute))],
  ])('%s is short and never silent for 61 s', async (_about, scripts) => {
    const { events, exitCode } = await stories(scripts);
    const { lines, silenceS } = logOf(events);
    const count = Object.keys(scripts).length;
    expect(exitCode).toBe(0);
    expect(lines.length).toBeLessThanOrEqual(count + 150);
    expect(silenceS).toBeLessThan(61);
  });
});

describe('the log of a few imports', () => {
  it('has their changes, and one line of heartbeats that counts all', async () => {
    const { events } = await stories(
      {
        a: words(3 * minute),
        b: counting(100 * minute),
        c: during(30_000, 32_000, unavailable, () => running()),
      },
      { timeoutMs: 5 * minute },
    );
    const { lines, silenceS } = logOf(events);
    expect(lines.slice(0, 6)).toEqual([
      '0  shop:a  watching (elevate)',
      '0  shop:b  watching (elevate)',
      '0  shop:c  watching (elevate)',
      '0  shop:a  queued (WAITING)',
      '0  shop:b  running (IN_PROGRESS)    0%      0/5,000',
      '0  shop:c  running (IN_PROGRESS)',
    ]);
    const text = lines.join('\n');
    expect(text).toMatch(/shop:a {2}running/);
    expect(text).toMatch(/shop:c {2}retry 1 in \ds: /);
    expect(text).toMatch(/ {2}3 imports {2}3 running \(after 2m \d\ds\)/);
    expect(text).toMatch(/ {2}3 imports {2}2 running, 1 done \(after 4m \d\ds\)/);
    expect(text).not.toContain('still');
    expect(silenceS).toBeLessThan(61);
  });
});

describe('the log of imports that wait for their first poll', () => {
  it('says why, and when all will have been polled, until they have been', () => {
    const log = createLog(2, { time: () => '0' });
    const targets = ['a', 'b'].map((id) => ({ profile: 'shop', provider: 'elevate', id }));
    const queue = { everyMs: 6700, leftMs: 13_400 };
    const beat = (more: object) =>
      targets.flatMap((target) => log({ type: 'heartbeat', at: 0, target, elapsedMs: 0, ...more }));
    for (const target of targets) log({ type: 'start', at: 0, target });
    expect(beat({ queue })).toEqual([
      '0  2 imports  2 polling; one request every 6.7s, all polled in 13s (after 0s)',
    ]);
    expect(beat({})).toEqual(['0  2 imports  2 polling (after 0s)']);
  });
});

describe('failures of many imports', () => {
  const refused = new ImportwatchError('refused', 'shop.example refused the credentials.');

  it('with the same message are printed once a minute', async () => {
    const away = of(50, () => during(2 * minute, 5 * minute, unavailable, words(10 * minute)));
    const { lines } = logOf((await stories(away)).events);
    const attempts = lines.filter((line) => /retry \d+ in/.test(line));
    expect(attempts.length).toBeGreaterThanOrEqual(3);
    expect(attempts.length).toBeLessThanOrEqual(4);
    expect(lines.join('\n')).toContain('  50 imports  50 retrying (after 2m 0');
    const wrongKey = await stories(of(50, () => () => refused));
    expect(logOf(wrongKey.events).lines).toEqual([
      '0  50 imports  watching',
      '0  shop:i0  access refused, after 0s: shop.example refused the credentials.',
    ]);
  });

  it('are printed with their import, when they happen', async () => {
    const scripts = {
      ...of(20, () => words(9 * minute)),
      x: during(minute, hour, refused, words(hour)),
    };
    const { lines } = logOf((await stories(scripts)).events);
    const index = lines.findIndex((line) => line.includes('shop:x  access refused'));
    expect(Number.parseFloat(lines[index] ?? '')).toBeLessThan(70);
    expect(lines.at(-1)).toContain('succeeded');
  });

  it('are not listed at a deadline, because the results list them', async () => {
    const { events } = await stories(
      of(50, () => () => running()),
      { timeoutMs: 90_000 },
    );
    expect(logOf(events).lines).toHaveLength(3);
  });
});

it('no line can act on a terminal or a CI system', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 20 }), fc.nat(60), (events, imports) => {
      const log = createLog(imports, { time: () => '12:00:00' });
      for (const line of events.flatMap((event) => log(event))) {
        expect(line).not.toMatch(forbidden);
        expect(line).not.toMatch(/^\s*::.*::|##\w*\[/);
      }
    }),
  );
});
