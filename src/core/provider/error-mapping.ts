import type { ErrorCode } from '../model/errors.ts';
import type { HttpAnswer } from '../ports/send.ts';
import type { Json } from '../text/json.ts';
import type { AnswerFacts } from './answer-facts.ts';

/** How a service phrases its errors, and which of its answers have a meaning of their own. */
export interface ErrorMapping {
  /** The service's own sentence in an error body. */
  message(body: Json, facts?: AnswerFacts): string | undefined;
  /**
   * What a JSON answer means if the HTTP status alone misleads: a code, or `undefined` to go by the
   * status. Called for every JSON answer, 2xx included.
   */
  judge?(status: number, body: Json, headers?: HttpAnswer['headers']): ErrorCode | undefined;
  /** The same for an answer without JSON. */
  judgeBare?(status: number, headers: HttpAnswer['headers']): ErrorCode | undefined;
  /** The service's own sentence in an answer without JSON, if a header holds it. */
  messageBare?(facts: AnswerFacts): string | undefined;
  /**
   * Statuses whose answers are regular ones, whatever they usually mean: `judge` alone decides. They
   * need no body, and are not followed if they redirect.
   */
  readonly answers?: ReadonlySet<number>;
  /** Whether headers alone make a listed answer a regular one, though a page comes with them. */
  isAnswerBare?(status: number, headers: HttpAnswer['headers']): boolean;
  /** What an HTTP status means here, if it isn't the usual. */
  readonly statuses?: Readonly<Record<number, ErrorCode>>;
  /** Headers of an answer in standard terms, if the service has its own. Names in lower case. */
  headers?(headers: HttpAnswer['headers']): HttpAnswer['headers'];
  /** What a code says of this service, if the general words mislead: a predicate. */
  readonly meanings?: Readonly<Partial<Record<ErrorCode, string>>>;
  /** What to do next, for an answer of this code. */
  hint?(code: ErrorCode, status: number, body: Json | undefined): string | undefined;
}
