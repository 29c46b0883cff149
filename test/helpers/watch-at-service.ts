import { chance, type Shape } from '../../bench/shapes.ts';
import type { Profile } from '../../src/config/profile/profile.ts';
import { createConnector } from '../../src/core/http/connector.ts';
import { defaultWaitOptions } from '../../src/core/model/options.ts';
import type { InFlightPoll } from '../../src/core/pacing/in-flight-poll.ts';
import type { HttpAnswer, HttpRequest } from '../../src/core/ports/send.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { watchAll } from '../../src/core/watch/watch-all.ts';
import { describedProfile } from './described.ts';
import { VirtualTime } from './virtual-time.ts';

export interface ServiceOptions {
  readonly imports: number;
  /** The mean duration. Imports take between half and one and a half times as long. */
  readonly meanMs: number;
  /** Requests that the service allows per minute, reported in headers. */
  readonly perMinute?: number;
  /** One request can poll a hundred imports. */
  readonly many?: boolean;
  /** Ignores the estimated ends of imports. */
  readonly withoutForecasts?: boolean;
  readonly shape?: Shape;
}

/** Measurements of a watch. Times are in ms. */
export interface Watched {
  readonly requests: number;
  readonly refused: number;
  /** From the end of each import to the answer that reports it. */
  readonly delaysMs: readonly number[];
  /** The longest time between two answers about one import. */
  readonly longestGapMs: number;
}

const latencyMs = 100;
const windowMs = 60_000;
const total = 5000;

/** Watches many imports of one service in virtual time, with the shipped code. */
export async function watchAtService(options: ServiceOptions): Promise<Watched> {
  const { imports, meanMs, perMinute = Infinity, many, shape = (x) => x } = options;
  const time = new VirtualTime();
  const random = chance(imports);
  const durations = Array.from({ length: imports }, () => meanMs * (0.5 + random()));
  const polled = new Array<number>(imports).fill(0);
  const calls = new Map<number, number>();
  const watched = { requests: 0, refused: 0, longestGapMs: 0 };

  function standing(id: number) {
    const nowMs = time.monotonic();
    const durationMs = durations[id] ?? 0;
    watched.longestGapMs = Math.max(watched.longestGapMs, nowMs - (polled[id] ?? 0));
    polled[id] = nowMs;
    const isOver = nowMs >= durationMs;
    const share = isOver ? 1 : (shape(nowMs / durationMs) ?? 0);
    const status = isOver ? 'done' : 'importing';
    return { id, status, completed: Math.floor(share * total), total };
  }

  async function send({ url }: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    await time.sleep(latencyMs / 2, signal);
    const window = Math.floor(time.monotonic() / windowMs);
    const made = (calls.get(window) ?? 0) + 1;
    calls.set(window, made);
    watched.requests += 1;
    const limit = {
      'x-ratelimit-remaining': String(Math.max(0, perMinute - made)),
      'x-ratelimit-reset': String(((window + 1) * windowMs - time.monotonic()) / 1000),
    };
    const headers: Record<string, string> = perMinute === Infinity ? {} : limit;
    const ids = url.searchParams.get('ids');
    const isAllowed = made <= perMinute;
    if (!isAllowed) watched.refused += 1;
    const about = () =>
      ids === null
        ? standing(Number(url.pathname.split('/').at(-1)))
        : { imports: ids.split(',').map((id) => standing(Number(id))) };
    const text = JSON.stringify(isAllowed ? about() : {});
    await time.sleep(latencyMs / 2, signal);
    return { status: isAllowed ? 200 : 429, headers, text };
  }

  const profile = await describedProfile(`
baseUrl: https://api.example.com
request: { path: "/imports/{id}" }
state: { from: status, words: { importing: running, done: succeeded } }
completed: completed
total: total
${many ? 'many: { request: { path: /imports, query: { ids: "{ids}" } }, items: imports, id: id }' : ''}
`);
  const createSend = async () => send;
  const redactor = createRedactor();
  const connector = createConnector<Profile>({ clock: time, redactor, createSend });
  const wait = { ...defaultWaitOptions, once: false, interactive: false, jitter: false };
  const all = await Promise.all(
    durations.map(async (_, id) => {
      const connected = await connector.connect({ id: String(id) }, profile);
      const { poll } = connected;
      return {
        connected: {
          ...connected,
          poll(signal: AbortSignal, inFlight?: InFlightPoll) {
            if (options.withoutForecasts && inFlight) Object.assign(inFlight, { endMs: Infinity });
            return poll(signal, inFlight);
          },
        },
        options: { ...wait, heartbeatMs: 0 },
      };
    }),
  );
  // The first poll loads the code that reads answers, and virtual time can't wait for that.
  await all[0]?.connected.poll(AbortSignal.abort('loaded')).catch(() => {});
  const delaysMs: number[] = [];
  const world = { clock: time, random: () => 0.5 };
  const watching = async () => {
    for await (const event of watchAll(all, wait, world, new AbortController().signal)) {
      if (event.type !== 'result') continue;
      delaysMs.push(time.monotonic() - (durations[Number(event.target.id)] ?? 0));
    }
  };
  await time.run(watching(), Infinity);
  return { ...watched, delaysMs };
}
