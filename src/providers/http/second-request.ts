import { singleFlight } from '../../core/http/single-flight.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { hasEnded, type SnapshotFields, snapshot } from '../../core/model/snapshot.ts';
import type { Answer, ApiClient, ApiRequest } from '../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import { usualWords } from '../../core/provider/errors/error-words.ts';
import type { ProviderContext } from '../../core/provider/provider.ts';
import { asText } from '../../core/text/json.ts';
import type { ApiDescription, RequestDescription } from './api-description.ts';
import { isTrue } from './expression/expression.ts';
import { type AnswerSeen, type LookUp, valueIn } from './expression/expressions.ts';
import { fieldMappings } from './reading/field-mappings.ts';
import { fieldsOf, filledUp, isLacking } from './reading/fields.ts';
import { requestOf, withLoginOf } from './request/described-request.ts';
import type { Names } from './request/template.ts';

/** Fills in what the first answer about an import lacks. Never rejects because of an answer. */
export type FillUp = (
  fields: SnapshotFields,
  first: AnswerSeen & Pick<Answer, 'at' | 'atMs'>,
  names: Names,
  signal: AbortSignal,
) => Promise<SnapshotFields>;

interface SecondRequestOptions {
  readonly also: NonNullable<ApiDescription['also']>;
  /** The first request, whose login this one uses. */
  readonly single: RequestDescription;
  readonly lookUp: LookUp;
  /** The meaning of an HTTP status, if it differs from the usual one. */
  readonly statuses: ApiDescription['statuses'];
  readonly client: ApiClient;
  readonly baseUrl: string;
  readonly context: ProviderContext;
}

/** How long other imports can reuse the answer to an equal request. */
const freshMs = 1000;

interface Shared {
  readonly ask: (signal: AbortSignal) => Promise<Answer>;
  readonly askedMs: number;
}

export function createFillUp(options: SecondRequestOptions): FillUp {
  const { also, single, statuses, lookUp, client, baseUrl, context } = options;
  const plain: ErrorMapping = { message: usualWords, ...(statuses && { statuses }) };
  const given = fieldMappings.filter(({ key }) => Object.hasOwn(also, key));
  const request = withLoginOf(single, also.request);
  const shared = new Map<string, Shared>();
  let isRefused = false;
  /** After failures in a row, the second request is skipped for this many answers. */
  const rests = new Map<string, { readonly failures: number; readonly left: number }>();

  /** `isOver`: what counts is how things stand since the first answer, not shortly before it. */
  function asked(question: ApiRequest, nowMs: number, isOver: boolean): Shared['ask'] {
    for (const [key, { askedMs }] of shared) if (nowMs - askedMs >= freshMs) shared.delete(key);
    const key = JSON.stringify([question.path, question.search, question.query, question.jsonText]);
    const known = shared.get(key);
    if (known && (!isOver || known.askedMs >= nowMs)) return known.ask;
    let failure: ImportwatchError | undefined;
    let answer: Answer | undefined;
    const flight = singleFlight((signal) =>
      client({ ...question, errorMapping: () => plain }, signal),
    );
    const ask = async (signal: AbortSignal) => {
      if (failure) throw failure;
      answer ??= await flight(signal).catch((error: unknown) => {
        if (error instanceof ImportwatchError) failure = error;
        throw error;
      });
      return answer;
    };
    shared.set(key, { ask, askedMs: nowMs });
    return ask;
  }

  /** Names for the second request, from the first answer. `undefined` if the answer lacks one. */
  function namesFrom(first: AnswerSeen): Names | undefined {
    const names: Record<string, string> = {};
    for (const name of Object.keys(also.from ?? {})) {
      const value = valueIn(lookUp(`also.from.${name}`, first));
      const text = isTrue(value) ? asText(value) : undefined;
      if (text === undefined) return undefined;
      names[name] = text;
    }
    return names;
  }

  function mayAsk(id: string, isOver: boolean): boolean {
    const { failures = 0, left = 0 } = rests.get(id) ?? {};
    if (left > 0) rests.set(id, { failures, left: left - 1 });
    return !isRefused && (left === 0 || isOver);
  }

  function noteFailure(id: string, { code }: ImportwatchError): void {
    isRefused ||= code === 'refused';
    const failures = (rests.get(id)?.failures ?? 0) + 1;
    rests.set(id, { failures, left: 2 ** Math.min(failures, 5) - 1 });
  }

  return async (fields, first, names, signal) => {
    const { id = '' } = first;
    if (!given.some(({ field }) => isLacking(field, fields))) return fields;
    const more = namesFrom(first);
    if (more === undefined) return fields;
    const isOver = hasEnded(snapshot(fields, first.at));
    if (!mayAsk(id, isOver)) return fields;
    try {
      const question = requestOf(request, { ...names, ...more }, baseUrl);
      const ask = asked(question, first.atMs, isOver);
      const { body, status, headers } = await context.inSpareTime(ask, signal);
      rests.delete(id);
      return filledUp(fields, fieldsOf(lookUp, { id, body, status, headers }, 'also.'));
    } catch (error) {
      if (signal.aborted || !(error instanceof ImportwatchError)) throw error;
      noteFailure(id, error);
      return fields;
    }
  };
}
