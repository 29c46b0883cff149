import { createSession } from '../../core/http/session.ts';
import type { ApiClient } from '../../core/provider/api-request.ts';
import type { Settings } from '../../core/provider/field.ts';
import { login, refresh } from './login.ts';

/** The same client with an access token: one from logging in as an application, or a ready one. */
export function withAccessToken(
  client: ApiClient,
  { applicationKey, accessToken }: Settings,
): ApiClient {
  return createSession(client, {
    obtain: (signal, known = '') =>
      applicationKey === undefined
        ? refresh(client, known, signal)
        : login(client, applicationKey, signal),
    sign: ({ headers, ...question }, token) => ({
      ...question,
      headers: { ...headers, authorization: `Bearer ${token}` },
    }),
    ready: applicationKey === undefined ? { token: accessToken ?? '', hint: noWayBack } : undefined,
  });
}

const noWayBack =
  'accessToken is invalid or has expired. If you set applicationKey instead, importwatch logs in again whenever necessary.';
