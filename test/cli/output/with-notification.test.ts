import { describe, expect, it } from 'vitest';
import { withNotification } from '../../../src/cli/output/with-notification.ts';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import type { ImportSnapshot } from '../../../src/core/model/snapshot.ts';
import { snapshot } from '../../../src/core/model/snapshot.ts';
import { Stop } from '../../../src/core/ports/abort.ts';
import { watchAll } from '../../../src/core/watch/watch-all.ts';
import { running, succeeded, waiting } from '../../helpers/story.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

interface Circumstances {
  readonly env?: Record<string, string>;
  readonly isTerminal?: boolean;
  readonly interruptAtMs?: number;
}

/** What a wait of so long writes, in virtual time; events are shown as their types. */
async function writtenBy(
  endsAtMs: number,
  { env = { TERM: 'xterm' }, isTerminal = true, interruptAtMs }: Circumstances = {},
) {
  const time = new VirtualTime(0);
  const written: string[] = [];
  const shown: WatchEvent['type'][] = [];
  const presenter = withNotification(
    {
      handle: ({ type }) => {
        shown.push(type);
        if (type === 'end') written.push('shown');
      },
      log: () => {},
      finish: async () => {},
      stop: () => {},
    },
    {
      env,
      clock: time,
      platform: 'linux',
      stderr: { isTerminal, write: (text) => written.push(text) },
    },
  );
  const poll = async (): Promise<ImportSnapshot> =>
    snapshot(time.monotonic() < endsAtMs ? running() : succeeded, time.now());
  const connected = {
    target: { profile: 'shop', provider: 'elevate', id: '1' },
    service: 'The Service',
    poll,
    rateLimit: { notBefore: () => 0 },
  };
  const controller = new AbortController();
  if (interruptAtMs !== undefined) {
    void time
      .sleep(interruptAtMs, new AbortController().signal)
      .then(() => controller.abort(new Stop('interrupted', 130)));
  }
  const options = { ...waiting, intervalMs: 1000 };
  const watching = (async () => {
    const world = { clock: time, random: () => 0.5 };
    const imports = [{ connected, options }];
    for await (const event of watchAll(imports, options, world, controller.signal)) {
      presenter.handle(event);
    }
  })();
  await time.run(watching);
  expect(shown.at(-1)).toBe('end');
  return written;
}

describe('--notify', () => {
  it('announces the end of a wait of 10 s, after everything else', async () => {
    expect(await writtenBy(10_000)).toEqual(['shown', '\u0007']);
    const env = { TERM: 'xterm', TERM_PROGRAM: 'ghostty' };
    const sequence = '\u001B]9;importwatch: shop:1 succeeded\u001B\\';
    expect(await writtenBy(60_000, { env })).toEqual(['shown', sequence]);
  });

  it('is silent after a shorter one', async () => {
    expect(await writtenBy(9000)).toEqual(['shown']);
    expect(await writtenBy(0)).toEqual(['shown']);
  });

  it.each([
    ['off a terminal', { isTerminal: false }],
    ['in CI', { env: { TERM: 'xterm', CI: 'true' } }],
    ['with TERM=dumb', { env: { TERM: 'dumb' } }],
    ['when a person ended the watch', { interruptAtMs: 20_000 }],
  ])('is silent %s', async (_, circumstances: Circumstances) => {
    expect(await writtenBy(60_000, circumstances)).toEqual(['shown']);
  });
});
