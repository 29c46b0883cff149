import type { HttpAnswer } from '../ports/send.ts';

/** What an answer has in addition to its body. Header names are in lower case. */
export interface AnswerFacts {
  readonly status?: number | undefined;
  readonly headers?: HttpAnswer['headers'] | undefined;
}
