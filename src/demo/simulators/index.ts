import type { Simulate } from '../simulator.ts';

const simulators: Readonly<Record<string, () => Promise<Simulate>>> = {
  elevate: async () => (await import('./elevate.ts')).simulateElevate,
  'oracle-commerce': async () => (await import('./oracle-commerce.ts')).simulateOracleCommerce,
  rocketchat: async () => (await import('./rocketchat.ts')).simulateRocketchat,
};

/** The providers that have a simulator. */
export const simulated: readonly string[] = Object.keys(simulators);

/** The simulator of a provider. Rejects if there is none. */
export async function simulatorOf(provider: string): Promise<Simulate> {
  const load = simulators[provider];
  if (load === undefined) throw new Error(`There is no simulator of ${provider}.`);
  return load();
}
