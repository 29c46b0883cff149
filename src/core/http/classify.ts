import { errorKinds } from '../model/error-kinds.ts';
import { type ErrorCode, ImportwatchError } from '../model/errors.ts';
import type { Sanitize } from '../model/sanitize.ts';
import type { HttpAnswer, HttpRequest } from '../ports/send.ts';
import type { ErrorMapping } from '../provider/error-mapping.ts';
import { emptyBody, jsonWords } from '../provider/errors/body-words.ts';
import { shortBody, usualWords } from '../provider/errors/error-words.ts';
import { saysUsedUp } from '../provider/errors/used-up-allowance.ts';
import { type Json, parseJson } from '../text/json.ts';

/**
 * The meaning of an HTTP answer, for all services: returns the JSON of a good answer, or throws the
 * error. The service's own judgment decides first, and then the status. A 403 that asks for a pause
 * or says that an allowance is used up is a rate limit. If the service `hasAnswered` before, an HTML
 * page instead of JSON comes from a firewall. A 401 stays a refusal, because servers send it as a
 * page when a token has expired, and a status keeps the meaning from the service's mapping.
 * `sanitize` makes raw words of the service safe to show, and nothing is judged by its result.
 * `credentialsToSet` is the next step if the service refuses this request, which has no credentials.
 */
export function classify(
  answer: HttpAnswer,
  request: HttpRequest,
  errorMapping: ErrorMapping,
  sanitize: Sanitize,
  {
    hasAnswered,
    asksForPause,
    isRedirected,
    credentialsToSet,
  }: {
    readonly hasAnswered: boolean;
    readonly asksForPause: boolean;
    readonly isRedirected: boolean;
    readonly credentialsToSet?: string | undefined;
  },
): Json {
  const { status } = answer;
  const { body, code: usual } = meaningOfAnswer(answer, errorMapping, asksForPause);
  if (usual === undefined) return body as Json;
  const isCertain =
    errorKinds[usual].transient || status === 401 || errorMapping.statuses?.[status];
  const isFirewall = !isCertain && hasAnswered && body === undefined && isPage(answer);
  const code = isFirewall ? 'bad-answer' : usual;
  const said =
    saidIn(answer, body, code, errorMapping, sanitize) || whyUnusable(code, status, errorMapping);
  const lacking = code === 'refused' ? credentialsToSet : undefined;
  const meaning = lacking
    ? 'refused a request without credentials'
    : (meaningIn(errorMapping, code, status) ?? 'answered with an error');
  const isNamed = errorMapping.namesPath?.(status);
  const redirected = isRedirected ? ', after a redirect' : '';
  const path = sanitize(request.url.pathname, 200);
  const at = isNamed ? ` for ${request.method} ${path}${redirected}` : '';
  // The service gave no reason: it can't follow a colon.
  const bare = status >= 400 && said === emptyBody ? ` and sent ${emptyBody}` : '';
  const what = `${request.url.origin} ${meaning} (HTTP ${status}${at})${bare}`;
  throw new ImportwatchError(code, sentence(what, bare ? '' : said), {
    status,
    hint: lacking ?? errorMapping.hint?.(code, status, body) ?? usualHint(code, answer),
  });
}

/** Whether the short body of a good answer isn't the requested file. */
export function isFault(answer: HttpAnswer, errorMapping: ErrorMapping): boolean {
  const body = jsonOf(answer.text);
  return body === undefined
    ? isPage(answer)
    : errorMapping.judge?.(answer.status, body, answer.headers) !== undefined;
}

/** The JSON of an answer, and the code of the error that it is, if it is one. */
export function meaningOfAnswer(
  answer: HttpAnswer,
  errorMapping: ErrorMapping,
  asksForPause: boolean,
): { readonly body: Json | undefined; readonly code: ErrorCode | undefined } {
  const { status, headers } = answer;
  const isListed = errorMapping.answers?.has(status) ?? false;
  const json = jsonOf(answer.text);
  const isBare = isListed && (hasNoJson(answer) || errorMapping.isAnswerBare?.(status, headers));
  const body = json === undefined && isBare ? null : json;
  const judged =
    body === undefined
      ? errorMapping.judgeBare?.(status, headers)
      : errorMapping.judge?.(status, body, headers);
  const limited = status === 403 && (asksForPause || isUsedUp(answer, body));
  const ofStatus = errorMapping.statuses?.[status] ?? codeOfStatus(status);
  const byStatus = limited ? 'rate-limited' : ofStatus;
  const usual = body !== undefined && isListed ? undefined : byStatus;
  const code = judged ?? usual ?? (body === undefined ? 'bad-answer' : undefined);
  return { body, code };
}

