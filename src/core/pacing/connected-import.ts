import type { Expectation } from '../model/estimates.ts';
import type { FailedRecords } from '../model/records/failed-records.ts';
import type { ImportSnapshot } from '../model/snapshot.ts';
import type { Target } from '../model/target.ts';
import type { Warning } from '../model/warning.ts';
import type { ByteSink } from '../ports/send.ts';
import type { InFlightPoll } from './in-flight-poll.ts';
import type { OriginQueue } from './origin-queue.ts';
import type { RateLimit } from './rate-limit.ts';

/** One import to watch, and how to poll it. */
export interface ConnectedImport {
  readonly target: Target;
  /** The service, as its users know it. */
  readonly service: string;
  readonly poll: (signal: AbortSignal, inFlight?: InFlightPoll) => Promise<ImportSnapshot>;
  /** Writes the failed records, if the service reports them. */
  failedRecords?(to: ByteSink, signal: AbortSignal): Promise<FailedRecords>;
  readonly rateLimit: Pick<RateLimit, 'notBefore'>;
  /** Monotonic ms at which the service last gave a usable answer about any import. */
  answeredMs?(): number;
  /** The imports of the same origin, this one among them. */
  readonly queue?: Pick<OriginQueue, 'notice' | 'status'>;
  /** `false`: the service doesn't report failed records. */
  readonly reportsFailed?: boolean;
  /** The prediction from past imports. */
  expect?(snapshot: ImportSnapshot): Expectation | undefined;
  /** Warnings if an import that succeeded is unusual compared with past imports. */
  unusual?(snapshot: ImportSnapshot): readonly Warning[];
  /** Added to the hint if the service doesn't find the import: a sentence. */
  readonly ifNotFound?: string;
  /** Reported once, at the start. */
  readonly warnings?: readonly Warning[];
}
