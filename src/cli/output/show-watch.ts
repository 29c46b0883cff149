import { exitCodeOf } from '../../core/model/errors.ts';
import type { WatchEvent } from '../../core/model/events.ts';
import { exitCodes } from '../../core/model/outcome.ts';
import { type Watched, type WatchGroup, watchAll } from '../../core/watch/watch-all.ts';
import type { World } from '../world.ts';
import type { Presenter } from './presenter.ts';

/**
 * Watches and shows. Returns the exit code. Always restores the terminal. `extend` can add events.
 */
export async function showWatch(
  imports: readonly Watched[],
  group: WatchGroup,
  presenter: Presenter,
  { clock, random, stop, untilCrash }: World,
  extend: (events: AsyncIterable<WatchEvent>) => AsyncIterable<WatchEvent> = (events) => events,
): Promise<number> {
  const events = extend(watchAll(imports, group, { clock, random }, stop));
  let exitCode: number = exitCodes.bug;
  let hasFailed = false;

  async function show(): Promise<void> {
    for await (const event of events) {
      if (hasFailed) return;
      presenter.handle(event);
      if (event.type === 'end') exitCode = event.exitCode;
    }
  }

  /** Finishes even if the end cannot be shown: --on-end has to run. */
  async function end(exitCode: number): Promise<void> {
    try {
      presenter.handle({ type: 'end', at: clock.now(), exitCode });
    } finally {
      await presenter.finish();
    }
  }

  try {
    await untilCrash(show());
    await presenter.finish();
  } catch (error) {
    hasFailed = true;
    // The first error explains more than one that follows from it.
    await end(exitCodeOf(error)).catch(() => {});
    throw error;
  } finally {
    presenter.stop();
  }
  return exitCode;
}
