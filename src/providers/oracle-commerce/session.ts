import type { Answer, Ask } from '../../core/ask.ts';
import { ImportwatchError } from '../../core/errors.ts';
import type { Settings } from '../../core/provider.ts';
import { type Grant, login, refresh } from './login.ts';
import { singleFlight } from './single-flight.ts';

interface Token {
  readonly value: string;
  /** Epoch ms from which on it is renewed before the next request. */
  readonly renewAt: number;
}

const marginMs = 60_000;

/**
 * The same `ask`, with an access token, which all who ask share. It is renewed before it expires.
 * With an application key a 401 leads to one login and one repetition. With a ready token alone
 * there is no way back from a 401, so it is renewed early: at half its life, and a given one,
 * whose age is not known, as soon as it has proved good.
 */
export function createSession(ask: Ask, { applicationKey, accessToken }: Settings): Ask {
  let token: Token | undefined =
    applicationKey === undefined ? { value: accessToken ?? '', renewAt: 0 } : undefined;
  let renewable = true;
  // Time is known from answers alone. The next request is taken to come as long after the last
  // answer as the longest pause there was with this token.
  let answeredAt: number | undefined;
  let pauseMs = 0;

  const renew = singleFlight(async (signal) => {
    const grant =
      applicationKey === undefined
        ? await refresh(ask, token?.value ?? '', signal)
        : await login(ask, applicationKey, signal);
    token = { value: grant.accessToken, renewAt: renewalOf(grant, applicationKey !== undefined) };
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
      const keeps = known !== undefined && applicationKey === undefined;
      if (!keeps || !(error instanceof ImportwatchError)) throw error;
      // The token may still be good for the rest of the import.
      renewable = error.transient;
      return known;
    }
  }

  return async (question, signal) => {
    const signed = ({ value }: Token): Promise<Answer> => {
      const headers = { ...question.headers, authorization: `Bearer ${value}` };
      return ask({ ...question, headers }, signal);
    };
    const used = await currentToken(signal);
    const answer = await signed(used).catch(async (error: unknown) => {
      if (!(error instanceof ImportwatchError) || error.status !== 401) throw error;
      if (token === used) {
        if (applicationKey === undefined) throw withoutWayBack(error);
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

function withoutWayBack({ code, message, status }: ImportwatchError): ImportwatchError {
  return new ImportwatchError(code, message, {
    status,
    hint: 'accessToken is not valid, or has expired. With applicationKey instead, importwatch logs in by itself as often as it must.',
  });
}
