import type { Clock } from '../../src/core/ports/clock.ts';
import { noon } from './clock.ts';

const usualSteps = 20_000;

/** Time that only passes while everything waits for it. */
export class VirtualTime implements Clock {
  #nowMs: number;
  readonly #originMs: number;
  #jumpedMs = 0;
  #timers: { atMs: number; wake: () => void }[] = [];

  /** `originMs`: the start of monotonic time. */
  constructor(originMs = 0) {
    this.#nowMs = originMs;
    this.#originMs = originMs;
  }

  now(): number {
    return noon + this.#nowMs - this.#originMs + this.#jumpedMs;
  }

  /** Sets the wall clock to another time. */
  jump(ms: number): void {
    this.#jumpedMs += ms;
  }

  /** Suspends the process. Timers that fall due meanwhile fire late. */
  stop(ms: number): void {
    this.#nowMs += ms;
  }

  monotonic(): number {
    return this.#nowMs;
  }

  /** The number of pending sleeps. */
  get sleeping(): number {
    return this.#timers.length;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (!Number.isFinite(ms)) throw new RangeError(`Can't sleep for ${ms} ms.`);
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

  /** The place after all timers that are not later. */
  #placeFor(atMs: number): number {
    let [from, to] = [0, this.#timers.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#timers[middle]?.atMs ?? 0) <= atMs) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Lets time pass until `work` settles. Throws after far more steps than any work needs. */
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
      if (next === undefined) throw new Error('The work waits for nothing.');
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
    }
    throw new Error("The work doesn't settle.");
  }
}
