import type { HttpAnswer } from '../ports/send.ts';

/** The parts of an answer in addition to its body. Header names are in lower case. */
export interface AnswerFacts {
  readonly status?: number | undefined;
  readonly headers?: HttpAnswer['headers'] | undefined;
}
