import { writeFileSync } from 'node:fs';
import { defaultWaitOptions } from '../src/core/model/options.ts';
import { type ImportSnapshot, snapshot } from '../src/core/model/snapshot.ts';
import { createRateLimit } from '../src/core/pacing/rate-limit.ts';
import { afterSnapshot } from '../src/core/watch/after-snapshot.ts';
import { newWatchState } from '../src/core/watch/watch-state.ts';
import { scatter } from './scatter.ts';
import { chance, type Shape, shapes } from './shapes.ts';

/** The round trip of a request, half of it each way. */
const latencyMs = 150;
const seeds = 200;
const durations = { '10 s': 10_000, '60 s': 60_000, '10 min': 600_000, '1 h': 3_600_000 };

interface Run {
  readonly durationMs: number;
  readonly requests: number;
  readonly delayMs: number;
}

/** Polls until the end is seen. `next` returns the time of the next poll after an answer. */
type Strategy = (durationMs: number, seen: (atMs: number) => ImportSnapshot) => Run;

function run(
  durationMs: number,
  next: (askedMs: number, nowMs: number) => number | undefined,
): Run {
  let askedMs = 0;
  for (let requests = 1; ; requests++) {
    const nowMs = askedMs + latencyMs;
    const nextMs = next(askedMs + latencyMs / 2, nowMs);
    if (nextMs === undefined) return { durationMs, requests, delayMs: nowMs - durationMs };
    askedMs = nextMs;
  }
}

/** The shipped schedule. `limited` returns, for each answer, the earliest time of the next poll. */
const shippedWith =
  (limited: (seenMs: number, nowMs: number) => number): Strategy =>
  (durationMs, seen) => {
    let history = newWatchState(0);
    const options = { ...defaultWaitOptions, once: false, interactive: false, jitter: false };
    return run(durationMs, (seenMs, nowMs) => {
      const step = afterSnapshot(history, seen(seenMs), {
        options,
        service: '',
        named: true,
        askedMs: nowMs - latencyMs,
        sentMs: nowMs - latencyMs,
        lateMs: 0,
        answeredMs: nowMs,
        ageMs: 0,
        nowMs,
        deadlineMs: Number.POSITIVE_INFINITY,
        notBeforeMs: limited(seenMs, nowMs),
        random: 0.5,
      });
      history = step.state;
      return 'outcome' in step.next ? undefined : step.next.atMs;
    });
  };

const shipped = shippedWith(() => Number.NEGATIVE_INFINITY);

/**
 * A service that allows ten requests per minute and reports that in headers. `refused` counts the
 * others.
 */
function withLimit(): { readonly strategy: Strategy; refused: number } {
  const most = 10;
  const windowMs = 60_000;
  const epochMs = Date.UTC(2026, 0, 1);
  const strategy: Strategy = (durationMs, seen) => {
    let answeredMs = 0;
    const clock = { now: () => epochMs + answeredMs, monotonic: () => answeredMs };
    const rateLimit = createRateLimit({ ...clock, sleep: () => Promise.reject() });
    let made = 0;
    let window = -1;
    return shippedWith((seenMs, nowMs) => {
      const current = Math.floor(seenMs / windowMs);
      made = current === window ? made + 1 : 1;
      window = current;
      if (made > most) limited.refused += 1;
      answeredMs = nowMs;
      const headers = {
        'x-ratelimit-remaining': String(Math.max(0, most - made)),
        'x-ratelimit-reset': String(epochMs + (current + 1) * windowMs),
      };
      rateLimit.note({ status: made > most ? 429 : 200, headers, text: '' }, made <= most);
      return rateLimit.notBefore();
    })(durationMs, seen);
  };
  const limited = { strategy, refused: 0 };
  return limited;
}

/** Pauses between polls, in ms. */
const paused =
  (pause: (count: number) => number): Strategy =>
  (durationMs, seen) => {
    let count = 0;
    return run(durationMs, (seenMs, nowMs) =>
      seen(seenMs).state === 'succeeded' ? undefined : nowMs + pause(count++),
    );
  };

const jitter = chance(7);
const strategies: Readonly<Record<string, Strategy>> = {
  importwatch: shipped,
  'fixed 1 s': paused(() => 1000),
  'fixed 3 s': paused(() => 3000),
  'fixed 5 s': paused(() => 5000),
  'fixed 10 s': paused(() => 10_000),
  'fixed 15 s': paused(() => 15_000),
  'fixed 30 s': paused(() => 30_000),
  '1 s x 10, then 5 s (Shopify)': paused((count) => (count < 10 ? 1000 : 5000)),
  '1 s x 1.5, cap 20 s (Google)': paused((count) => Math.min(20_000, 1000 * 1.5 ** count)),
  '2 to 120 s, jitter (Smithy)': paused(
    (count) => 2000 + jitter() * (Math.min(120_000, 2000 * 2 ** count) - 2000),
  ),
};

