import type { ExpressionTrace } from '../../../core/provider/explanation.ts';
import { asText, type Json } from '../../../core/text/json.ts';
import type { ApiDescription } from '../api-description.ts';
import { isNone } from '../failed/found-value.ts';
import { fieldMappings } from '../reading/field-mappings.ts';
import { meaningOf, type Reader } from '../reading/reader.ts';
import type { Result } from './expression.ts';
import { isTrue } from './expression.ts';
import { type AnswerSeen, expressionsOf, valueIn } from './expressions.ts';
import { textOf } from './values.ts';

/** The value of each expression of a description for an answer, and how importwatch uses it. */
export function traceExpressions(
  description: ApiDescription,
  { lookUp, isError, isGood }: Reader,
  seen: AnswerSeen,
): readonly ExpressionTrace[] {
  return Object.entries(expressionsOf(description))
    .filter(([key]) => !key.startsWith('token.'))
    .map(([key, expression]) => {
      const isElsewhere = elsewhere(key, description);
      if (isElsewhere) return { key, expression, remark: isElsewhere };
      const result = lookUp(key, seen);
      // In a good answer, an expression for errors is expected to find nothing.
      const isVain = isOfError(key) && isGood(seen) && !isError(seen) && !textIn(result);
      if (result === undefined || 'problem' in result) {
        return { key, expression, remark: isVain ? noError : (result?.problem ?? 'nothing') };
      }
      const { value } = result;
      if (isVain && value !== null) return { key, expression, value, remark: noError };
      return { key, expression, value, remark: remarkOn(key, value, description) };
    });
}

const noSecond = 'no second request';
const noError = "not needed: the answer isn't an error";
const text = { read: textOf, kind: 'text' } as const;
const isOfError = (key: string) => key === 'error.message' || key === 'error.code';

const textIn = (result: Result | undefined) => textOf(valueIn(result));

/** The other answer that an expression reads, if it doesn't read the one about the import. */
function elsewhere(key: string, { failedRecords }: ApiDescription): string | undefined {
  if (key.startsWith('many.')) return 'for the answer about several imports';
  if (key === 'failedRecords.only') return 'for each line of the file';
  const isOwn = failedRecords?.request !== undefined && key.startsWith('failedRecords.');
  if (isOwn) return 'for the answer with the failed records';
  return key.startsWith('also.') && !isName(key) ? 'for the second answer' : undefined;
}

const isName = (key: string) => key.startsWith('also.from.');

function remarkOn(key: string, value: Json, { state, donePolls = 3 }: ApiDescription): string {
  if (key === 'state.from' && state !== undefined) return remarkOnWord(asText(value), state);
  if (key === 'doneWhen' && isTrue(value))
    return `true (the import ends after ${donePolls} polls in a row)`;
  if (key.startsWith('failedRecords.')) return remarkOnRecords(key, value);
  if (isName(key)) return isTrue(value) ? (asText(value) ?? noSecond) : noSecond;
  const part = isOfError(key) ? text : fieldMappings.find((part) => part.key === key);
  if (part === undefined) return isTrue(value) ? 'true' : 'not true';
  if (value === null || value === '') return 'nothing';
  const read = part.read(value);
  if (read === undefined) return `no ${part.kind}`;
  return part.kind === 'time' ? new Date(read).toISOString() : String(read);
}

function remarkOnWord(
  word: string | undefined,
  state: NonNullable<ApiDescription['state']>,
): string {
  if (word === undefined) return 'no status: not an answer from this API';
  const meaning = meaningOf(word, state);
  return Object.hasOwn(state.words, word) ? meaning : `${meaning}: not among state.words`;
}

function remarkOnRecords(key: string, value: Json): string {
  if (key !== 'failedRecords.records') {
    if (isNone(value)) return 'none';
    return typeof value === 'string' ? 'their file' : 'no address';
  }
  if (Array.isArray(value)) return value.length === 0 ? 'none' : `${value.length} of them`;
  return isNone(value) ? 'none' : 'no list';
}
