import { createSession, type Grant, usableToken } from '../../../core/http/session.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Answer, ApiClient, ApiRequest } from '../../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../../core/provider/error-mapping.ts';
import { usualWords } from '../../../core/provider/errors/error-words.ts';
import type { ProviderContext } from '../../../core/provider/provider.ts';
import { asCount, asText, at, type Json } from '../../../core/text/json.ts';
import { isLoopback } from '../../../core/text/loopback.ts';
import type { ApiDescription, RequestDescription, TokenDescription } from '../api-description.ts';
import { type AnswerSeen, valueIn } from '../expression/expressions.ts';
import { answersOf, type Reader } from '../reading/reader.ts';
import { fillBody } from './body.ts';
import { filled, headersOf } from './described-request.ts';
import { fillAddress, fillPath, type Names, namesIn } from './template.ts';

/** Used if the answer doesn't give a lifetime. */
const usualLifeSeconds = 300;

export interface TokenOptions {
  readonly token: TokenDescription;
  readonly statuses: ApiDescription['statuses'];
  readonly baseUrl: string;
  readonly names: Names;
  readonly context: ProviderContext | undefined;
  readonly reader: Reader;
}

/** A client that can log in, and the login itself. */
interface LoggedIn {
  readonly client: ApiClient;
  logIn(signal: AbortSignal): Promise<void>;
}

/**
 * The same client with a token in the headers of each request. The request for the token sends only
 * what its description says, and nothing else of the profile.
 */
export function withToken(client: ApiClient, options: TokenOptions): LoggedIn {
  const { token, statuses = {}, names, context, reader } = options;
  if (context === undefined) {
    throw new ImportwatchError('config', "This connection can't request a token.");
  }
  const address = addressOf(token, options.baseUrl, names);
  const askForToken = context.clientAt(new URL(address.origin), {
    ...errorMapping,
    answers: answersOf(token),
    isAnswerBare: (status, headers) =>
      tokenIn(reader, { status, headers, body: null }) !== undefined,
  });
  async function obtain(signal: AbortSignal): Promise<Grant> {
    const question = {
      method: token.method ?? 'POST',
      path: address.pathname,
      ...(token.query && { query: filled(token.query, names) }),
      headers: headersOf(token, names),
      ...(token.form && { form: filled(token.form, names) }),
      ...(token.body !== undefined && { jsonText: fillBody(token.body, names) }),
    } as const;
    const grant = grantOf(await askForToken(question, signal), reader);
    context?.keepSecret(grant.token);
    return grant;
  }

  const session = createSession(client, {
    obtain,
    sign: (unsigned, value) => ({ ...unsigned, headers: signed(unsigned.headers, value) }),
    // A service can report an expired token in a 200, or with a status of its own.
    isExpired: ({ code, status = 0 }) =>
      status === 401 || (code === 'refused' && (status < 300 || statuses[status] === 'refused')),
  });
  return {
    client: session,
    async logIn(signal) {
      usableToken(await obtain(signal));
    },
  };
}

/** A placeholder in the headers of a request, until the token is known. */
export const tokenMark = '\u0000token';

function signed(headers: ApiRequest['headers'] = {}, token: string) {
  const pairs = Object.entries(headers);
  return Object.fromEntries(
    pairs.map(([name, text]) => [name, text.replaceAll(tokenMark, () => token)]),
  );
}

/** A token that no header refers to is sent as a Bearer token. */
export function withPlaceForToken({
  headers = {},
  ...request
}: RequestDescription): RequestDescription {
  const isNamed = Object.values(headers).some((text) => namesIn(text).includes('token'));
  const bearer = isNamed ? {} : { authorization: 'Bearer {token}' };
  return { ...request, headers: { ...headers, ...bearer } };
}

function addressOf({ path, url }: TokenDescription, baseUrl: string, names: Names): URL {
  if (url === undefined) {
    const address = new URL(baseUrl);
    address.pathname = address.pathname.replace(/\/+$/, '') + fillPath(path ?? '', names);
    return address;
  }
  const text = fillAddress(url, names);
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address && (address.protocol === 'https:' || isLoopback(address))) return address;
  throw new ImportwatchError('config', `token.url isn't an https address: ${text}`);
}

function tokenIn({ lookUp }: Reader, seen: AnswerSeen): string | undefined {
  return asText(valueIn(lookUp('token.from', seen)));
}

function grantOf({ at: givenAt, ...seen }: Answer, reader: Reader): Grant {
  const { lookUp } = reader;
  const token = tokenIn(reader, seen);
  if (token === undefined) {
    // A login that gives its token in a header returns no message in an answer without one.
    const code = lookUp.seesMore('token.from') ? 'refused' : 'bad-answer';
    const said = usualWords(seen.body) ?? usualWords(graphResult(seen.body));
    const what = 'The answer to the request for a token has no token';
    throw new ImportwatchError(code, said === undefined ? `${what}.` : `${what}: ${said}`, {
      hint: 'Check the credentials, and that token.from finds the token in the answer.',
    });
  }
  const seconds = asCount(valueIn(lookUp('token.life', seen))) || usualLifeSeconds;
  return { token, givenAt, lifeMs: seconds * 1000 };
}

/** The result of a GraphQL operation, which also has the errors that a mutation declares. */
function graphResult(body: Json): Json {
  const [result = null] = Object.values(at(body, 'data') ?? {});
  return result;
}

const errorMapping: ErrorMapping = {
  message: usualWords,
  statuses: { 400: 'refused', 404: 'rejected' },
  namesPath: (status) => status === 404 || status === 405,
  meanings: {
    refused: 'gave no token for these credentials',
    rejected: 'has no token at this address',
  },
  hint: (code) =>
    code === 'refused' ? 'Check the credentials for the token, and their permissions.' : undefined,
};
