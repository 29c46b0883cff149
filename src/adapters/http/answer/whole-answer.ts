import type { Request } from 'got';
import type { HttpAnswer } from '../../../core/ports/send.ts';

/** The answer is larger than allowed. */
export class TooLarge extends Error {}

/**
 * The whole answer to a request in flight. Rejects with got's error, with `TooLarge` as soon as the
 * limit is exceeded, and with any error once the request is destroyed.
 */
export function wholeAnswer(request: Request, maxBodyBytes: number): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) return;
      reject(new TooLarge());
      request.destroy();
    });
    request.once('end', () => {
      const { statusCode = 0, headers = {} } = request.response ?? {};
      const text = decode(Buffer.concat(chunks), headers['content-type']);
      resolve({ status: statusCode, headers: flat(headers), text });
    });
    request.on('error', reject);
    request.once('close', () => reject(new Error('closed')));
  });
}

export function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const flattened: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    // A cookie may have a comma in it, but no line feed.
    const text = name === 'set-cookie' && Array.isArray(value) ? value.join('\n') : value;
    if (text !== undefined) flattened[name] = String(text);
  }
  return flattened;
}

/**
 * The text of a body: by its byte order mark, otherwise by the charset of its `Content-Type`,
 * otherwise as UTF-8, which is also JSON's. The mark isn't part of the text.
 */
function decode(body: Buffer, contentType = ''): string {
  const charset =
    markedCharset(body) ?? /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1];
  return decoderFor(charset).decode(body);
}

function markedCharset([first, second, third]: Buffer): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

function decoderFor(charset = 'utf-8'): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
