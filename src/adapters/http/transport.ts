import type { HttpRequest } from '../../core/ports/send.ts';
import type { OnConnectionPhase } from './connection-phases.ts';

/** How requests are sent. */
export interface Transport {
  /** From the first byte of the connection to the last of the answer. */
  readonly requestTimeoutMs: number;
  readonly maxBodyBytes: number;
  /** PEM certificates to trust in addition to the usual ones. */
  readonly ca?: string;
  /** The file that `ca` was read from. */
  readonly caFile?: string;
  /** Accept any certificate. */
  readonly insecureTls: boolean;
  /** Used instead of the proxy variables of the environment. */
  readonly proxy?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
  /** Receives each exchange, for `--verbose`. `outcome`: an HTTP status, or the problem. */
  onExchange?(request: HttpRequest, outcome: number | string, ms: number): void;
  /** Receives the connection phases of each request, for `check`. */
  readonly onPhase?: OnConnectionPhase;
}
