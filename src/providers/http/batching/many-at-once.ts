import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Answer, ApiClient } from '../../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../../core/provider/error-mapping.ts';
import { usualWords } from '../../../core/provider/errors/error-words.ts';
import type { ProviderContext } from '../../../core/provider/provider.ts';
import { asText } from '../../../core/text/json.ts';
import type { ApiDescription, RequestDescription } from '../api-description.ts';
import { type AnswerSeen, type LookUp, valueIn } from '../expression/expressions.ts';
import { requestOf, withLoginOf } from '../request/described-request.ts';
import type { Names } from '../request/template.ts';
import { batchSize } from './batch-size.ts';
import { createGathering, type Gathering } from './gathering.ts';

export interface ManyOptions {
  readonly many: NonNullable<ApiDescription['many']>;
  /** The request for one import, whose login this one uses. */
  readonly single: RequestDescription;
  readonly lookUp: LookUp;
  /** The meaning of an HTTP status, if it differs from the usual one. */
  readonly statuses: ApiDescription['statuses'];
  readonly client: ApiClient;
  readonly names: Names;
  readonly baseUrl: string;
  readonly context: ProviderContext;
  /** Whether an element is a complete answer by itself. */
  isAnswer(seen: AnswerSeen): boolean;
}

/** Polls many imports together for as long as the service supports it. */
export interface ManyAtOnce extends Gathering<Answer> {
  canJoin(id: string | undefined): id is string;
}

/** After this many failures in a row, importwatch polls each import separately for a while. */
const mostFailures = 3;
const firstRestMs = 30_000;
const mostRestMs = 30 * 60_000;

export function createManyAtOnce(options: ManyOptions): ManyAtOnce {
  const { many, single, statuses, lookUp, client, names, baseUrl, context, isAnswer } = options;
  const { clock, imports } = context;
  const request = withLoginOf(single, many.request);
  let failures = 0;
  let restsUntilMs = Number.NEGATIVE_INFINITY;
  const none: ReadonlyMap<string, Answer> = new Map();

  const questionFor = (ids: readonly string[]) =>
    requestOf(request, { ...names, ids: ids.join(',') }, baseUrl, { ids });

  const itemsIn = (seen: AnswerSeen) => valueIn(lookUp('many.items', seen));

  const errorMapping: ErrorMapping = {
    message: usualWords,
    ...(statuses && { statuses }),
    judge(status, body, headers) {
      const isGood = status >= 200 && status < 300;
      return isGood && !Array.isArray(itemsIn({ status, body, headers }))
        ? 'bad-answer'
        : undefined;
    },
  };

  /** The answers by id, without ids that appear twice and elements that aren't complete answers. */
  function answersIn(answer: Answer): ReadonlyMap<string, Answer> {
    const answers = new Map<string, Answer>();
    const seenTwice = new Set<string>();
    for (const body of itemsIn(answer) as Answer['body'][]) {
      const item = { ...answer, body };
      const id = asText(valueIn(lookUp('many.id', item)));
      if (id === undefined || !isAnswer({ ...item, id })) continue;
      if (answers.has(id)) seenTwice.add(id);
      answers.set(id, item);
    }
    for (const id of seenTwice) answers.delete(id);
    return answers;
  }

  async function ask(ids: readonly string[], signals: readonly AbortSignal[]) {
    const { signal, release } = context.joinPolls(signals);
    try {
      const question = { ...questionFor(ids), errorMapping: () => errorMapping };
      const answers = answersIn(await client(question, signal));
      failures = 0;
      return answers;
    } catch (error) {
      if (!(error instanceof ImportwatchError)) throw error;
      failures += 1;
      // Sending a hundred requests instead would make an overload worse.
      if (error.transient && error.code !== 'bad-answer' && failures < mostFailures) throw error;
      restsUntilMs = error.transient ? endOfRest(failures - mostFailures) : Infinity;
      return none;
    } finally {
      release();
    }
  }

  /** The service may only have been down, so the common request is tried again, ever later. */
  function endOfRest(rests: number): number {
    return clock.monotonic() + (rests < 0 ? 0 : Math.min(firstRestMs * 2 ** rests, mostRestMs));
  }

  const most = batchSize(many);
  return {
    ...createGathering({ most, clock, imports, ask }),
    canJoin(id): id is string {
      if (id === undefined || id.includes(',') || clock.monotonic() < restsUntilMs) return false;
      try {
        questionFor([id]);
        return true;
      } catch {
        return false;
      }
    },
  };
}
