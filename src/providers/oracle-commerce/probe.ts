import { ImportwatchError } from '../../core/model/errors.ts';
import type { ApiClient } from '../../core/provider/api-request.ts';
import type { Settings } from '../../core/provider/field.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { login } from './login.ts';

/** Neither a valid upload token nor a valid process id. */
const unknownId = 'importwatch-check';

/**
 * Logs in and polls an import that doesn't exist: only an authorized client gets a 404. Without a
 * login any server could answer 404, so the probe also requests whether the instance is importing.
 */
export function createProbe(
  { client, signed }: { readonly client: ApiClient; readonly signed: ApiClient },
  { applicationKey }: Settings,
  poll: (segment: string, signal: AbortSignal) => Promise<unknown>,
): NonNullable<Connection['probe']> {
  return async (signal, admitted) => {
    if (applicationKey !== undefined) {
      await login(client, applicationKey, signal);
      admitted();
    }
    try {
      await poll(unknownId, signal);
    } catch (error) {
      if (!(error instanceof ImportwatchError)) throw error;
      if (error.code === 'refused' && error.status === 403) admitted();
      if (error.code !== 'not-found') throw error;
      if (applicationKey === undefined) {
        await signed({ path: '/ccadmin/v1/asset/importStatus' }, signal);
      }
    }
    admitted();
  };
}
