import { ImportwatchError } from '../../src/core/model/errors.ts';
import type { ResultEvent, WatchEvent } from '../../src/core/model/events.ts';
import type { WatchOptions } from '../../src/core/model/options.ts';
import { snapshot } from '../../src/core/model/snapshot.ts';
import { Stop } from '../../src/core/ports/abort.ts';
import { type WatchGroup, watchAll } from '../../src/core/watch/watch-all.ts';
import { type Scene, waiting } from './story.ts';
import { VirtualTime } from './virtual-time.ts';

export interface StoriesOptions extends Partial<WatchOptions> {
  /** When the signal arrives, in ms from the start. */
  readonly interruptAtMs?: number;
  /** The consumer stops reading after this event. */
  readonly leaveAfter?: (event: WatchEvent) => boolean;
}

export interface Stories {
  readonly events: readonly WatchEvent[];
  /** By id. */
  readonly results: Readonly<Record<string, ResultEvent>>;
  readonly exitCode: number | undefined;
  readonly error?: unknown;
  /** From the start to the last event. */
  readonly durationMs: number;
  /** Polls still in flight at the end. */
  readonly inFlight: number;
}

/** Watches several imports in virtual time. Each script returns the scene at a time in ms. */
export async function stories(
  scripts: Readonly<Record<string, (ms: number) => Scene>>,
  { interruptAtMs, leaveAfter, ...options }: StoriesOptions = {},
): Promise<Stories> {
  const time = new VirtualTime();
  const controller = new AbortController();
  if (interruptAtMs !== undefined) {
    const interrupt = time.sleep(interruptAtMs, new AbortController().signal);
    void interrupt.then(() => controller.abort(new Stop('interrupted', 143)));
  }
  let inFlight = 0;
  const poll = async (id: string, signal: AbortSignal) => {
    const scene = scripts[id]?.(time.monotonic()) ?? 'hangs';
    inFlight += 1;
    try {
      if (scene === 'hangs') await time.sleep(1e9, signal);
    } finally {
      inFlight -= 1;
    }
    if (scene instanceof ImportwatchError || scene === 'hangs') throw scene;
    return snapshot(scene, time.now());
  };
  const imports = Object.keys(scripts).map((id) => ({
    connected: {
      target: { profile: 'shop', provider: 'elevate', id },
      service: 'The Service',
      poll: (signal: AbortSignal) => poll(id, signal),
      rateLimit: { notBefore: () => Number.NEGATIVE_INFINITY },
    },
    options: { ...waiting, ...options },
  }));
  const group: WatchGroup = { ...waiting, ...options };
  const world = { clock: time, random: () => 0.5 };
  const events: WatchEvent[] = [];
  let error: unknown;
  const watching = (async () => {
    for await (const event of watchAll(imports, group, world, controller.signal)) {
      events.push(event);
      if (leaveAfter?.(event)) break;
    }
  })();
  await time.run(
    watching.catch((reason: unknown) => {
      error = reason;
    }),
  );
  const results = events.filter((event) => event.type === 'result');
  const last = events.at(-1);
  return {
    events,
    results: Object.fromEntries(results.map((result) => [result.target.id, result])),
    exitCode: last?.type === 'end' ? last.exitCode : undefined,
    ...(error !== undefined && { error }),
    durationMs: time.monotonic(),
    inFlight,
  };
}
