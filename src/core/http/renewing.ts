import { ImportwatchError } from '../model/errors.ts';
import { abortable } from '../ports/abort.ts';
import type { Connection } from '../provider/provider.ts';

/** A connection, and the result of renewing it since its last good answer. */
interface Used {
  readonly connection: Connection;
  renewal?: Promise<void> | undefined;
}

/**
 * The same connection, renewed when the service refuses it. `renew` reads the secrets again and
 * connects with them. It returns `undefined` if they haven't changed. All polls share one renewal,
 * and there is at most one between two good answers. After that the refusal is final.
 */
export function renewing(
  first: Connection,
  renew: (before: Connection) => Promise<Connection | undefined>,
): Connection {
  let current: Used = { connection: first };

  async function replace({ connection }: Used): Promise<void> {
    const fresh = await renew(connection);
    if (fresh) current = { connection: fresh, renewal: Promise.resolve() };
  }

  async function request<T>(used: Used, call: (connection: Connection) => Promise<T>): Promise<T> {
    const answer = await call(used.connection);
    used.renewal = undefined;
    return answer;
  }

  async function withRenewal<T>(
    call: (connection: Connection) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const used = current;
    try {
      return await request(used, call);
    } catch (error) {
      if (!(error instanceof ImportwatchError) || error.code !== 'refused') throw error;
      if (current === used) {
        used.renewal ??= replace(used);
        await abortable(used.renewal, signal).catch((reason: unknown) => {
          throw reason instanceof ImportwatchError ? unreadable(error, reason) : reason;
        });
      }
      if (current === used) throw error;
      return request(current, call);
    }
  }

  return {
    ...first,
    poll: (id, signal) => withRenewal(({ poll }) => poll(id, signal), signal),
    ...(first.failedRecords && {
      failedRecords: (id, to, signal) =>
        withRenewal(async ({ failedRecords }) => failedRecords?.(id, to, signal) ?? {}, signal),
    }),
    ...(first.logIn && {
      logIn: (signal) => withRenewal(async ({ logIn }) => logIn?.(signal), signal),
    }),
    ...(first.probe && {
      probe: (signal, admitted) =>
        withRenewal(async ({ probe }) => probe?.(signal, admitted), signal),
    }),
  };
}

function unreadable(refusal: ImportwatchError, { message }: ImportwatchError): ImportwatchError {
  return new ImportwatchError('refused', refusal.message, {
    status: refusal.status,
    hint: `The secret can't be read again: ${message}`,
    cause: refusal,
  });
}
