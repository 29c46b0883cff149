import type { ByteSink } from './send.ts';

/** Failed records on their way to a file, or to stdout. Rejects like `Files`. */
export interface RecordFile extends ByteSink {
  /** A terminal, or a stream that the shell opened, such as stdout. Absent for a file. */
  readonly reader?: 'terminal' | 'shell';
  /** All is written. */
  commit(): Promise<void>;
  /** Forgets what was written, if that is possible. */
  discard(): Promise<void>;
}
