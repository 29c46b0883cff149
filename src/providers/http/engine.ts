import { ImportwatchError } from '../../core/model/errors.ts';
import { snapshot } from '../../core/model/snapshot.ts';
import type { ApiClient } from '../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import type { Explanation } from '../../core/provider/explanation.ts';
import type { Connection, ProviderContext } from '../../core/provider/provider.ts';
import type { Json } from '../../core/text/json.ts';
import type { ApiDescription } from './api-description.ts';
import { traceExpressions } from './expression/trace.ts';
import { createConsecutivePolls } from './reading/consecutive-polls.ts';
import { createReader } from './reading/reader.ts';
import { requestOf } from './request/described-request.ts';
import type { Names } from './request/template.ts';
import { usesId } from './request/templates.ts';
import { withToken } from './request/token.ts';

/** A description put to work. */
export interface Engine
  extends Required<Pick<ErrorMapping, 'judge'>>,
    Pick<ErrorMapping, 'message'> {
  connect(
    client: ApiClient,
    context: ProviderContext | undefined,
    place: ConnectionSettings,
  ): Connection;
  explain(body: Json, at: number): Explanation;
}

interface ConnectionSettings {
  readonly baseUrl: string;
  readonly names: Names;
  readonly idParts?: RegExp;
}

export function createEngine(description: ApiDescription): Engine {
  const { request, token, donePolls = 3 } = description;
  const reader = createReader(description);
  return {
    judge: reader.judge,
    message: reader.message,
    explain(body, at) {
      const findings = traceExpressions(description, reader, body);
      const code = reader.judge(200, body);
      if (code !== undefined) {
        const problem = [code, reader.message(body)].filter((part) => part !== undefined);
        return { findings, problem: problem.join(': ') };
      }
      try {
        return { findings, snapshot: snapshot(reader.read(body, Number(donePolls) <= 1), at) };
      } catch (error) {
        if (!(error instanceof ImportwatchError)) throw error;
        return { findings, problem: `${error.code}: ${error.message}` };
      }
    },
    connect(plainAsk, context, { baseUrl, names, idParts }) {
      const consecutivePolls = createConsecutivePolls();
      const found = new Set<string>();
      const client = token
        ? withToken(plainAsk, { token, request, reader, baseUrl, names, context })
        : plainAsk;
      return {
        async poll(id, signal) {
          const known = { ...named(names, id, description), ...partsOf(id, idParts) };
          const { body, at } = await client(requestOf(request, known), signal);
          if (!reader.isGone(body)) found.add(id ?? '');
          else if (found.has(id ?? '')) {
            return snapshot({ state: 'not-found', vendorState: 'gone' }, at);
          }
          const polls = consecutivePolls.next(id ?? '', reader.isDone(body));
          return snapshot(reader.read(body, polls >= Number(donePolls)), at);
        },
      };
    },
  };
}

/** What an id that has the form of `idParts` says of itself. */
function partsOf(id = '', idParts: RegExp | undefined): Names {
  const groups = idParts?.exec(id)?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).filter(([, part]) => part !== undefined));
}

/** Nothing is watched in place of what the target names. */
function named(names: Names, id: string | undefined, description: ApiDescription): Names {
  if (usesId(description) === (id !== undefined))
    return id === undefined ? names : { ...names, id };
  throw id === undefined
    ? new ImportwatchError('usage', 'The description of this profile needs the id of an import.', {
        hint: 'Give it behind the name of the profile: importwatch wait profile:id',
      })
    : new ImportwatchError(
        'usage',
        `The description of this profile has no place for the id "${id}".`,
        {
          hint: 'Write {id} where it belongs in request, or give no id: importwatch wait profile:',
        },
      );
}
