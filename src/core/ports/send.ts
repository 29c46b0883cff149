/** One complete HTTP request: the transport adds only what it needs itself. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Receives the body of an answer that it accepts. Such an answer has no text. */
  readonly into?: BodySink;
}

/** Receives bytes as they come, so that they are never all in memory. */
export interface ByteSink {
  /** Resolves when there is room for more, or with false if nothing more is needed. */
  write(bytes: Uint8Array): Promise<boolean>;
}

interface BodySink extends ByteSink {
  accepts(head: Pick<HttpAnswer, 'status' | 'headers'>): boolean;
}

/** The whole answer, whatever its status. Header names are in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Monotonic ms at which the request left, if it may have waited. */
  readonly sentMs?: number;
}

/**
 * Sends one request and reads the whole answer. Follows no redirect and retries nothing.
 * Rejects with an `ImportwatchError` (`unreachable`, `no-reply`, `bad-answer`, `tls`), or with
 * the signal's reason once it is aborted.
 */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** How requests are sent. */
export interface TransportOptions {
  /** From the first byte of the connection to the last of the answer. */
  readonly requestTimeoutMs: number;
  readonly maxBodyBytes: number;
  /** PEM certificates to trust in addition to the default ones. */
  readonly ca?: string;
  /** The file that `ca` was read from. */
  readonly caFile?: string;
  /** Accept any certificate. */
  readonly insecureTls: boolean;
  /** Used instead of the proxy variables of the environment. */
  readonly proxy?: string;
  /** Receives each exchange, for `--verbose`. `outcome`: an HTTP status, or the problem. */
  onExchange?(request: HttpRequest, outcome: number | string, ms: number): void;
  /** Receives what was found in each phase of a connection, when it is complete. For `check`. */
  onPhase?(phase: 'name' | 'connection' | 'tls', found: string): void;
}

/** Whether a header can have this value (RFC 9110, 5.5). Node.js sends no other. */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
