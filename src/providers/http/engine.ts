import { ImportwatchError } from '../../core/model/errors.ts';
import {
  type ImportSnapshot,
  hasEnded as isOver,
  type SnapshotFields,
  snapshot,
} from '../../core/model/snapshot.ts';
import type { Answer, ApiClient } from '../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import type { Explanation } from '../../core/provider/explanation.ts';
import type { Connection, ProviderContext } from '../../core/provider/provider.ts';
import type { Json } from '../../core/text/json.ts';
import type { ApiDescription } from './api-description.ts';
import { createManyAtOnce } from './batching/many-at-once.ts';
import { explainAnswer } from './explain-answer.ts';
import type { Facts } from './expression/answer-functions.ts';
import type { AnswerSeen } from './expression/expressions.ts';
import { createFailedRecords } from './failed/create-failed-records.ts';
import { type Memory, newMemory } from './memory.ts';
import { unreadIn } from './reading/fields.ts';
import { answersOf, createReader } from './reading/reader.ts';
import { requestOf } from './request/described-request.ts';
import { namesWithId } from './request/id-names.ts';
import { partsOf } from './request/id-parts.ts';
import type { Names } from './request/template.ts';
import { tokenMark, withPlaceForToken, withToken } from './request/token.ts';
import { createFillUp } from './second-request.ts';

/** A compiled description. */
export interface Engine {
  /** How to judge answers about an import. */
  mapping(facts: Facts): JudgesAnswers;
  connect(
    client: ApiClient,
    place: ConnectionSettings,
  ): Pick<Connection, 'checkId' | 'poll' | 'failedRecords' | 'logIn'>;
  /** A sentence that suggests what to do about an answer that isn't from this API. */
  doubt(facts: Facts, body: Json | undefined): string | undefined;
  /** `body` is absent if the answer has none. */
  explain(body: Json | undefined, at: number, facts?: Facts): Explanation;
}

type JudgesAnswers = Pick<ErrorMapping, 'message' | 'messageBare' | 'answers'> &
  Required<Pick<ErrorMapping, 'judge' | 'judgeBare'>>;

interface ConnectionSettings {
  readonly baseUrl: string;
  readonly names: Names;
  /** The rest of the service's error mapping. */
  readonly errorMapping?: Partial<ErrorMapping>;
  readonly memory?: Memory;
  /** The user wrote the description, and can correct it. */
  readonly isOwn?: boolean;
  readonly context?: ProviderContext | undefined;
}

