import type { Json } from '../../../core/text/json.ts';
import type { ApiDescription } from '../api-description.ts';
import { fieldMappings } from '../reading/field-mappings.ts';
import { type Expression, evaluate, type Result } from './expression.ts';
import { parseExpression } from './parse-expression.ts';

/** Every expression of a description, by the keys that lead to it, joined by dots. */
export function expressionsOf(description: ApiDescription): Readonly<Record<string, string>> {
  const { requires, state, doneWhen, failedWhen, abortedWhen, goneWhen, error, token } =
    description;
  const { failedRecords = {} } = description;
  const { records, next = {}, link, signedLink, only } = failedRecords;
  const all = {
    requires,
    'state.from': state?.from,
    doneWhen,
    failedWhen,
    abortedWhen,
    goneWhen,
    ...Object.fromEntries(
      fieldMappings.map(({ key }) => [key, description[key] as string | undefined]),
    ),
    'error.when': error?.when,
    'error.code': error?.code,
    'error.message': error?.message,
    'token.from': token && (token.from ?? 'access_token'),
    'token.life': token && (token.life ?? 'expires_in'),
    'failedRecords.records': records,
    ...Object.fromEntries(
      Object.entries(next).map(([name, text]) => [`failedRecords.next.${name}`, text]),
    ),
    'failedRecords.link': link,
    'failedRecords.signedLink': signedLink,
    'failedRecords.only': only,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** What the expression of a key gives; `undefined` where the description has none. */
export type LookUp = (key: string, body: Json) => Result | undefined;

/** Throws an `ExpressionMistake`. */
export function compileExpressions(description: ApiDescription): LookUp {
  const expressions = new Map<string, Expression>();
  for (const [key, text] of Object.entries(expressionsOf(description))) {
    expressions.set(key, parseExpression(text));
  }
  return (key, body) => {
    const expression = expressions.get(key);
    return expression && evaluate(expression, body);
  };
}

/** The value of a result; `null` also where there is none. */
export function valueIn(result: Result | undefined): Json {
  return result && 'value' in result ? result.value : null;
}
