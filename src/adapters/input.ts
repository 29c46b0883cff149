import type { ReadStream } from 'node:tty';
import { ImportwatchError } from '../core/errors.ts';

const maxBytes = 1024 * 1024;

/** All that is on standard input. Rejects with a usage error where it is more than 1 MiB. */
export async function readInput(stream: ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > maxBytes) {
      throw new ImportwatchError('usage', 'There is more than 1 MiB on standard input.', {
        hint: 'Give the ids of imports, one a line, or the JSON that names them.',
      });
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
