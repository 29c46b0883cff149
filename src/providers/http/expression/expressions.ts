import type { Json } from '../../../core/text/json.ts';
import type { ApiDescription } from '../api-description.ts';
import { fieldMappings } from '../reading/field-mappings.ts';
import type { Facts } from './answer-functions.ts';
import { type Expression, evaluate, type FirstValue, type Result } from './expression.ts';
import { parseExpression } from './parse-expression.ts';

/** An answer as seen by expressions. */
export interface AnswerSeen extends Facts {
  readonly body: Json;
}

/** Every expression of a description, by its path of keys joined by dots. */
export function expressionsOf(description: ApiDescription): Readonly<Record<string, string>> {
  const { requires, state, doneWhen, failedWhen, abortedWhen, goneWhen } = description;
  const { error, token, also, many, failedRecords } = description;
  const all = {
    requires,
    'state.from': state?.from,
    doneWhen,
    failedWhen,
    abortedWhen,
    goneWhen,
    ...Object.fromEntries(fieldMappings.map(({ key }) => [key, description[key]])),
    'error.when': error?.when,
    'error.code': error?.code,
    'error.message': error?.message,
    ...below('also.from.', also?.from),
    ...Object.fromEntries(fieldMappings.map(({ key }) => [`also.${key}`, also?.[key]])),
    'many.items': many?.items,
    'many.id': many?.id,
    'token.from': token && (token.from ?? 'access_token'),
    'token.life': token && (token.life ?? 'expires_in'),
    'failedRecords.records': failedRecords?.records,
    ...below('failedRecords.next.', failedRecords?.next),
    'failedRecords.link': failedRecords?.link,
    'failedRecords.signedLink': failedRecords?.signedLink,
    'failedRecords.only': failedRecords?.only,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function below(path: string, texts: Readonly<Record<string, string>> = {}) {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [path + key, text]));
}

/** The compiled expressions of a description. */
export interface LookUp {
  /** The result of the expression under a key. `undefined` if the description has none. */
  (key: string, seen: AnswerSeen): Result | undefined;
  /** Whether the expression under a key uses the status, a header or a cookie. */
  seesMore(key: string): boolean;
  /** The value of each `first()` for an answer, to be used with later ones. */
  firstValues(seen: AnswerSeen): readonly Json[];
}

/** Throws an `ExpressionMistake`. */
export function compileExpressions(description: ApiDescription): LookUp {
  const expressions = new Map<string, Expression>();
  for (const [key, text] of Object.entries(expressionsOf(description))) {
    expressions.set(key, parseExpression(text));
  }
  const firsts = [...expressions.values()].flatMap((expression) => expression.firsts);
  const look = (node: Expression['node'], { body, ...facts }: AnswerSeen) => {
    const { first } = facts;
    const firstValue: FirstValue = (call) => first?.[firsts.indexOf(call)];
    return evaluate({ node }, body, facts, firstValue);
  };
  return Object.assign(
    (key: string, seen: AnswerSeen) => {
      const expression = expressions.get(key);
      return expression && look(expression.node, seen);
    },
    {
      seesMore: (key: string) => expressions.get(key)?.seesMore ?? false,
      firstValues: (seen: AnswerSeen) => firsts.map((call) => kept(valueIn(look(call, seen)))),
    },
  );
}

/** How many characters of JSON to keep from the first answer of each import. */
const mostKept = 10_000;

function kept(value: Json): Json {
  return JSON.stringify(value).length > mostKept ? null : value;
}

/** The value of a result, or `null` without one. */
export function valueIn(result: Result | undefined): Json {
  return result && 'value' in result ? result.value : null;
}
