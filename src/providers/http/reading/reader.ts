import { type ErrorCode, ImportwatchError } from '../../../core/model/errors.ts';
import type { SnapshotFields } from '../../../core/model/snapshot.ts';
import type { OwnWarning } from '../../../core/model/warning.ts';
import { asText, type Json } from '../../../core/text/json.ts';
import type { ApiDescription, WordMeaning } from '../api-description.ts';
import { isTrue } from '../expression/expression.ts';
import { compileExpressions, type LookUp, valueIn } from '../expression/expressions.ts';
import { textOf } from '../expression/values.ts';
import { usualWords } from './error-words.ts';
import { fieldMappings } from './field-mappings.ts';

/** Reads the answers of an API as its description says. */
export interface Reader {
  readonly lookUp: LookUp;
  /** What an answer means where its HTTP status misleads. */
  judge(status: number, body: Json): ErrorCode | undefined;
  /** The words of an error. */
  message(body: Json): string | undefined;
  /** Whether `doneWhen` is true of an answer. */
  isDone(body: Json): boolean;
  /** Whether `goneWhen` is true of an answer. */
  isGone(body: Json): boolean;
  /**
   * A good answer; `isOver`: `doneWhen` has been true for long enough. Throws `bad-answer` where
   * it cannot be told how an import that has ended ended.
   */
  read(body: Json, isOver: boolean): SnapshotFields;
}

/** Throws an `ExpressionMistake`. */
export function createReader(description: ApiDescription): Reader {
  const { state, error = {} } = description;
  const lookUp = compileExpressions(description);
  const value = (key: string, body: Json) => valueIn(lookUp(key, body));
  const holds = (key: string, body: Json) => isTrue(value(key, body));
  const word = (body: Json) => asText(value('state.from', body));

  function standing(body: Json, isOver: boolean) {
    if (state !== undefined) {
      const vendorState = word(body) ?? '';
      return { meaning: meaningOf(vendorState, state), vendorState };
    }
    if (isOver) return { meaning: 'succeeded', vendorState: 'done' } as const;
    const vendorState = holds('doneWhen', body) ? 'seems done' : 'not done';
    return { meaning: 'running', vendorState } as const;
  }

  /** How an import ended whose word, or whose counts, say that it has. */
  function ending(meaning: WordMeaning, body: Json): WordMeaning {
    const hasSucceeded = meaning === 'succeeded' || meaning === 'partial';
    if ((hasSucceeded || meaning === 'failed') && decides('abortedWhen', body)) return 'aborted';
    return hasSucceeded && decides('failedWhen', body) ? 'failed' : meaning;
  }

  function decides(key: 'abortedWhen' | 'failedWhen', body: Json): boolean {
    const result = lookUp(key, body);
    if (result && 'problem' in result) throw undecided(key, result.problem);
    return isTrue(valueIn(result));
  }

  return {
    lookUp,
    judge(status, body) {
      const isGood = status >= 200 && status < 300;
      if (isGood && !holds('error.when', body)) {
        const isOwn = description.requires === undefined || holds('requires', body);
        return isOwn && (state === undefined || word(body)) ? undefined : 'bad-answer';
      }
      const code = asText(value('error.code', body));
      const meaning = code === undefined ? undefined : own(error.words, code);
      return meaning ?? (isGood ? (error.otherwise ?? 'rejected') : undefined);
    },
    message: (body) =>
      error.message === undefined ? usualWords(body) : textOf(value('error.message', body)),
    isDone: (body) => holds('doneWhen', body),
    isGone: (body) => holds('goneWhen', body),
    read(body, isOver) {
      const { meaning, vendorState } = standing(body, isOver);
      const fields: Record<string, unknown> = {};
      for (const { key, field, read } of fieldMappings) {
        fields[field] = read(value(key, body)) ?? fields[field];
      }
      const end = ending(meaning, body);
      if (end !== 'partial') return { ...fields, state: end, vendorState };
      const warnings = fields['failed'] ? undefined : [failedRecords];
      return { ...fields, state: 'succeeded', vendorState, hasFailures: true, warnings };
    },
  };
}

/** What a word means, as the service writes it. */
export function meaningOf(
  word: string,
  { words, unknown = 'unknown' }: NonNullable<ApiDescription['state']>,
): WordMeaning {
  return own(words, word) ?? unknown;
}

const failedRecords: OwnWarning = {
  code: 'failed-records',
  message: 'Some records failed. The service does not report how many.',
};

function own<T>(words: Readonly<Record<string, T>> | undefined, word: string): T | undefined {
  return words && Object.hasOwn(words, word) ? words[word] : undefined;
}

function undecided(key: string, problem: string): ImportwatchError {
  return new ImportwatchError(
    'bad-answer',
    `${key} cannot be applied to this answer, so whether the import succeeded is not known: ${problem}.`,
    { hint: 'Try the description on a saved answer: importwatch check --answer <file>' },
  );
}
