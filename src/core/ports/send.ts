/** One complete HTTP request: the transport adds only what it needs itself. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Receives the body of an answer that it accepts; such an answer has no text. */
  readonly into?: BodySink;
}

/** Receives bytes as they come, so that nobody holds them all. */
export interface ByteSink {
  /** Resolves when there is room for more: false if no more is wanted. */
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
 * Sends one request and reads the whole answer; follows no redirect and retries nothing.
 * Rejects with an `ImportwatchError` (`unreachable`, `no-reply`, `bad-answer`, `tls`), or with
 * the signal's reason once it is aborted.
 */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;
