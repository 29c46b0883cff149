import { ImportwatchError } from '../../src/core/model/errors.ts';
import type { ImportEvent, ResultEvent } from '../../src/core/model/events.ts';
import type { WatchOptions } from '../../src/core/model/options.ts';
import { defaultWaitOptions } from '../../src/core/model/options.ts';
import {
  type ImportSnapshot,
  type SnapshotFields,
  snapshot,
} from '../../src/core/model/snapshot.ts';
import type { Warning } from '../../src/core/model/warning.ts';
import type { InFlightPoll } from '../../src/core/pacing/in-flight-poll.ts';
import type { OriginQueue } from '../../src/core/pacing/origin-queue.ts';
import { Stop } from '../../src/core/ports/abort.ts';
import { watch } from '../../src/core/watch/watch.ts';
import { VirtualTime } from './virtual-time.ts';

export const waiting: WatchOptions = {
  ...defaultWaitOptions,
  once: false,
  interactive: false,
  jitter: false,
};

export type Scene = SnapshotFields | ImportwatchError | 'hangs';

export const running = (fields?: Partial<SnapshotFields> | number): SnapshotFields => ({
  state: 'running',
  vendorState: 'IN_PROGRESS',
  ...(typeof fields === 'object' && fields),
});
export const succeeded: SnapshotFields = { state: 'succeeded', vendorState: 'SUCCESS' };
export const unavailable = new ImportwatchError(
  'busy',
  'The service cannot answer now (HTTP 503).',
  {
    status: 503,
  },
);

export interface Story {
  readonly events: readonly ImportEvent[];
  readonly result: ResultEvent;
  /** When each poll was made, in ms from the start. */
  readonly polledMs: readonly number[];
}

export interface StoryOptions extends Partial<WatchOptions> {
  /** Absent: a service without ids. */
  readonly id?: string | undefined;
  /** The signal is given so long after the start. */
  readonly interruptAtMs?: number;
  /** The reason that the signal gives. */
  readonly interrupt?: unknown;
  /** How long each answer takes, or the answer of each poll. */
  readonly tookMs?: number | ((poll: number) => number);
  /** What the service wants, in ms from the start; asked at a moment. */
  readonly notBeforeMs?: number | ((ms: number) => number);
  /** The wall clock is set to another time, so long after the start. */
  readonly jump?: { readonly atMs: number; readonly byMs: number };
  /** The process is stopped, so long after the start. */
  readonly stopped?: { readonly atMs: number; readonly forMs: number };
  /** When the service last answered about any import, in ms from the start; asked at a moment. */
  readonly answeredMs?: (ms: number) => number;
  /** Of the import itself, such as one polled without verification of the certificate. */
  readonly warnings?: readonly Warning[];
  /** Of the import as well. */
  readonly ifNotFound?: string;
  readonly reportsFailed?: boolean;
  readonly queue?: OriginQueue;
  /** For how long answers have been in a cache. */
  readonly ageMs?: number;
}

/** No story takes as many; a watch that asks without a pause would never let go of the process. */
const mostPolls = 10_000;

/** Monotonic time has begun long before the story. */
const originMs = 7_654_321;

/**
 * Watches, in virtual time, an import that `script` tells of: a scene for each moment in ms, or one
 * for each poll, the last one again and again.
 */
export async function story(
  script: readonly Scene[] | ((ms: number) => Scene),
  {
    id = '42',
    interruptAtMs,
    interrupt = new Stop('interrupted', 143),
    answeredMs,
    tookMs = 0,
    notBeforeMs = Number.NEGATIVE_INFINITY,
    jump,
    stopped,
    warnings,
    ifNotFound,
    reportsFailed,
    queue,
    ageMs,
    ...options
  }: StoryOptions = {},
): Promise<Story> {
  const time = new VirtualTime(originMs);
  const elapsedMs = () => time.monotonic() - originMs;
  const polledMs: number[] = [];
  const poll = async (signal: AbortSignal, inFlight?: InFlightPoll): Promise<ImportSnapshot> => {
    if (inFlight && ageMs !== undefined) inFlight.ageMs = ageMs;
    polledMs.push(elapsedMs());
    if (polledMs.length > mostPolls) throw new Error('this is asked without end');
    const scene =
      typeof script === 'function'
        ? script(elapsedMs())
        : (script[Math.min(polledMs.length, script.length) - 1] as Scene);
    const takesMs = typeof tookMs === 'function' ? tookMs(polledMs.length) : tookMs;
    if (takesMs > 0) await time.sleep(takesMs, signal);
    if (scene === 'hangs') await time.sleep(1e9, signal);
    if (scene instanceof ImportwatchError) throw scene;
    return snapshot(scene as SnapshotFields, time.now());
  };
  const controller = new AbortController();
  const ended = new AbortController();
  const at = (ms: number, happens: () => void) =>
    void time.sleep(ms, ended.signal).then(happens, () => {});
  if (interruptAtMs !== undefined) {
    at(interruptAtMs, () => controller.abort(interrupt));
  }
  if (stopped) at(stopped.atMs, () => time.stop(stopped.forMs));
  if (jump) at(jump.atMs, () => time.jump(jump.byMs));
  const events: ImportEvent[] = [];
  const target = { profile: 'shop', provider: 'elevate', ...(id !== '' && { id }) };
  const connected = {
    target,
    service: 'The Service',
    poll,
    rateLimit: {
      notBefore: () =>
        originMs + (typeof notBeforeMs === 'function' ? notBeforeMs(elapsedMs()) : notBeforeMs),
    },
    ...(answeredMs && { answeredMs: () => originMs + answeredMs(elapsedMs()) }),
    ...(warnings && { warnings }),
    ...(ifNotFound && { ifNotFound }),
    ...(reportsFailed !== undefined && { reportsFailed }),
    ...(queue && { queue }),
  };
  const world = { clock: time, random: () => 0.5 };
  const watching = (async () => {
    for await (const event of watch(
      connected,
      { ...waiting, ...options },
      world,
      controller.signal,
    )) {
      events.push(event);
    }
  })();
  await time.run(watching);
  ended.abort();
  if (time.sleeping > 0) throw new Error('something still sleeps when all is over');
  expectSentences(events);
  return { events, result: events.at(-1) as ResultEvent, polledMs };
}

/** Whatever is said is said in sentences. */
function expectSentences(events: readonly ImportEvent[]): void {
  for (const event of events) {
    for (const text of textsOf(event)) {
      if (!/^\S.*[.!?…]$/.test(text)) throw new Error(`no sentence: "${text}"`);
    }
  }
}

function textsOf(event: ImportEvent): readonly string[] {
  if (event.type === 'warning') return [event.message];
  const { message, hint } = ('error' in event && event.error) || {};
  return [message, hint].filter((text) => text !== undefined);
}
