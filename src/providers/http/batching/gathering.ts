import { abortable, done } from '../../../core/ports/abort.ts';
import type { Clock } from '../../../core/ports/clock.ts';

/** Gathers the polls of several imports into one request. */
export interface Gathering<A> {
  /** The answer for one import, or `undefined` if the shared request has none. */
  poll(id: string, signal: AbortSignal): Promise<A | undefined>;
  /** Ends a poll. `hasEnded`: this import won't be polled again. */
  settle(signal: AbortSignal, hasEnded: boolean): void;
}

interface GatheringOptions<A> {
  /** The maximum number of imports in one request. */
  readonly most: number;
  readonly clock: Clock;
  /** The number of imports being watched. */
  imports(): number;
  /** Sends one request and returns the answers by id. */
  ask(ids: readonly string[], signals: readonly AbortSignal[]): Promise<ReadonlyMap<string, A>>;
}

interface Member<A> {
  readonly id: string;
  readonly signal: AbortSignal;
  resolve(answer: A | undefined): void;
  reject(reason: unknown): void;
}

/** How long a poll waits for others, per import being watched. */
const windowMsPerImport = 10;
const mostWindowMs = 1000;

/**
 * Sends a request as soon as it is full or every import that could join has joined. Otherwise sends
 * it after a short wait, which bounds the number of requests per second whatever the interval of
 * each import.
 */
export function createGathering<A>(options: GatheringOptions<A>): Gathering<A> {
  const { most, clock, imports, ask } = options;
  let waiting: Member<A>[] = [];
  let window: AbortController | undefined;
  /** The ids of polls that have begun, by their signals. */
  const busy = new Map<AbortSignal, string>();
  const ended = new Set<string>();

  function leave(): void {
    window?.abort(done);
    window = undefined;
    const members = waiting.slice(0, most);
    waiting = waiting.slice(most);
    if (members.length > 0) void send(members);
  }

  async function send(members: readonly Member<A>[]): Promise<void> {
    // A single import gets its own request.
    if (members.length === 1) return members[0]?.resolve(undefined);
    try {
      const ids = [...new Set(members.map(({ id }) => id))];
      const answers = await ask(
        ids,
        members.map(({ signal }) => signal),
      );
      for (const { id, resolve } of members) resolve(answers.get(id));
    } catch (reason) {
      for (const { reject } of members) reject(reason);
    }
  }

  function opened(): AbortController {
    const opened = new AbortController();
    const ms = Math.min(mostWindowMs, windowMsPerImport * imports());
    clock.sleep(ms, opened.signal).then(leave, () => {});
    return opened;
  }

  return {
    async poll(id, signal) {
      signal.throwIfAborted();
      ended.delete(id);
      busy.set(signal, id);
      const answer = new Promise<A | undefined>((resolve, reject) => {
        waiting.push({ id, signal, resolve, reject });
      });
      if (waiting.length >= most || busy.size >= imports() - ended.size) leave();
      else window ??= opened();
      try {
        return await abortable(answer, signal);
      } finally {
        waiting = waiting.filter((member) => member.signal !== signal);
        if (waiting.length === 0) window?.abort(done);
        if (waiting.length === 0) window = undefined;
      }
    },
    settle(signal, hasEnded) {
      const id = busy.get(signal);
      busy.delete(signal);
      if (hasEnded && id !== undefined) ended.add(id);
    },
  };
}
