import type { ErrorCode } from '../model/errors.ts';
import type { HttpAnswer } from '../ports/send.ts';
import type { Json } from '../text/json.ts';
import type { AnswerFacts } from './answer-facts.ts';

/** How a service phrases its errors, and which of its answers have a meaning of their own. */
export interface ErrorMapping {
  /** The service's own sentence in an error body. */
  message(body: Json, facts?: AnswerFacts): string | undefined;
  /**
   * The meaning of a JSON answer if the HTTP status is misleading: a code, or `undefined` to use
   * the status. Called for every JSON answer, including 2xx.
   */
  judge?(status: number, body: Json, headers?: HttpAnswer['headers']): ErrorCode | undefined;
  /** Why JSON that `judge` calls a `bad-answer` is unusable, if it has no words of its own. */
  readonly unusable?: string;
  /** The same for an answer without JSON. */
  judgeBare?(status: number, headers: HttpAnswer['headers']): ErrorCode | undefined;
  /** The service's own sentence in an answer without JSON, if a header has it. */
  messageBare?(facts: AnswerFacts): string | undefined;
  /**
   * Statuses that count as regular answers, whatever they usually mean. Only `judge` decides about
   * them. They need no body, and importwatch does not follow them if they redirect.
   */
  readonly answers?: ReadonlySet<number>;
  /** Whether headers alone make a listed answer a regular one, though a page comes with them. */
  isAnswerBare?(status: number, headers: HttpAnswer['headers']): boolean;
  /** The meaning of an HTTP status, if it differs from the usual one. */
  readonly statuses?: Readonly<Record<number, ErrorCode>>;
  /** Headers of an answer in standard terms, if the service has its own. Names in lower case. */
  headers?(headers: HttpAnswer['headers']): HttpAnswer['headers'];
  /**
   * A predicate about this service for a code, if the general text would be misleading. It can
   * depend on the HTTP status.
   */
  readonly meanings?: Readonly<Partial<Record<ErrorCode, string | ((status: number) => string)>>>;
  /**
   * Whether an error with this status names the path of the request, because a wrong path in the
   * profile could have caused it.
   */
  namesPath?(status: number): boolean;
  /** The next step after an answer with this code. */
  hint?(code: ErrorCode, status: number, body: Json | undefined): string | undefined;
}