function importOf(shape: Shape, durationMs: number, total: number) {
  return (atMs: number): ImportSnapshot => {
    const done = atMs >= durationMs;
    const share = done ? shape(1) : shape(atMs / durationMs);
    const counts =
      share === undefined ? {} : { total, completed: done ? total : Math.floor(share * total) };
    const state = done ? 'succeeded' : 'running';
    return snapshot({ state, vendorState: state, ...counts }, atMs);
  };
}

function runsOf(strategy: Strategy, shapeNames: readonly string[], meanMs: number): Run[] {
  return shapeNames.flatMap((name) =>
    Array.from({ length: seeds }, (_, seed) => {
      const random = chance(seed * 7919 + meanMs);
      const durationMs = meanMs * (0.8 + 0.4 * random());
      const total = Math.round(10 ** (2 + 3 * random()));
      const shape = (shapes[name] as (typeof shapes)[string])(random);
      return strategy(durationMs, importOf(shape, durationMs, total));
    }),
  );
}

function figures(runs: readonly Run[]) {
  const delays = runs.map(({ delayMs }) => delayMs / 1000).sort((a, b) => a - b);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    requests: mean(runs.map(({ requests }) => requests)),
    mean: mean(delays),
    p95: delays[Math.floor(delays.length * 0.95)] ?? 0,
    worst: delays.at(-1) ?? 0,
  };
}

type Figures = ReturnType<typeof figures>;

const goals: Readonly<Record<string, Partial<Figures>>> = {
  '10 s': { requests: 12, p95: 1.3 },
  '60 s': { requests: 25, mean: 0.8 },
  '10 min': { requests: 50, mean: 1.6, p95: 8 },
  '1 h': { requests: 170, mean: 1.8 },
};

/** `-- --draw` draws the picture in docs/performance.md. */
const picture = 'docs/images/detection.svg';
const drawn = process.argv[2] === '--draw' ? '10 min' : undefined;

function draw(all: readonly (readonly [name: string, figures: Figures])[]): void {
  const points = all.map(([name, { requests, mean }]) => ({ name, requests, delay: mean }));
  writeFileSync(picture, scatter('A 10-minute import: the cost of noticing its end', points));
}

let missed = 0;
const row = (cells: readonly (string | number)[]) =>
  cells
    .map((cell, column) => (column === 0 ? String(cell).padEnd(30) : String(cell).padStart(10)))
    .join('');
const shown = ({ requests, mean, p95, worst }: Figures) =>
  [requests.toFixed(1), mean.toFixed(2), p95.toFixed(2), worst.toFixed(2)] as const;
const say = (line = '') => process.stdout.write(`${line}\n`);

const counting = Object.keys(shapes).filter((name) => name !== 'status only');
for (const [duration, meanMs] of Object.entries(durations)) {
  say(`\n${duration} ± 20 %; ${seeds} imports of each shape; delays in seconds`);
  say(row(['with counts', 'requests', 'mean', 'p95', 'worst']));
  const all = Object.entries(strategies).map(
    ([name, strategy]) => [name, figures(runsOf(strategy, counting, meanMs))] as const,
  );
  for (const [name, those] of all) say(row([name, ...shown(those)]));
  if (duration === drawn) draw(all);
  const ours = all[0]?.[1] as Figures;
  const goal = goals[duration] ?? {};
  const misses = (Object.keys(goal) as (keyof Figures)[]).filter(
    (key) => ours[key] > (goal[key] ?? 0),
  );
  const better = all
    .filter(([name]) => name.startsWith('fixed'))
    .filter(([, those]) => those.requests < ours.requests && those.mean < ours.mean);
  say(
    row(['goal', ...['requests', 'mean', 'p95'].map((key) => goal[key as keyof Figures] ?? '-')]),
  );
  missed += misses.length + better.length;
  say(misses.length ? `MISSED: ${misses.join(', ')}` : 'goal met');
  for (const [name] of better) say(`BETTER IN BOTH: ${name}`);
  for (const name of counting) {
    say(row([`  of these, ${name}`, ...shown(figures(runsOf(shipped, [name], meanMs)))]));
  }
  const words = runsOf(shipped, ['status only'], meanMs);
  const late = words.filter(({ durationMs, delayMs }) => {
    const pauseMs = Math.min(10_000, Math.max(1000, 0.05 * durationMs));
    return delayMs > pauseMs + 1.5 * latencyMs;
  }).length;
  missed += late;
  say(
    row(['status only', ...shown(figures(words))]) +
      (late ? `  MISSED: ${late} late` : '  goal met'),
  );
  const limit = withLimit();
  const limited = figures(runsOf(limit.strategy, counting, meanMs));
  missed += limit.refused;
  say(
    row(['ten requests per minute', ...shown(limited)]) +
      (limit.refused ? `  MISSED: ${limit.refused} refused` : '  none refused'),
  );
}
process.exitCode = missed ? 1 : 0;
