import type { HttpAnswer, HttpRequest } from '../core/ports/send.ts';
import { isSecretName, isSignatureName } from '../core/provider/errors/sensitive-names.ts';
import type { Anonymizer } from './anonymize.ts';
import { anonymousJson, losslessJson } from './anonymize-json.ts';
import type { RecordedAnswer, RecordedRequest } from './recording.ts';

const mask = '***';
/** The maximum length of a body that isn't JSON. The rest is dropped. */
const mostText = 4000;
const mostTitle = 200;

/** Headers about the connection or intermediaries, and not about the import. */
const passing =
  /^(connection|keep-alive|transfer-encoding|content-(length|encoding|security-policy.*)|date|via|server.*|x-powered-by|strict-transport-security|alt-svc|nel|report-to|cf-.*|x-amz-cf-.*|x-served-by|x-cache.*|x-timer|set-cookie2?|cookie|p3p|permissions-policy|feature-policy|expect-ct|x-(frame-options|xss-protection|content-type-options|forwarded-.*|real-ip))$/;

/** The request, without headers and credentials. Ids are replaced as in `Anonymizer.text`. */
export function anonymousRequest(
  { method, url, body }: HttpRequest,
  profile: string,
  anonymizer: Anonymizer,
): RecordedRequest {
  const { host } = new URL(anonymizer.own(url.origin));
  const path = url.pathname.split('/').map((part) => segment(part, anonymizer));
  const query = [...url.searchParams].map(([name, value]) => {
    const shown = isSignatureName(name) ? mask : anonymizer.text(value);
    return `${encodeURIComponent(anonymizer.text(name))}=${encodeURIComponent(shown)}`;
  });
  const address = `${url.protocol}//${host}${path.join('/')}`;
  return {
    profile,
    method,
    url: query.length > 0 ? `${address}?${query.join('&')}` : address,
    ...(body !== undefined && { body: anonymousBody(body, anonymizer) }),
  };
}

/** The answer, in the form in which it is saved. */
export function anonymousAnswer(
  { status, headers, text }: HttpAnswer,
  anonymizer: Anonymizer,
): Pick<RecordedAnswer, 'status' | 'headers' | 'body' | 'text'> {
  return {
    status,
    headers: anonymousHeaders(headers, anonymizer),
    ...anonymousContent(text, anonymizer),
  };
}

function anonymousHeaders(
  headers: HttpAnswer['headers'],
  anonymizer: Anonymizer,
): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (/^set-cookie/.test(name)) learnCookies(value, anonymizer);
    else if (isSecretHeader(name) && value.length >= 6) anonymizer.learnSecret(value);
  }
  const kept = Object.entries(headers).filter(([name]) => !passing.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [
      anonymizer.text(name),
      isSecretHeader(name) ? mask : anonymizer.text(value),
    ]),
  );
}

function isSecretHeader(name: string): boolean {
  return isSecretName(name) || /^x-.*\bkey\b/.test(name);
}

/** Learns the values of `SID=abc; Path=/,other=…`, because an answer may repeat them. */
function learnCookies(header: string, { learnSecret }: Anonymizer): void {
  for (const [, value = ''] of header.matchAll(/(?:^|,\s*)[^=;,\s]+=([^;,\s]+)/g)) {
    if (value.length >= 6) learnSecret(value);
  }
}

function anonymousContent(
  text: string,
  anonymizer: Anonymizer,
): Pick<RecordedAnswer, 'body' | 'text'> {
  if (text === '') return { text };
  const json = losslessJson(text);
  if (json === undefined) return { text: anonymousText(text, anonymizer) };
  try {
    return { body: anonymousJson(json, anonymizer) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { text: 'JSON that is nested too deeply' };
  }
}

/**
 * Keeps only the title of a page, and nothing of binary data. Truncates last, because half a secret
 * is still secret.
 */
function anonymousText(text: string, anonymizer: Anonymizer): string {
  if (text.includes('\0') || text.includes('\uFFFD')) return `(binary, ${text.length} characters)`;
  if (/^\s*</.test(text)) return anonymousPage(text, anonymizer);
  return anonymizer.text(text).slice(0, mostText);
}

/** Finds the end of the title last, because a secret could contain a character that looks like it. */
function anonymousPage(text: string, anonymizer: Anonymizer): string {
  const kind = /^\s*<(!doctype html|html|head|body|title)\b/i.test(text) ? '!doctype html' : 'xml';
  const tag = /<title[^>]*>/i.exec(text.slice(0, 100_000));
  const rest = tag ? text.slice(tag.index + tag[0].length) : '';
  const title = anonymizer.text(rest).replace(/<.*/s, '').slice(0, mostTitle);
  return `<${kind}><title>${title}</title>`;
}

function anonymousBody(body: string, anonymizer: Anonymizer): unknown {
  const { body: json, text = '' } = anonymousContent(body, anonymizer);
  return json ?? text;
}

function segment(part: string, anonymizer: Anonymizer): string {
  try {
    return encodeURIComponent(anonymizer.text(decodeURIComponent(part)));
  } catch {
    return anonymizer.text(part);
  }
}
