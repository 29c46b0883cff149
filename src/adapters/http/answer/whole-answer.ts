import type { Request } from 'got';
import type { HttpAnswer } from '../../../core/ports/send.ts';
import { bodyText } from './body-text.ts';

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
      const text = bodyText(Buffer.concat(chunks), headers['content-type']);
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
