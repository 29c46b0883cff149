/** The progress of an import of length 1, by time from 0 to 1. `undefined`: it reports no counts. */
export type Shape = (x: number) => number | undefined;

/** A deterministic random number in [0, 1) (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Creates the shape of an import. Random shapes differ for each import. */
export const shapes: Readonly<Record<string, (random: () => number) => Shape>> = {
  linear: () => (x) => x,
  'fast start': () => (x) => 1 - (1 - x) ** 2,
  'slow start': () => (x) => x ** 2,
  'stall of 30 %': (random) => {
    const from = random() * 0.7;
    return (x) => Math.min(x, from, 1) / 0.7 + Math.max(0, x - from - 0.3) / 0.7;
  },
  '99 % at 70 %': () => (x) => (x < 0.7 ? (x / 0.7) * 0.99 : 0.99 + ((x - 0.7) / 0.3) * 0.01),
  noisy: (random) => {
    const steps = Array.from({ length: 50 }, () => Math.exp(2 * (random() - 0.5) * 1.5));
    const sums = [0];
    for (const step of steps) sums.push((sums.at(-1) ?? 0) + step);
    const end = sums.at(-1) ?? 1;
    return (x) => {
      const at = Math.min(49, Math.floor(x * 50));
      const [before = 0, after = 0] = [sums[at], sums[at + 1]];
      return (before + (after - before) * (x * 50 - at)) / end;
    };
  },
  'status only': () => () => undefined,
};
