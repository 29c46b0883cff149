import type { ByteSink } from '../ports/send.ts';
import { redactBytes, utf8Of } from './redact-bytes.ts';

export interface RecordWriterOptions {
  /** Hides the secrets in a text. */
  redact(text: string): string;
  /** By default 512 MiB. */
  readonly mostBytes?: number;
  /** How much is redacted at a time, if that much is there. By default 1 MiB. */
  readonly blockBytes?: number;
}

/** Failed records on their way out. */
export interface RecordWriter extends ByteSink {
  /** Writes what is left. */
  end(): Promise<void>;
  readonly bytes: number;
  /** Whether there was more than the limit allows. */
  readonly isCut: boolean;
  /** The first lines, redacted. None if they aren't text. */
  sample(): readonly string[];
}

const sampleLines = 5;
/** Raw characters of all lines together. */
const sampleLength = 16 * 1024;

/**
 * Passes bytes on as they arrive, up to a limit, without the known secrets. It redacts complete
 * lines. If a line is too long for that, it splits the line at a place without a secret.
 */
export function createRecordWriter(
  out: ByteSink,
  { redact, mostBytes = 512 * 1024 * 1024, blockBytes = 1024 * 1024 }: RecordWriterOptions,
): RecordWriter {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let bytes = 0;
  let isCut = false;
  let start = '';

  async function pass(block: Buffer): Promise<boolean> {
    const redacted = redactBytes(block, redact);
    const room = mostBytes - bytes;
    isCut = redacted.length > room;
    const part = isCut ? redacted.subarray(0, fitting(redacted, room)) : redacted;
    bytes += part.length;
    if (start.length < sampleLength) {
      start += (utf8Of(part) ?? '\0').slice(0, sampleLength - start.length);
    }
    const isWanted = part.length === 0 || (await out.write(part));
    return isWanted && !isCut;
  }

  /** Complete lines, or the beginning of a line that is longer than the available room. */
  function fitting(block: Buffer, room: number): number {
    return lineEnd(block.subarray(0, room)) || (bytes === 0 ? room : 0);
  }

  /** How much of the block can leave without a part of a secret. */
  function cutIn(block: Buffer): number {
    const whole = lineEnd(block);
    if (whole > 0) return whole;
    const redacted = redactBytes(block, redact);
    for (
      let end = characterStart(block, block.length / 2);
      end > 0;
      end = characterStart(block, end / 2)
    ) {
      const parts = [block.subarray(0, end), block.subarray(end)];
      const joined = Buffer.concat(parts.map((part) => redactBytes(part, redact)));
      if (joined.equals(redacted)) return end;
    }
    return 0;
  }

  return {
    async write(chunk) {
      if (isCut) return false;
      pending.push(Buffer.from(chunk));
      pendingBytes += chunk.length;
      if (pendingBytes < blockBytes) return true;
      const block = Buffer.concat(pending);
      const cut = cutIn(block);
      pending = [block.subarray(cut)];
      pendingBytes -= cut;
      return pass(block.subarray(0, cut));
    },
    async end() {
      if (!isCut) await pass(Buffer.concat(pending));
    },
    get bytes() {
      return bytes;
    },
    get isCut() {
      return isCut;
    },
    sample() {
      if (start.includes('\0')) return [];
      const lines = start.replace(/^\uFEFF/, '').split('\n');
      return lines.filter((line) => line.trim() !== '').slice(0, sampleLines);
    },
  };
}

/** The end of the last complete line, or 0 if there is none. */
function lineEnd(block: Buffer): number {
  return block.lastIndexOf(10) + 1;
}

/** The place, or one shortly before it, that isn't within a character of UTF-8. */
function characterStart(block: Buffer, place: number): number {
  let start = Math.floor(place);
  while (start > 0 && ((block[start] ?? 0) & 0xc0) === 0x80 && place - start < 4) start -= 1;
  return start;
}
