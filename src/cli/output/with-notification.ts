import type { ResultEvent } from '../../core/model/events.ts';
import { isDumb } from '../../render/theme/color.ts';
import { notificationText, notifyFor } from '../../render/theme/notification.ts';
import type { World } from '../world.ts';
import { isCi, type Presenter } from './presenter.ts';

/** After a shorter wait, the user is still watching. */
const longMs = 10_000;

/**
 * The same presenter, which also notifies a user who looks elsewhere about the end of a long watch:
 * after all other output, on a terminal only. A user who interrupts a watch needs no notification.
 */
export function withNotification(
  presenter: Presenter,
  world: Pick<World, 'clock' | 'env' | 'platform'> & {
    readonly stderr: Pick<World['stderr'], 'isTerminal' | 'write'>;
  },
): Presenter {
  const { clock, env, platform, stderr } = world;
  if (!stderr.isTerminal || isDumb(env, platform) || isCi(world)) return presenter;
  const startedMs = clock.monotonic();
  const results: ResultEvent[] = [];
  return {
    ...presenter,
    handle(event) {
      presenter.handle(event);
      if (event.type === 'result') results.push(event);
      const isOver = event.type === 'end' && clock.monotonic() - startedMs >= longMs;
      if (isOver && !results.some(({ outcome }) => outcome === 'interrupted')) {
        stderr.write(notifyFor(env)(notificationText(results)));
      }
    },
  };
}
