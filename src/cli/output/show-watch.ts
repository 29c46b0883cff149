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
  { clock, random, stop }: World,
  extend: (events: AsyncIterable<WatchEvent>) => AsyncIterable<WatchEvent> = (events) => events,
): Promise<number> {
  const events = extend(watchAll(imports, group, { clock, random }, stop));
  let exitCode: number = exitCodes.bug;
  try {
    for await (const event of events) {
      presenter.handle(event);
      if (event.type === 'end') exitCode = event.exitCode;
    }
    await presenter.finish();
  } catch (error) {
    presenter.handle({ type: 'end', at: clock.now(), exitCode: exitCodeOf(error) });
    await presenter.finish();
    throw error;
  } finally {
    presenter.stop();
  }
  return exitCode;
}