function isUsedUp(answer: HttpAnswer, body: Json | undefined): boolean {
  return body === undefined ? !isPage(answer) && saysUsedUp(answer.text) : saysUsedUp(body);
}

/** Nothing, or something that doesn't claim to be JSON, such as a file. A page is an error. */
function hasNoJson(answer: HttpAnswer): boolean {
  const type = answer.headers['content-type'] ?? '';
  return answer.text.trim() === '' || (type !== '' && !/json/i.test(type) && !isPage(answer));
}

/** The meaning of an HTTP status by itself, if it is an error. */
export function codeOfStatus(status: number): ErrorCode | undefined {
  if (status === 401 || status === 403) return 'refused';
  if (status === 404) return 'not-found';
  if (status === 410) return 'gone';
  // A partial answer to an ordinary request: a cache or a proxy on the way damages answers.
  if (status === 206) return 'bad-answer';
  if (status === 429) return 'rate-limited';
  if (status === 408 || status === 425 || status >= 500) return 'busy';
  if (status >= 400) return 'rejected';
  return status >= 200 && status < 300 ? undefined : 'bad-answer';
}

function meaningIn({ meanings }: ErrorMapping, code: ErrorCode, status: number) {
  const meaning = meanings?.[code] ?? usualMeanings[code];
  return typeof meaning === 'function' ? meaning(status) : meaning;
}

const usualMeanings: NonNullable<ErrorMapping['meanings']> = {
  refused: (status) => (status === 403 ? 'denied access' : 'refused the credentials'),
  'not-found': "doesn't know this import",
  gone: 'no longer has this import',
  'rate-limited': 'asks importwatch to slow down',
  busy: 'is temporarily unavailable',
  rejected: 'rejected the request',
  'bad-answer': 'sent an unusable answer',
};

const hints: Partial<Record<ErrorCode, string>> = {
  refused: "Check the profile's credentials and their permissions.",
  'not-found': 'Check the id, and that the profile points to the service that runs the import.',
  gone: 'Look up the outcome in the service.',
  rejected: "Check the id, and compare the profile's settings with the service's documentation.",
  'bad-answer':
    'If this keeps happening, check baseUrl: something else seems to be answering there.',
};

/** Incomplete JSON and an empty body don't come from something else. */
function usualHint(code: ErrorCode, answer: HttpAnswer): string | undefined {
  const isDamaged = code === 'bad-answer' && !isPage(answer) && jsonOf(answer.text) === undefined;
  return isDamaged ? 'If this keeps happening, check baseUrl and the path.' : hints[code];
}

function sentence(what: string, said: string): string {
  const stop = /[.!?\u2026]$/.test(said) ? '' : '.';
  return said === '' ? `${what}.` : `${what}: ${said}${stop}`;
}

/** For an answer that is JSON, with a good status, and still not what the service sends. */
function whyUnusable(code: ErrorCode, status: number, { unusable }: ErrorMapping): string {
  const isOther = code === 'bad-answer' && codeOfStatus(status) === undefined;
  return isOther ? (unusable ?? "it isn't the expected JSON") : '';
}

function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** HTML, by its content type or its first characters. An empty body isn't a page. */
export function isPage({ headers, text }: Pick<HttpAnswer, 'headers' | 'text'>): boolean {
  const start = text.trimStart();
  if (/^<(?:!doctype html|html|head|body|title)\b/i.test(start)) return true;
  return start !== '' && /^text\/html\b/i.test(headers['content-type'] ?? '');
}

/** The service's own words, wherever the body of an error has them. */
function saidIn(
  answer: HttpAnswer,
  body: Json | undefined,
  code: ErrorCode,
  errorMapping: ErrorMapping,
  sanitize: Sanitize,
): string {
  if (body === undefined) {
    const own = errorMapping.messageBare?.(answer);
    return own === undefined ? jsonWords(answer, sanitize) : sanitize(own, 300);
  }
  // An unusable answer with a good status may hold anything, not only an error.
  const isError = answer.status >= 400 || code !== 'bad-answer';
  const usual = () => usualWords(body) ?? shortBody(answer.text, body);
  return sanitize(errorMapping.message(body, answer) ?? (isError ? usual() : '') ?? '', 300);
}
