import type { RecordFile } from '../../core/ports/record-file.ts';
import { inertLines } from '../../core/text/text.ts';

/**
 * The same file for records that a terminal shows, or that end up in the log of a CI system: no
 * record acts there. It receives whole lines at a time, as the writer of records passes them on.
 */
export function inertRecords(file: RecordFile, reader: 'terminal' | 'ci'): RecordFile {
  return {
    ...file,
    write(bytes) {
      const text = Buffer.from(bytes).toString('utf8');
      const inert = inertLines(text, reader);
      return file.write(inert === text && reader === 'ci' ? bytes : Buffer.from(inert));
    },
  };
}
