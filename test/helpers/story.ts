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
  'The service is temporarily unavailable (HTTP 503).',
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
  /** When the signal arrives, in ms from the start. */
  readonly interruptAtMs?: number;
  /** The reason of the signal. */
  readonly interrupt?: unknown;
  /** How long answers take: always, or by the number of the poll. */
  readonly tookMs?: number | ((poll: number) => number);
  /** The earliest next poll that the service allows, in ms from the start, at a given time. */
  readonly notBeforeMs?: number | ((ms: number) => number);
  /** Sets the wall clock to another time at a given time after the start. */
  readonly jump?: { readonly atMs: number; readonly byMs: number };
  /** Suspends the process at a given time after the start. */
  readonly stopped?: { readonly atMs: number; readonly forMs: number };
  /** When the service last answered about any import, in ms from the start. */
  readonly answeredMs?: (ms: number) => number;
  /** Warnings about the import itself, such as one about an unverified certificate. */
  readonly warnings?: readonly Warning[];
  /** The hint if the import is not found. */
  readonly ifNotFound?: string;
  readonly reportsFailed?: boolean;
  /** Warnings if an import that succeeded is unusual. */
  readonly unusual?: (snapshot: ImportSnapshot) => readonly Warning[];
  readonly queue?: OriginQueue;
  /** How long answers have been in a cache. */
  readonly ageMs?: number;
}

/** More than any story needs. Ends a watch that polls without a pause. */
const mostPolls = 10_000;

/** Monotonic time starts long before the story. */
const originMs = 7_654_321;

/**
 * Watches an import in virtual time. `script` returns the scene at a time in ms, or lists the scene
 * of each poll, the last one repeated.
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
    unusual,
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
    if (polledMs.length > mostPolls) throw new Error('The watch polls without end.');
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
    ...(unusual && { unusual }),
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
  if (time.sleeping > 0) throw new Error('Something is still sleeping at the end.');
  expectSentences(events);
  return { events, result: events.at(-1) as ResultEvent, polledMs };
}

/** Checks that every text is a sentence. */
function expectSentences(events: readonly ImportEvent[]): void {
  for (const event of events) {
    for (const text of textsOf(event)) {
      if (!/^\S.*[.!?…]$/.test(text)) throw new Error(`Not a sentence: "${text}"`);
    }
  }
}

function textsOf(event: ImportEvent): readonly string[] {
  if (event.type === 'warning') return [event.message];
  const { message, hint } = ('error' in event && event.error) || {};
  return [message, hint].filter((text) => text !== undefined);
}
