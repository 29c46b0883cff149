import type { HttpAnswer } from '../ports/send.ts';

/** What can be known of an answer besides its body. Header names are in lower case. */
export interface AnswerFacts {
  readonly status?: number | undefined;
  readonly headers?: HttpAnswer['headers'] | undefined;
}
