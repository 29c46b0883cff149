import type { ImportEvent, ResultEvent, WatchEvent } from '../model/events.ts';
import type { WatchOptions } from '../model/options.ts';
import { exitCodes, mostSeriousExitCode } from '../model/outcome.ts';
import type { ConnectedImport } from '../pacing/connected-import.ts';
import { Stop } from '../ports/abort.ts';
import { type WatchPorts, watch } from './watch.ts';

/** One import among several, with the options of its profile. */
export interface Watched {
  readonly connected: ConnectedImport;
  readonly options: WatchOptions;
}

/** When the watch of several imports ends before all of them have. */
export type WatchGroup = Pick<WatchOptions, 'any' | 'failFast'>;

/**
 * Watches several imports in parallel. The last event is `end`. With `any` it ends at the first
 * success, with `failFast` at the first import that doesn't succeed. Imports still running get a
 * result without an outcome. The same happens if one watch rejects. Then this one rejects too. A
 * caller that stops iterating stops all requests.
 */
export async function* watchAll(
  imports: readonly Watched[],
  { any, failFast }: WatchGroup,
  world: WatchPorts,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent, void> {
  const release = new AbortController();
  const releaseAll = () => release.abort(new Stop('released'));
  const either = AbortSignal.any([signal, release.signal]);
  const results: ResultEvent[] = [];
  const watches = imports.map(({ connected, options }) => watch(connected, options, world, either));
  try {
    for await (const event of merge(watches, releaseAll)) {
      yield event;
      if (event.type !== 'result') continue;
      results.push(event);
      const decides = event.outcome === 'succeeded' ? any : failFast && event.outcome !== null;
      if (decides) releaseAll();
    }
  } finally {
    releaseAll();
  }
  const one = any && results.some(({ outcome }) => outcome === 'succeeded');
  const exitCode = one ? exitCodes.succeeded : mostSeriousExitCode(results);
  yield { type: 'end', at: world.clock.now(), exitCode };
}

/** The events of all, as they come. Rejects with the first error, once all have ended. */
async function* merge(
  sources: readonly AsyncGenerator<ImportEvent, void>[],
  onError: () => void,
): AsyncGenerator<ImportEvent, void> {
  const ready: ImportEvent[] = [];
  const errors: unknown[] = [];
  let open = sources.length;
  let wake = () => {};
  const pump = async (source: AsyncGenerator<ImportEvent, void>) => {
    try {
      for await (const event of source) {
        ready.push(event);
        wake();
      }
    } catch (error) {
      errors.push(error);
      onError();
    }
    open -= 1;
    wake();
  };
  for (const source of sources) void pump(source);
  while (open > 0 || ready.length > 0) {
    if (ready.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    yield* ready.splice(0);
  }
  if (errors.length > 0) throw errors[0];
}
