import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Answer, ApiClient } from '../../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../../core/provider/error-mapping.ts';
import type { Connection, ProviderContext } from '../../../core/provider/provider.ts';
import type { ApiDescription } from '../api-description.ts';
import type { Facts } from '../expression/answer-functions.ts';
import { valueIn } from '../expression/expressions.ts';
import type { Reader } from '../reading/reader.ts';
import { requestOf } from '../request/described-request.ts';
import type { Names } from '../request/template.ts';
import { writeFailedRecords } from './failed-records.ts';
import { fromService } from './found-value.ts';
import { mappingOfRecords, mappingOfSignedLink } from './mappings.ts';

interface Described {
  /** Its request has a place for the token, if there is one. */
  readonly description: ApiDescription;
  readonly reader: Reader;
  /** How to judge answers about an import. */
  mapping(facts: Facts): ErrorMapping;
  readonly client: ApiClient;
  readonly context: ProviderContext | undefined;
  readonly baseUrl: string;
  /** The user wrote the description, and can correct it. */
  readonly isOwn: boolean;
  namesFor(id: string | undefined): Names;
}

/** Reads the failed records of an API over a connection, as its description says. */
export function createFailedRecords(described: Described): Required<Connection>['failedRecords'] {
  const { description, reader, mapping, client, context, baseUrl, isOwn, namesFor } = described;
  return async (given, to, signal) => {
    const names = namesFor(given);
    const facts = { id: names['id'] };
    const usual = mapping(facts);
    const isError = (answer: Pick<Answer, 'status' | 'body' | 'headers'>) =>
      reader.isError({ ...facts, ...answer });
    const options = {
      description,
      baseUrl,
      isOwn,
      client,
      clientAt: (origin: URL) => clientAt(origin, context),
      errorMapping: mappingOfRecords(usual, nextStepOf(description, isOwn), isError),
      look: (key: string, answer: Pick<Answer, 'status' | 'body' | 'headers'>) =>
        valueIn(reader.lookUp(key, { ...facts, ...answer })),
      poll: (signal: AbortSignal) =>
        client(
          { ...requestOf(description.request, names, baseUrl), errorMapping: () => usual },
          signal,
        ),
    };
    return writeFailedRecords(options, names, to, signal);
  };
}

function nextStepOf({ failedRecords = {} }: ApiDescription, isOwn: boolean): string {
  if (!isOwn) return fromService;
  return failedRecords.request
    ? 'Check failedRecords.request.path in the profile.'
    : 'Check failedRecords.link in the profile. The service may also have deleted the file.';
}

function clientAt(origin: URL, context: ProviderContext | undefined): ApiClient {
  if (context) return context.clientAt(origin, mappingOfSignedLink);
  throw new ImportwatchError('config', 'This connection cannot follow a signed link.');
}
