import type { ErrorCode } from '../model/errors.ts';
import type { HttpAnswer } from '../ports/send.ts';
import type { Json } from '../text/json.ts';

/** How a service words its errors, and which of its answers mean something of their own. */
export interface ErrorMapping {
  /** The service's own sentence in an error body. */
  message(body: Json): string | undefined;
  /**
   * What a JSON answer means where the HTTP status alone misleads: a code for it, or `undefined`
   * to go by the status. Asked for every JSON answer, 2xx included.
   */
  judge?(status: number, body: Json): ErrorCode | undefined;
  /** What an HTTP status means here, where it is not the usual. */
  readonly statuses?: Readonly<Record<number, ErrorCode>>;
  /** Headers of an answer in standard terms, where the service has its own. Names in lower case. */
  headers?(headers: HttpAnswer['headers']): HttpAnswer['headers'];
  /** What an error of a code says of this service, where the common words mislead: a predicate. */
  readonly meanings?: Readonly<Partial<Record<ErrorCode, string>>>;
  /** What to do next, for an answer of this code. */
  hint?(code: ErrorCode, status: number, body: Json | undefined): string | undefined;
}
