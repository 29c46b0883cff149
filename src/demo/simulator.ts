import type { Settings } from '../core/provider/field.ts';
import type { Handler, Served } from './serve.ts';

export const simulatedOutcomes = ['success', 'failure', 'aborted', 'error'] as const;

export type SimulatedOutcome = (typeof simulatedOutcomes)[number];

export interface SimulatorOptions {
  /** How the simulated import ends. `error`: the service rejects a request halfway through. */
  readonly outcome?: SimulatedOutcome;
  /** The progress of the import, 0 to 1, read at each request. */
  readonly progress: () => number;
  /** The time in epoch ms, used for dates and expiry. */
  readonly now?: () => number;
  /**
   * Called before the service answers. Returns an answer to send instead, or `undefined` to let
   * the service answer.
   */
  readonly intercept?: Handler;
}

/** A service on loopback that behaves as documented by its vendor. */
export interface Simulator extends Served {
  /** The settings of a profile for it, including `baseUrl`. */
  readonly settings: Settings;
  /** The id of the import, if the service has ids. */
  readonly id?: string;
}

export type Simulate = (options: SimulatorOptions) => Promise<Simulator>;
