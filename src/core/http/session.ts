import { ImportwatchError } from '../model/errors.ts';
import { isHeaderValue } from '../ports/send.ts';
import type { Answer, ApiClient, ApiRequest } from '../provider/api-request.ts';
import { isTooLong, mostSecretBytes } from '../text/secret-forms.ts';
import { singleFlight } from './single-flight.ts';

/** A token as a service gave it. */
export interface Grant {
  readonly token: string;
  /** Epoch ms. */
  readonly givenAt: number;
  readonly lifeMs: number;
}

export interface SessionOptions {
  /** A new token. `known` is the one it replaces, if any. */
  obtain(signal: AbortSignal, known: string | undefined): Promise<Grant>;
  /** The same request, with a token. */
  sign(request: ApiRequest, token: string): ApiRequest;
  /** A token that exists from the start. If it is refused, there is no other. */
  readonly ready?: { readonly token: string; readonly hint: string } | undefined;
  /** Whether an error means that the token has expired. By default HTTP 401. */
  isExpired?(error: ImportwatchError): boolean;
}

interface Token {
  readonly value: string;
  /** Epoch ms from which it is renewed before the next request. */
  readonly renewAt: number;
}

const marginMs = 60_000;

/**
 * The same client, with a token that all callers share. It renews the token before it expires. If a
 * token is refused, the client renews it once and repeats the request. A ready token without a
 * login cannot be replaced once it is refused, so it is renewed early: at half its life, or, if its
 * age isn't known, as soon as it has worked.
 */
export function createSession(client: ApiClient, options: SessionOptions): ApiClient {
  const { obtain, sign, ready, isExpired = ({ status }) => status === 401 } = options;
  let token: Token | undefined = ready && { value: ready.token, renewAt: 0 };
  let renewable = true;
  // Only answers show the time. Assume that the next request comes as long after the last answer as
  // the longest pause so far with this token.
  let answeredAt: number | undefined;
  let pauseMs = 0;

  const renew = singleFlight(async (signal) => {
    const grant = await obtain(signal, token?.value);
    token = { value: usableToken(grant), renewAt: renewalOf(grant, ready === undefined) };
    answeredAt = grant.givenAt;
    pauseMs = 0;
    return token;
  });

  function isDue({ renewAt }: Token): boolean {
    return renewable && answeredAt !== undefined && answeredAt + pauseMs >= renewAt;
  }

  async function currentToken(signal: AbortSignal): Promise<Token> {
    const known = token;
    if (known !== undefined && !isDue(known)) return known;
    try {
      return await renew(signal);
    } catch (error) {
      const keeps = known !== undefined && ready !== undefined;
      if (!keeps || !(error instanceof ImportwatchError)) throw error;
      // The token may still be valid for the rest of the import.
      renewable = error.transient;
      return known;
    }
  }

  return async (request, signal) => {
    const signed = ({ value }: Token): Promise<Answer> => client(sign(request, value), signal);
    const used = await currentToken(signal);
    const answer = await signed(used).catch(async (error: unknown) => {
      if (!(error instanceof ImportwatchError) || !isExpired(error)) throw error;
      if (token === used) {
        if (ready) throw withoutWayBack(error, ready.hint);
        token = undefined;
      }
      return signed(await currentToken(signal));
    });
    if (answeredAt !== undefined) pauseMs = Math.max(pauseMs, answer.at - answeredAt);
    answeredAt = answer.at;
    return answer;
  };
}

function renewalOf({ givenAt, lifeMs }: Grant, canLogIn: boolean): number {
  return givenAt + (canLogIn ? Math.max(lifeMs - marginMs, lifeMs / 2) : lifeMs / 2);
}

/** The token, if a header can contain it. */
export function usableToken({ token }: Pick<Grant, 'token'>): string {
  if (isTooLong(token))
    throw unusable(`of more than ${mostSecretBytes / 1024} KiB, which is too long`);
  if (!isHeaderValue(token)) throw unusable('with a character that no header can contain');
  return token;
}

function unusable(how: string): ImportwatchError {
  return new ImportwatchError('bad-answer', `The login returned a token ${how}.`, {
    hint: 'If this keeps happening, check baseUrl: something else seems to be answering there.',
  });
}

function withoutWayBack(
  { code, message, status }: ImportwatchError,
  hint: string,
): ImportwatchError {
  return new ImportwatchError(code, message, { status, hint });
}
