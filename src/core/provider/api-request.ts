import type { ByteSink, HttpAnswer } from '../ports/send.ts';
import type { Json } from '../text/json.ts';
import type { ErrorMapping } from './error-mapping.ts';

/** A request of a provider to its service: a path below the profile's address. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST';
  /** Begins with `/`. Ids in it have gone through `pathSegment`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** A query that is sent as it is, except for names that are in `query`, too. */
  readonly search?: string;
  /**
   * A complete address within the origin of the service, used unchanged instead of the fields
   * above.
   */
  readonly address?: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as `application/json`. */
  readonly json?: Json;
  /** The same as text. */
  readonly jsonText?: string;
  /**
   * How an answer to this request, read at epoch ms `at`, is judged, if not by the provider's
   * mapping.
   */
  errorMapping?(at: number): ErrorMapping;
  /** Receives the body of a good answer, whatever its type. The answer then has no body. */
  readonly into?: ByteSink;
}

/**
 * A regular answer of the service: 2xx with JSON or with a body that went elsewhere, or what its
 * mapping says is one.
 */
export interface Answer {
  readonly status: number;
  readonly headers?: HttpAnswer['headers'];
  /** `null` also if there is no JSON, and need not be. */
  readonly body: Json;
  /** Epoch ms at which it was read. */
  readonly at: number;
  /** The same in monotonic ms, for the time between answers. */
  readonly atMs: number;
  /** How long the answer has been in a cache on the way (RFC 9111). */
  readonly ageMs?: number;
}

/**
 * Sends a request and returns the JSON of the answer. Rejects with the classified
 * `ImportwatchError` for anything else.
 */
export type ApiClient = (request: ApiRequest, signal: AbortSignal) => Promise<Answer>;
