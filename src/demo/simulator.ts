import type { Settings } from '../core/provider/field.ts';
import type { Handler, Served } from './serve.ts';

export const simulatedOutcomes = ['success', 'failure', 'aborted', 'error'] as const;

export type SimulatedOutcome = (typeof simulatedOutcomes)[number];

export interface SimulatorOptions {
  /** How the simulated import ends; `error`: the service rejects a request half-way. */
  readonly outcome?: SimulatedOutcome;
  /** How far the import is, 0 to 1, asked at each request. */
  readonly progress: () => number;
  /** Epoch ms, for what the service dates and lets expire. */
  readonly now?: () => number;
  /** Asked first: an answer of its own, or `undefined` to let the service answer. */
  readonly intercept?: Handler;
}

/** A service on loopback that behaves as its vendor's documentation says. */
export interface Simulator extends Served {
  /** The settings of a profile that reaches it, `baseUrl` included. */
  readonly settings: Settings;
  /** The id of the import that runs there, where the service has ids. */
  readonly id?: string;
}

export type Simulate = (options: SimulatorOptions) => Promise<Simulator>;
