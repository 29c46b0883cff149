import { exitCodeOf } from '../../core/model/errors.ts';
import { exitCodes } from '../../core/model/outcome.ts';
import { type Watched, type WatchGroup, watchAll } from '../../core/watch/watch-all.ts';
import type { World } from '../world.ts';
import type { Presenter } from './presenter.ts';

/** Watches and shows; returns the exit code. Always restores the terminal. */
export async function showWatch(
  imports: readonly Watched[],
  group: WatchGroup,
  presenter: Presenter,
  { clock, random, stop }: World,
): Promise<number> {
  let exitCode: number = exitCodes.bug;
  try {
    for await (const event of watchAll(imports, group, { clock, random }, stop)) {
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
