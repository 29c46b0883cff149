import { Stop } from './abort.ts';
import type { ImportEvent, ResultEvent, WatchEvent } from './events.ts';
import { exitCodes, gravestExitCode } from './outcome.ts';
import { type Subject, type WatchOptions, type World, watch } from './watch.ts';

/**
 * Watches several imports side by side; the last event is `end`. With `any` it ends at the first
 * that succeeded, with `failFast` at the first that did not; what is then unfinished has a result
 * without an outcome.
 */
export async function* watchAll(
  subjects: readonly Subject[],
  options: WatchOptions,
  world: World,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent, void> {
  const release = new AbortController();
  const either = AbortSignal.any([signal, release.signal]);
  const results: ResultEvent[] = [];
  const watches = subjects.map((subject) => watch(subject, options, world, either));
  for await (const event of merge(watches)) {
    yield event;
    if (event.type !== 'result') continue;
    results.push(event);
    if (decides(event, options)) release.abort(new Stop('released'));
  }
  const exitCode = exitCodeOf(results, options);
  yield { type: 'end', at: world.clock.now(), exitCode };
}

function decides({ outcome }: ResultEvent, { any, failFast }: WatchOptions): boolean {
  return outcome === 'succeeded' ? any : failFast && outcome !== null;
}

function exitCodeOf(results: readonly ResultEvent[], { any }: WatchOptions): number {
  if (any && results.some(({ outcome }) => outcome === 'succeeded')) return exitCodes.succeeded;
  return gravestExitCode(results);
}

/** The events of all, as they come. Rejects with the first error of any. */
async function* merge(
  sources: readonly AsyncGenerator<ImportEvent, void>[],
): AsyncGenerator<ImportEvent, void> {
  const ready: ImportEvent[] = [];
  const failures: unknown[] = [];
  let open = sources.length;
  let wake = () => {};
  const pump = async (source: AsyncGenerator<ImportEvent, void>) => {
    try {
      for await (const event of source) {
        ready.push(event);
        wake();
      }
    } catch (error) {
      failures.push(error);
    }
    open -= 1;
    wake();
  };
  for (const source of sources) void pump(source);
  while (open > 0 || ready.length > 0) {
    if (failures.length > 0) throw failures[0];
    if (ready.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    yield* ready.splice(0);
  }
  if (failures.length > 0) throw failures[0];
}