export function createEngine(description: ApiDescription): Engine {
  const { request, token, statuses, gone, also, many, donePolls = 3 } = description;
  const reader = createReader(description);
  const answers = answersOf(description);
  const polls = Number(donePolls);

  function mapping(facts: Facts): JudgesAnswers {
    return {
      answers,
      judge: (status, body, headers) => reader.judge({ ...facts, status, body, headers }),
      judgeBare: (status, headers) => reader.judgeBare({ ...facts, status, headers }),
      message: (body, more) => reader.message({ ...facts, ...more, body }),
      messageBare: (more) => reader.messageBare({ ...facts, ...more }),
    };
  }

  /** The content of a good answer about an import. `key` identifies the import in the memory. */
  async function read(
    key: string,
    { at, ...seen }: AnswerSeen & Pick<Answer, 'at'>,
    { memory, isOwn }: Pick<Required<ConnectionSettings>, 'memory' | 'isOwn'>,
    fillUp: (fields: SnapshotFields) => Promise<SnapshotFields>,
  ): Promise<ImportSnapshot> {
    if (!memory.firsts.has(key)) memory.firsts.set(key, reader.lookUp.firstValues(seen));
    const isOver = memory.done.next(key, reader.isDone(seen)) >= polls;
    const isGone = reader.isGone(seen);
    if (isGone && memory.found.has(key)) return afterLoss(key, at, memory);
    const fields = reader.read(seen, isOver);
    const isAbsent = fields.state === 'not-found';
    if (isAbsent && gone && memory.found.has(key)) return afterLoss(key, at, memory);
    if (!isGone && !isAbsent) memory.found.add(key);
    memory.gone.next(key, false);
    if (isAbsent) return snapshot(fields, at);
    const filled = await fillUp(fields);
    const unread = isOwn ? unreadIn(description, filled) : [];
    return snapshot({ ...filled, ...(unread.length > 0 && { unread }) }, at);
  }

  /** The snapshot of an import that earlier polls found and the service no longer knows. */
  function afterLoss(key: string, at: number, memory: Memory): ImportSnapshot {
    if (gone === undefined) return snapshot({ state: 'not-found', vendorState: 'gone' }, at);
    const isSure = memory.gone.next(key, true) >= polls;
    const seems = { state: 'running', vendorState: 'seems gone' } as const;
    return snapshot(isSure ? { state: gone, vendorState: 'gone' } : seems, at);
  }

  return {
    mapping,
    doubt(facts, body) {
      const lacking = body === undefined ? undefined : reader.lacking({ ...facts, body });
      return (
        lacking &&
        `${lacking} in this answer. Test the profile against a saved answer: ${checkCommand}`
      );
    },
    explain: (body, at, facts = {}) =>
      explainAnswer(description, reader, body, at, facts, {
        ...mapping(facts),
        ...(statuses && { statuses }),
      }),
    connect(plainAsk, place) {
      const { baseUrl, names, errorMapping = {}, context, memory = newMemory() } = place;
      const { isOwn = false } = place;
      const loggedIn =
        token && withToken(plainAsk, { token, statuses, reader, baseUrl, names, context });
      const client = loggedIn?.client ?? plainAsk;
      const ofAll = token ? { ...names, token: tokenMark } : names;
      const single = token ? withPlaceForToken(request) : request;
      const shared = { lookUp: reader.lookUp, statuses, client, baseUrl, names: ofAll };
      const fillUp = also && context && createFillUp({ ...shared, also, single, context });
      const isAnswer = (seen: AnswerSeen) => reader.judge(seen) === undefined;
      const together =
        many && context && createManyAtOnce({ ...shared, many, single, context, isAnswer });
      const namesFor = (id: string | undefined): Names => ({
        ...namesWithId(ofAll, id, description, context?.name),
        ...partsOf(id, description.idParts),
      });

      async function answerFor(id: string | undefined, signal: AbortSignal): Promise<PollAnswer> {
        const parts = partsOf(id, description.idParts);
        const known = namesFor(id);
        const facts = { id: known['id'], first: memory.firsts.get(id ?? '') };
        const isPlain = Object.keys(parts).every((name) => name === 'id');
        const judged = { ...errorMapping, ...mapping(facts) };
        const question = { ...requestOf(single, known, baseUrl), errorMapping: () => judged };
        const mayJoin = isPlain && together?.canJoin(facts.id);
        const ofMany = mayJoin ? await together?.poll(facts.id ?? '', signal) : undefined;
        return { ...(ofMany ?? (await client(question, signal))), ...facts, known };
      }

      return {
        checkId: async (id) => void requestOf(single, namesFor(id), baseUrl),
        ...(loggedIn && { logIn: loggedIn.logIn }),
        ...(description.failedRecords && {
          failedRecords: createFailedRecords({
            description: { ...description, request: single },
            reader,
            mapping: (facts) => ({ ...errorMapping, ...mapping(facts) }),
            client,
            context,
            baseUrl,
            isOwn,
            namesFor,
          }),
        }),
        async poll(id, signal) {
          const key = id ?? '';
          let hasEnded = true;
          try {
            const answer = await answerFor(id, signal);
            const found = await read(key, answer, { memory, isOwn }, async (fields) =>
              fillUp ? fillUp(fields, answer, answer.known, signal) : fields,
            );
            hasEnded = isOver(found);
            return found;
          } catch (error) {
            hasEnded = !(error instanceof ImportwatchError && error.transient);
            const isLost = isUnknown(error) && gone !== undefined && memory.found.has(key);
            if (!isLost || context === undefined) throw error;
            return afterLoss(key, context.clock.now(), memory);
          } finally {
            together?.settle(signal, hasEnded);
          }
        },
      };
    },
  };
}

const checkCommand = 'importwatch check --answer <file>';

/** The answer for one import, and the names taken from earlier answers. */
type PollAnswer = Answer & Facts & { readonly known: Names };

/** Whether the service reports that it doesn't know the import. */
function isUnknown(error: unknown): boolean {
  return error instanceof ImportwatchError && (error.code === 'not-found' || error.code === 'gone');
}
