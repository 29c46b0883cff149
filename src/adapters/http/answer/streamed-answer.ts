import type { Request } from 'got';
import type { HttpAnswer, HttpRequest } from '../../../core/ports/send.ts';
import type { Deadline } from './deadline.ts';
import { flat, wholeAnswer } from './whole-answer.ts';

/** Why a sink could not take the body: its own error, no fault of the network. */
export class SinkError extends Error {}

/** With fewer bytes within the deadline, a service is too slow. */
const leastBytes = 1024;

/**
 * The answer to a request in flight. Its body goes into the sink, if that accepts it, as fast as
 * the sink takes it. Otherwise it is read as a whole. The deadline starts again with every
 * kilobyte. Rejects like `wholeAnswer`, and with a `SinkError`.
 */
export async function streamedAnswer(
  request: Request,
  {
    into,
    maxBodyBytes,
    deadline,
  }: {
    readonly into: NonNullable<HttpRequest['into']>;
    readonly maxBodyBytes: number;
    readonly deadline: Deadline;
  },
): Promise<HttpAnswer> {
  const head = await new Promise<Pick<HttpAnswer, 'status' | 'headers'>>((resolve, reject) => {
    request.once('response', ({ statusCode, headers }) => {
      resolve({ status: statusCode, headers: flat(headers) });
    });
    request.on('error', reject);
    request.once('close', () => reject(new Error('closed')));
  });
  if (!into.accepts(head)) return wholeAnswer(request, maxBodyBytes);
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    deadline.pause();
    const isWanted = await Promise.resolve(into.write(chunk)).catch((cause: unknown) => {
      throw new SinkError('The sink failed.', { cause });
    });
    if (!isWanted) break;
    bytes += chunk.length;
    if (bytes < leastBytes) {
      deadline.resume();
      continue;
    }
    bytes = 0;
    deadline.restart();
  }
  return { ...head, text: '' };
}
