import { ImportwatchError } from '../model/errors.ts';
import { plainSanitizer, type Sanitize } from '../model/sanitize.ts';
import { pauseOf, type RateLimit } from '../pacing/rate-limit.ts';
import type { Clock } from '../ports/clock.ts';
import { type HttpAnswer, type HttpRequest, isHeaderValue, type Send } from '../ports/send.ts';
import type { ApiClient, ApiRequest } from '../provider/api-request.ts';
import type { ErrorMapping } from '../provider/error-mapping.ts';
import { classify, isFault } from './classify.ts';
import { downloadInto } from './download.ts';

export interface ApiClientOptions {
  /** The base of all requests. May have a path of its own. */
  readonly baseUrl: URL;
  /** Headers of the profile, sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly errorMapping: ErrorMapping;
  readonly send: Send;
  readonly clock: Clock;
  /** Receives the headers of each answer. */
  readonly rateLimit: Pick<RateLimit, 'note'>;
  /** The next step if the service refuses a request without credentials. */
  readonly credentialsToSet?: string | undefined;
  /** Makes the service's own words safe to show. By default, it only makes them plain text. */
  readonly sanitize?: Sanitize;
}

const maxRedirects = 5;

/** Credentials never leave the origin of `baseUrl`: a redirect elsewhere is an error. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const {
    baseUrl,
    headers,
    errorMapping,
    send,
    clock,
    rateLimit,
    credentialsToSet,
    sanitize = plainSanitizer.text,
  } = options;
  let hasAnswered = false;
  return async (apiRequest, signal) => {
    const download = apiRequest.into && downloadInto(apiRequest.into);
    let request = {
      ...toRequest(apiRequest, baseUrl, headers),
      ...(download && { into: download.into }),
    };
    for (let redirects = 0; ; redirects++) {
      const sentMs = clock.monotonic();
      const sent = await send(request, signal);
      const own = errorMapping.headers?.(sent.headers) ?? sent.headers;
      const answer = { sentMs, ...sent, headers: own };
      let isGood = false;
      try {
        const judge = apiRequest.errorMapping?.(clock.now()) ?? errorMapping;
        const isFinal = judge.answers?.has(answer.status);
        const next = isFinal ? undefined : redirection(request, answer, redirects);
        if (next === undefined) {
          const asksForPause = pauseOf(answer, clock.now()) !== undefined;
          const held = download?.heldText();
          const whole = held === undefined ? answer : { ...answer, text: held };
          const isFile = download?.hasAccepted() && !isFault(whole, judge);
          const body = isFile
            ? null
            : classify(whole, request, judge, sanitize, {
                hasAnswered,
                asksForPause,
                isRedirected: redirects > 0,
                credentialsToSet: isAnonymous(request) ? credentialsToSet : undefined,
              });
          if (download) await download.finish();
          isGood = hasAnswered = true;
          const times = { at: clock.now(), atMs: clock.monotonic(), ageMs: ageOf(answer) };
          return { status: answer.status, headers: own, body, ...times };
        }
        request = next;
      } finally {
        rateLimit.note(answer, isGood);
      }
    }
  };
}

function ageOf({ headers }: HttpAnswer): number {
  const age = headers['age'] ?? '';
  return /^\d+$/.test(age) ? Number(age) * 1000 : 0;
}

function toRequest(
  { method = 'GET', path, query, search, address, headers, form, json, jsonText, into }: ApiRequest,
  baseUrl: URL,
  profileHeaders: Readonly<Record<string, string>>,
): HttpRequest {
  const text = json === undefined ? jsonText : JSON.stringify(json);
  const url = new URL(baseUrl.origin);
  url.pathname = baseUrl.pathname.replace(/\/+$/, '') + path;
  url.search = searchOf(search, query);
  if (address !== undefined && address.origin !== url.origin) {
    throw new Error('An address of another origin needs a client of its own.');
  }
  return {
    method,
    url: address ?? url,
    headers: sendable({
      accept: into ? '*/*' : 'application/json',
      ...profileHeaders,
      ...headers,
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(text !== undefined && { 'content-type': 'application/json' }),
    }),
    ...(form && { body: new URLSearchParams(form).toString() }),
    ...(text !== undefined && { body: text }),
  };
}

function searchOf(given = '', query: ApiRequest['query'] = {}): string {
  const isOther = (pair: string) =>
    [...new URLSearchParams(pair).keys()].every((name) => !Object.hasOwn(query, name));
  const others = given.split('&').filter(isOther).join('&');
  return [others, new URLSearchParams(query).toString()].filter((part) => part !== '').join('&');
}

/** The headers, if all can be sent. A setting that isn't one itself may be part of one. */
function sendable(headers: HttpRequest['headers']): HttpRequest['headers'] {
  const [wrong] = Object.entries(headers).find(([, value]) => !isHeaderValue(value)) ?? [];
  if (wrong === undefined) return headers;
  throw new ImportwatchError(
    'config',
    `The header ${wrong} of the request would contain a character that isn't allowed in a header.`,
    { hint: 'Check the settings of the profile that this header contains.' },
  );
}

/** Whether nothing in a request could be a credential: any header of its own could be one. */
function isAnonymous({ headers }: HttpRequest): boolean {
  return Object.keys(headers).every((name) => ['accept', 'content-type'].includes(name));
}

function redirection(
  request: HttpRequest,
  answer: HttpAnswer,
  redirects: number,
): HttpRequest | undefined {
  const { location } = answer.headers;
  if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined)
    return undefined;
  const url = URL.canParse(location, request.url.href)
    ? new URL(location, request.url.href)
    : undefined;
  if (url?.origin !== request.url.origin) {
    throw new ImportwatchError(
      'redirected',
      `${request.url.origin} redirects to ${url?.origin ?? "an address that can't be read"}. importwatch doesn't follow redirects to other origins.`,
      {
        status: answer.status,
        hint: 'If that is the right address, set it as baseUrl in the profile.',
      },
    );
  }
  if (redirects >= maxRedirects) {
    throw new ImportwatchError(
      'redirected',
      `${request.url.origin} redirects more than ${maxRedirects} times.`,
      { status: answer.status, hint: 'Check the path of baseUrl in the profile.' },
    );
  }
  // A service may redirect us anywhere within its origin, but not with other credentials.
  url.username = url.password = url.hash = '';
  if (answer.status === 307 || answer.status === 308) return { ...request, url };
  const { body: _body, ...rest } = request;
  return { ...rest, method: 'GET', url };
}

/** An id as one segment of a path. Refuses `.` and `..`, which would lead to another path. */
export function pathSegment(id: string): string {
  if (id === '' || id === '.' || id === '..') {
    throw new ImportwatchError('usage', `"${id}" isn't a valid id.`, {
      hint: 'Use the id that the service returned when the import started.',
    });
  }
  try {
    return encodeURIComponent(id);
  } catch {
    throw new ImportwatchError('usage', "The id isn't valid text.", {
      hint: 'Use the id that the service returned when the import started.',
    });
  }
}
