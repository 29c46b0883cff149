import { afterEach, describe, expect, it } from 'vitest';
import type { ResultEvent } from '../../src/core/model/events.ts';
import type { WatchOptions } from '../../src/core/model/options.ts';
import { Stop } from '../../src/core/ports/abort.ts';
import { watch } from '../../src/core/watch/watch.ts';
import { simulated, simulatorOf } from '../../src/demo/simulators/index.ts';
import { connectedImport, networkSend, providerNamed } from '../helpers/connected-import.ts';
import { faultProxy, type Where } from '../helpers/faults.ts';
import { hurriedClock } from '../helpers/hurried-clock.ts';
import { waiting } from '../helpers/story.ts';

const speed = 50;
const clock = hurriedClock(speed);
/** In real time: what is cut takes less, on any machine. */
const requestTimeoutMs = 30_000;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** Watches a service that goes silent at the login, or at the third of the other requests. */
async function watchSilence(
  name: string,
  { at, where }: { at: 'login' | 'poll'; where: Where },
  options: Partial<WatchOptions>,
  onSilence: (stop: AbortController) => void = () => {},
): Promise<ResultEvent> {
  const stop = new AbortController();
  const simulate = await simulatorOf(name);
  const simulator = await simulate({ progress: () => 0.5 });
  let polls = 0;
  const proxy = await faultProxy(simulator.url, ({ path }) => {
    const silent = path.endsWith('/login') ? at === 'login' : at === 'poll' && ++polls > 2;
    if (silent) onSilence(stop);
    return silent ? { kind: 'hang', where } : undefined;
  });
  open.push(proxy, simulator);
  const connected = connectedImport(providerNamed(name), {
    settings: { ...simulator.settings, baseUrl: proxy.url },
    id: simulator.id,
    clock,
    send: networkSend(requestTimeoutMs),
  });
  const all = { ...waiting, intervalMs: 500, ...options };
  let result: ResultEvent | undefined;
  for await (const event of watch(connected, all, { clock, random: () => 0.5 }, stop.signal)) {
    if (event.type === 'result') result = event;
  }
  return result as ResultEvent;
}

const silences = (['before', 'in the head', 'in the body'] as const).flatMap((where) => [
  ...simulated.map((name) => ({ name, at: 'poll' as const, where })),
  { name: 'oracle-commerce', at: 'login' as const, where },
]);

describe.each(silences)('$name, silent at a $at, $where', ({ name, ...silence }) => {
  it('is cut by the deadline', async () => {
    const result = await watchSilence(name, silence, { timeoutMs: 10_000 });
    expect(result).toMatchObject({ outcome: 'timed-out', exitCode: 124 });
    expect(result.durationMs).toBeLessThan(requestTimeoutMs * speed);
  });

  it('is cut by a signal', async () => {
    const result = await watchSilence(name, silence, {}, (stop) =>
      setImmediate(() => stop.abort(new Stop('interrupted', 143))),
    );
    expect(result).toMatchObject({ outcome: 'interrupted', exitCode: 143 });
    expect(result.durationMs).toBeLessThan(requestTimeoutMs * speed);
  });
});
