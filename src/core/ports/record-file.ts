import type { ByteSink } from './send.ts';

/** Failed records on their way to a file, or to stdout. Rejects like `Files`. */
export interface RecordFile extends ByteSink {
  /** All is written. */
  commit(): Promise<void>;
  /** Forgets what was written, if that is possible. */
  discard(): Promise<void>;
}
