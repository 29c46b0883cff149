import type { Answer, Ask } from '../../core/ask.ts';
import { ImportwatchError } from '../../core/errors.ts';
import { asCount, asText, at } from '../../core/json.ts';
import type { Grant } from '../../core/session.ts';

/**
 * Life of a token from an application key, where the answer has no `expires_in`. That of a user
 * is 15 minutes; which of the two a token is cannot be seen, so the shorter holds for both.
 */
const usualLifeSeconds = 300;

/** Logs in with the key of a registered application. A login that is refused is `refused`, final. */
export async function login(ask: Ask, applicationKey: string, signal: AbortSignal): Promise<Grant> {
  const question = {
    method: 'POST',
    path: '/ccadmin/v1/login',
    headers: { authorization: `Bearer ${applicationKey}` },
    form: { grant_type: 'client_credentials' },
  } as const;
  return grantOf(
    await ask(question, signal).catch((error: unknown) => {
      throw loginFailure(error);
    }),
  );
}

/** A new token for one that is still valid. */
export async function refresh(ask: Ask, accessToken: string, signal: AbortSignal): Promise<Grant> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return grantOf(await ask({ method: 'POST', path: '/ccadmin/v1/refresh', headers }, signal));
}

/** Reads `{access_token, token_type, expires_in?}`, seconds. */
function grantOf({ body, at: givenAt }: Answer): Grant {
  const token = asText(at(body, 'access_token'));
  if (token === undefined) {
    throw new ImportwatchError('bad-answer', 'The login was answered without an access token.', {
      hint: 'If it stays so, check baseUrl: something else seems to answer there.',
    });
  }
  const lifeMs = (asCount(at(body, 'expires_in')) || usualLifeSeconds) * 1000;
  return { token, givenAt, lifeMs };
}

/** What an answer says of an import it says of the login here: only the predicate changes. */
function loginFailure(error: unknown): unknown {
  if (!(error instanceof ImportwatchError) || error.transient) return error;
  const { status, message } = error;
  const saying = (predicate: string) => message.replace(/ [^(]*\(HTTP/, ` ${predicate} (HTTP`);
  if (status === 400 || status === 401 || status === 403) {
    return new ImportwatchError('refused', saying('refused the login'), {
      status,
      hint: 'Check applicationKey: it may have expired or been revoked, or belong to another instance than baseUrl.',
      cause: error,
    });
  }
  if (status === 404) {
    return new ImportwatchError('rejected', saying('has no login of Oracle Commerce'), {
      status,
      hint: 'Check baseUrl: it is the address of the administration server, without a path.',
      cause: error,
    });
  }
  return error;
}
