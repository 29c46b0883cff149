import { ImportwatchError } from '../model/errors.ts';
import type { Answer, ApiClient, ApiRequest } from '../provider/request.ts';
import { isTooLong, mostSecretBytes } from '../text/secret-size.ts';
import { singleFlight } from './single-flight.ts';

/** A token as a service gave it. */
export interface Grant {
  readonly token: string;
  /** Epoch ms. */
  readonly givenAt: number;
  readonly lifeMs: number;
}

export interface SessionOptions {
  /** A new token; for `known`, where there is one. */
  obtain(signal: AbortSignal, known: string | undefined): Promise<Grant>;
  /** The question as it is asked with a token. */
  sign(request: ApiRequest, token: string): ApiRequest;
  /** A token that is there from the start. Once it has been refused there is no way back. */
  readonly ready?: { readonly token: string; readonly hint: string } | undefined;
  /** Whether an error says that the token is not good any more; by default HTTP 401. */
  isExpired?(error: ImportwatchError): boolean;
}

interface Token {
  readonly value: string;
  /** Epoch ms from which on it is renewed before the next request. */
  readonly renewAt: number;
}

const marginMs = 60_000;

/**
 * The same `ask`, with a token, which all who ask share. It is renewed before it expires, and one
 * that is refused is renewed once and the question repeated. With a ready token alone there is no
 * way back from that, so it is renewed early: at half its life, and a given one, whose age is not
 * known, as soon as it has proved good.
 */
export function createSession(client: ApiClient, options: SessionOptions): ApiClient {
  const { obtain, sign, ready, isExpired = ({ status }) => status === 401 } = options;
  let token: Token | undefined = ready && { value: ready.token, renewAt: 0 };
  let renewable = true;
  // Time is known from answers alone. The next request is taken to come as long after the last
  // answer as the longest pause there was with this token.
  let answeredAt: number | undefined;
  let pauseMs = 0;

  const renew = singleFlight(async (signal) => {
    const grant = await obtain(signal, token?.value);
    if (isTooLong(grant.token)) throw tooLong();
    token = { value: grant.token, renewAt: renewalOf(grant, ready === undefined) };
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
      // The token may still be good for the rest of the import.
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

function tooLong(): ImportwatchError {
  return new ImportwatchError(
    'bad-answer',
    `The login returned a token of more than ${mostSecretBytes / 1024} KiB, which no service issues.`,
    { hint: 'If this happens again, check baseUrl: something else seems to answer there.' },
  );
}

function withoutWayBack(
  { code, message, status }: ImportwatchError,
  hint: string,
): ImportwatchError {
  return new ImportwatchError(code, message, { status, hint });
}
