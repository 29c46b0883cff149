import type { ReadStream } from 'node:tty';
import { ImportwatchError } from '../core/model/errors.ts';

const maxBytes = 1024 * 1024;

/**
 * All of standard input: UTF-8, or the encoding of its byte order mark. Rejects with a usage error
 * if it is neither, or larger than 1 MiB.
 */
export async function readInput(stream: ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > maxBytes) {
      throw new ImportwatchError('usage', 'There is more than 1 MiB on standard input.', {
        hint: 'Pass ids, one per line, or the JSON that contains them.',
      });
    }
  }
  return decodedText(Buffer.concat(chunks), 'Standard input');
}

/** UTF-8, or the encoding of its byte order mark. `name` begins the sentence of the usage error. */
export function decodedText(bytes: Buffer, name: string): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ImportwatchError('usage', `${name} isn't ${encoding.toUpperCase()} text.`, {
      hint: 'Convert it to UTF-8, for example: iconv -f ISO-8859-1 -t UTF-8',
    });
  }
}

function encodingOf([first, second]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
