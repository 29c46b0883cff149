/** One complete HTTP request: the transport adds only what it needs itself. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
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
 * Sends one request and reads the whole answer; follows no redirect and retries nothing.
 * Rejects with an `ImportwatchError` (`unreachable`, `no-reply`, `bad-answer`, `tls`), or with
 * the signal's reason once it is aborted.
 */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;
