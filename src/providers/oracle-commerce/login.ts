import type { Grant } from '../../core/http/session.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { Answer, ApiClient } from '../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import { asCount, asText, at, parseJson } from '../../core/text/json.ts';
import { oracleCommerceErrors } from './error-mapping.ts';

/**
 * Used if the answer has no `expires_in`. A token from an application key lasts 5 minutes, and a
 * user's token 15. The two look alike, so the shorter time applies to both.
 */
const usualLifeSeconds = 300;

/**
 * Logs in with the key of a registered application. A refused login throws `refused`, which is
 * final.
 */
export async function login(
  client: ApiClient,
  applicationKey: string,
  signal: AbortSignal,
): Promise<Grant> {
  const question = {
    method: 'POST',
    path: '/ccadmin/v1/login',
    headers: { authorization: `Bearer ${applicationKey}` },
    form: { grant_type: 'client_credentials' },
    errorMapping: (at: number) => loginErrorMapping(applicationKey, at),
  } as const;
  return grantOf(await client(question, signal));
}

/** Exchanges a token that is still valid for a new one. */
export async function refresh(
  client: ApiClient,
  accessToken: string,
  signal: AbortSignal,
): Promise<Grant> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return grantOf(await client({ method: 'POST', path: '/ccadmin/v1/refresh', headers }, signal));
}

/** Reads `{access_token, token_type, expires_in?}`, with the lifetime in seconds. */
function grantOf({ body, at: givenAt }: Answer): Grant {
  const token = asText(at(body, 'access_token'));
  if (token === undefined) {
    throw new ImportwatchError('bad-answer', 'The answer to the login contains no access token.', {
      hint: 'If this keeps happening, check baseUrl: something else seems to be answering there.',
    });
  }
  const lifeMs = (asCount(at(body, 'expires_in')) || usualLifeSeconds) * 1000;
  return { token, givenAt, lifeMs };
}

/** An error that would concern the import concerns the application key here. */
function loginErrorMapping(applicationKey: string, at: number): ErrorMapping {
  return {
    ...oracleCommerceErrors,
    judge: (status, body) =>
      oracleCommerceErrors.judge?.(status, body) === 'busy' ? 'busy' : undefined,
    statuses: { 400: 'refused', 404: 'rejected' },
    meanings: { refused: 'refused the login', rejected: 'has no Oracle Commerce login' },
    hint(code, status, body) {
      if (code === 'refused') return keyHint(applicationKey, at);
      return code === 'rejected' ? addressHint : oracleCommerceErrors.hint?.(code, status, body);
    },
  };
}

const addressHint =
  'Check that baseUrl is the address of the administration server, without a path.';

function keyHint(applicationKey: string, at: number): string {
  const expiresAt = expiryOf(applicationKey);
  if (expiresAt === undefined) {
    return 'Check applicationKey. It may have expired, been revoked, or belong to an instance other than baseUrl.';
  }
  const [day, time = ''] = new Date(expiresAt).toISOString().split('T');
  const when = `${day} at ${time.slice(0, 5)} UTC`;
  return expiresAt <= at
    ? `applicationKey expired on ${when}. Get a new key for the application, and replace the old one.`
    : `Check applicationKey. It expires on ${when}, so it may have been revoked, or belong to an instance other than baseUrl.`;
}

/**
 * Returns when an application key expires, in epoch ms. The key is a JWT, and `exp` in its payload
 * is in seconds. Returns `undefined` for a key that never expires or has another form.
 */
export function expiryOf(applicationKey: string): number | undefined {
  const payload = applicationKey.split('.')[1] ?? '';
  try {
    const exp = asCount(at(parseJson(Buffer.from(payload, 'base64url').toString('utf8')), 'exp'));
    return exp !== undefined && exp > 0 && exp <= latestSeconds ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

/** The last second that a `Date` can represent. */
const latestSeconds = 8.64e12;
