import type { Answer, ApiClient } from '../../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../../core/provider/error-mapping.ts';
import type { Json } from '../../../core/text/json.ts';
import type { ApiDescription } from '../api-description.ts';

/** The values that reading the failed records of one import requires. */
export interface FailedRecordsOptions {
  readonly description: ApiDescription;
  readonly baseUrl: string;
  /** The user wrote the description, and can correct it. */
  readonly isOwn: boolean;
  /** Sends requests to the service. */
  readonly client: ApiClient;
  /** Sends requests to another origin, without any credentials or headers of the profile. */
  clientAt(origin: URL): ApiClient;
  /** How to judge an answer with failed records. */
  readonly errorMapping: ErrorMapping;
  /** The value of the expression under a key, or null. */
  look(key: string, answer: Pick<Answer, 'status' | 'body'>): Json;
  /** Gets the answer about the import itself. */
  poll(signal: AbortSignal): Promise<Answer>;
}
