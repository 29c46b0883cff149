import type { HttpAnswer } from '../ports/send.ts';

/** What can be known of an answer besides its body. Header names are in lower case. */
export type AnswerFacts = Partial<Pick<HttpAnswer, 'status' | 'headers'>>;
