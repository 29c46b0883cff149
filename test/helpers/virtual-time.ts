import type { Clock } from '../../src/core/ports/clock.ts';
import { noon } from './clock.ts';

const usualSteps = 20_000;

/** Time that passes only when everything waits for it. */
export class VirtualTime implements Clock {
  #nowMs: number;
  readonly #originMs: number;
  #jumpedMs = 0;
  #timers: { atMs: number; wake: () => void }[] = [];

  /** `originMs`: what monotonic time begins with. */
  constructor(originMs = 0) {
    this.#nowMs = originMs;
    this.#originMs = originMs;
  }

  now(): number {
    return noon + this.#nowMs - this.#originMs + this.#jumpedMs;
  }

  /** The wall clock is set to another time. */
  jump(ms: number): void {
    this.#jumpedMs += ms;
  }

  /** The process is stopped for so long: whatever falls due meanwhile comes late. */
  stop(ms: number): void {
    this.#nowMs += ms;
  }

  monotonic(): number {
    return this.#nowMs;
  }

  /** Sleeps that are not over. */
  get sleeping(): number {
    return this.#timers.length;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (!Number.isFinite(ms)) throw new RangeError(`nothing can sleep for ${ms} ms`);
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(signal.reason);
      };
      const wake = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const timer = { atMs: this.#nowMs + Math.max(0, ms), wake };
      this.#timers.splice(this.#placeFor(timer.atMs), 0, timer);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Behind all that come no later. */
  #placeFor(atMs: number): number {
    let [from, to] = [0, this.#timers.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#timers[middle]?.atMs ?? 0) <= atMs) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Lets time pass until `work` is settled, which takes far less than so many steps. */
  async run<T>(work: Promise<T>, mostSteps = usualSteps): Promise<T> {
    let settled = false;
    const done = work.finally(() => {
      settled = true;
    });
    done.catch(() => {});
    for (let steps = 0; steps < mostSteps; steps++) {
      await new Promise(setImmediate);
      if (settled) return done;
      const next = this.#timers.shift();
      if (next === undefined) throw new Error('nothing will ever happen again');
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
    }
    throw new Error('this would never end');
  }
}
