import type { Answer, ApiClient } from '../../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../../core/provider/error-mapping.ts';
import type { Json } from '../../../core/text/json.ts';
import type { ApiDescription } from '../api-description.ts';

/** What is needed to get the failed records of one import. */
export interface FailedRecordsOptions {
  readonly description: ApiDescription;
  readonly baseUrl: string;
  /** For requests to the service. */
  readonly client: ApiClient;
  /** For another origin: it sends nothing of the profile. */
  clientAt(origin: URL): ApiClient;
  /** How an answer with failed records is judged. */
  readonly errorMapping: ErrorMapping;
  /** What the expression of a key gives; null for nothing. */
  look(key: string, answer: Pick<Answer, 'status' | 'body'>): Json;
  /** The answer about the import itself. */
  poll(signal: AbortSignal): Promise<Answer>;
}
