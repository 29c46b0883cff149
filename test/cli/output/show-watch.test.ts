import { expect, it } from 'vitest';
import type { Presenter } from '../../../src/cli/output/presenter.ts';
import { showWatch } from '../../../src/cli/output/show-watch.ts';
import { withSideOutputs } from '../../../src/cli/output/side-outputs/side-outputs.ts';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { quietWorld } from '../../helpers/quiet-world.ts';

const silent: Presenter = { handle() {}, log() {}, stop() {}, finish: async () => {} };
const group = { any: false, failFast: false };

it.each<readonly [string, Partial<Presenter>]>([
  [
    'a line',
    {
      handle() {
        throw new Error('a line fails');
      },
    },
  ],
  ['a report', { finish: () => Promise.reject(new Error('a report fails')) }],
])('side outputs get the end and finish if %s of the usual output fails', async (what, broken) => {
  const seen: WatchEvent[] = [];
  let finished = 0;
  const side = {
    handle: (event: WatchEvent) => void seen.push(event),
    async finish() {
      finished += 1;
    },
  };
  const presenter = withSideOutputs({ ...silent, ...broken }, [side]);
  await expect(showWatch([], group, presenter, quietWorld())).rejects.toThrow(`${what} fails`);
  expect(seen.at(-1)).toMatchObject({ type: 'end', exitCode: 70 });
  expect(finished).toBeGreaterThan(0);
});
