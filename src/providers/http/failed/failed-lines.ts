import type { ByteSink } from '../../../core/ports/send.ts';
import { type Json, parseJson } from '../../../core/text/json.ts';

/** Filters a JSON Lines file for failed records. */
export interface FailedLines extends ByteSink {
  /** Writes the last line. Returns the number of failed records. */
  end(): Promise<number>;
}

/** Longer lines are kept without being parsed. */
const longest = 8 * 1024 * 1024;

/** Passes on each line for which `isFailed` is true, and each line that isn't JSON. */
export function createFailedLines(to: ByteSink, isFailed: (line: Json) => boolean): FailedLines {
  let pending: Uint8Array[] = [];
  let size = 0;
  let count = 0;

  async function pass(lines: readonly string[]): Promise<boolean> {
    const kept = lines.filter((line) => line.trim() !== '' && isKept(line, isFailed));
    count += kept.length;
    return kept.length === 0 || to.write(Buffer.from(`${kept.join('\n')}\n`));
  }

  return {
    async write(bytes) {
      pending.push(bytes);
      size += bytes.length;
      if (size < longest && !bytes.includes(10)) return true;
      const all = Buffer.concat(pending);
      const end = all.lastIndexOf(10) + 1 || all.length;
      pending = [all.subarray(end)];
      size -= end;
      return pass(all.toString('utf8', 0, end).split('\n'));
    },
    async end() {
      await pass([Buffer.concat(pending).toString('utf8')]);
      return count;
    },
  };
}

function isKept(line: string, isFailed: (line: Json) => boolean): boolean {
  try {
    return isFailed(parseJson(line));
  } catch {
    return true;
  }
}
