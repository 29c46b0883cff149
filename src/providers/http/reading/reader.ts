import { codeOfStatus } from '../../../core/http/classify.ts';
import { type ErrorCode, ImportwatchError } from '../../../core/model/errors.ts';
import type { SnapshotFields } from '../../../core/model/snapshot.ts';
import type { OwnWarning } from '../../../core/model/warning.ts';
import { usualWords } from '../../../core/provider/errors/error-words.ts';
import { asText } from '../../../core/text/json.ts';
import type { ApiDescription, WordMeaning } from '../api-description.ts';
import type { Facts } from '../expression/answer-functions.ts';
import { isTrue } from '../expression/expression.ts';
import {
  type AnswerSeen,
  compileExpressions,
  type LookUp,
  valueIn,
} from '../expression/expressions.ts';
import { textOf } from '../expression/values.ts';
import { fieldsOf } from './fields.ts';

/** Reads the answers of an API as its description says. */
export interface Reader {
  readonly lookUp: LookUp;
  /** The meaning of an answer whose HTTP status is misleading. */
  judge(seen: AnswerSeen): ErrorCode | undefined;
  /** Like `judge`, for an answer without JSON: by the codes in its headers or its status. */
  judgeBare(facts: Facts): ErrorCode | undefined;
  /** The message of an error. */
  message(seen: AnswerSeen): string | undefined;
  /** The message of an error without JSON, if it is in a header. */
  messageBare(facts: Facts): string | undefined;
  /** The missing part of an answer that is not from this API, as the start of a sentence. */
  lacking(seen: AnswerSeen): string | undefined;
  /** Whether its status makes it a good answer. */
  isGood(facts: Facts): boolean;
  /** Whether `error.when` is true of an answer whose status makes it a good one. */
  isError(seen: AnswerSeen): boolean;
  /** Whether `doneWhen` is true of an answer. */
  isDone(seen: AnswerSeen): boolean;
  /** Whether `goneWhen` is true of an answer. */
  isGone(seen: AnswerSeen): boolean;
  /**
   * Reads a good answer. `isOver`: `doneWhen` has been true for long enough. Throws `bad-answer` if
   * the import has ended and the answer doesn't show how.
   */
  read(seen: AnswerSeen, isOver: boolean): SnapshotFields;
}

/** Throws an `ExpressionMistake`. */
export function createReader(description: ApiDescription): Reader {
  const { state, error = {}, statuses = {} } = description;
  const listed = answersOf(description);
  const lookUp = compileExpressions(description);
  const value = (key: string, seen: AnswerSeen) => valueIn(lookUp(key, seen));
  const holds = (key: string, seen: AnswerSeen) => isTrue(value(key, seen));
  const word = (seen: AnswerSeen) => asText(value('state.from', seen));
  const isGood = ({ status = 0 }: Facts) => isSuccess(status) || listed.has(status);

  function standing(seen: AnswerSeen, isOver: boolean) {
    if (state !== undefined) {
      const vendorState = word(seen) ?? '';
      return { meaning: meaningOf(vendorState, state), vendorState };
    }
    if (isOver) return { meaning: 'succeeded', vendorState: 'done' } as const;
    const vendorState = holds('doneWhen', seen) ? 'seems done' : 'not done';
    return { meaning: 'running', vendorState } as const;
  }

  /** The outcome of an import whose status or counts show that it has ended. */
  function ending(meaning: WordMeaning, seen: AnswerSeen): WordMeaning {
    const hasSucceeded = meaning === 'succeeded' || meaning === 'partial';
    if ((hasSucceeded || meaning === 'failed') && decides('abortedWhen', seen)) return 'aborted';
    return hasSucceeded && decides('failedWhen', seen) ? 'failed' : meaning;
  }

  function decides(key: 'abortedWhen' | 'failedWhen', seen: AnswerSeen): boolean {
    const result = lookUp(key, seen);
    if (result && 'problem' in result) throw undecided(key, result.problem);
    return isTrue(valueIn(result));
  }

  function codeIn(seen: AnswerSeen): ErrorCode | undefined {
    const code = asText(value('error.code', seen));
    return code === undefined ? undefined : own(error.words, code);
  }

  function lacking(seen: AnswerSeen): string | undefined {
    if (description.requires !== undefined && !holds('requires', seen))
      return "requires isn't true";
    return state && word(seen) === undefined ? 'state.from found nothing' : undefined;
  }

  return {
    lookUp,
    judge(seen) {
      const { status = 0 } = seen;
      if (!isGood(seen)) return codeIn(seen);
      if (holds('error.when', seen)) return codeIn(seen) ?? error.otherwise ?? 'rejected';
      if (lacking(seen) === undefined) return undefined;
      const usual = codeIn(seen) ?? statuses[status] ?? codeOfStatus(status);
      return isSuccess(status) ? 'bad-answer' : usual;
    },
    judgeBare: (facts) =>
      lookUp.seesMore('error.code') ? codeIn({ ...facts, body: null }) : undefined,
    message: (seen) =>
      error.message === undefined ? usualWords(seen.body) : textOf(value('error.message', seen)),
    messageBare: (facts) =>
      lookUp.seesMore('error.message')
        ? textOf(value('error.message', { ...facts, body: null }))
        : undefined,
    lacking,
    isGood,
    isError: (seen) => isGood(seen) && holds('error.when', seen),
    isDone: (seen) => holds('doneWhen', seen),
    isGone: (seen) => holds('goneWhen', seen),
    read(seen, isOver) {
      const { meaning, vendorState } = standing(seen, isOver);
      const fields = fieldsOf(lookUp, seen);
      const end = ending(meaning, seen);
      if (end !== 'partial') return { ...fields, state: end, vendorState };
      const warnings = fields.failed ? undefined : [failedRecords];
      return { ...fields, state: 'succeeded', vendorState, hasFailures: true, warnings };
    },
  };
}

/** The HTTP statuses that `answers` turns into answers. */
export function answersOf({
  answers = [],
}: {
  readonly answers?: ApiDescription['answers'] | undefined;
}): ReadonlySet<number> {
  return new Set(answers.map(Number));
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The meaning of a status, which must match exactly. */
export function meaningOf(
  word: string,
  { words, unknown = 'unknown' }: NonNullable<ApiDescription['state']>,
): WordMeaning {
  return own(words, word) ?? unknown;
}

const failedRecords: OwnWarning = {
  code: 'failed-records',
  message: "Some records failed. The service doesn't report how many.",
};

function own<T>(words: Readonly<Record<string, T>> | undefined, word: string): T | undefined {
  return words && Object.hasOwn(words, word) ? words[word] : undefined;
}

function undecided(key: string, problem: string): ImportwatchError {
  return new ImportwatchError(
    'bad-answer',
    `${key} can't be evaluated for this answer, so it is unknown whether the import succeeded: ${problem}.`,
    { hint: 'Test the profile against a saved answer: importwatch check --answer <file>' },
  );
}
