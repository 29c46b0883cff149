import { asText, at, type Json } from '../../text/json.ts';
import { isSecretName } from './sensitive-names.ts';

/** Where a body can have its error message, the best place first. Names as `sameName` sees them. */
const places = [
  'message',
  'error.message',
  'errordescription',
  'errormsg',
  'errormessage',
  'errors.0.message',
  'errors.0.detail',
  'detail',
  'description',
  'error.detail',
  'error.description',
  'error.reason',
  'error.title',
  'error.msg',
  'reason',
  'problem',
  'msg',
  'error',
  'title',
  'errors.0.title',
  'errors.0.description',
  'errors.0.reason',
  'errors.0.msg',
  'errors',
  'fault.faultstring',
  'fault.message',
  'faultstring',
  'problem.detail',
  'problem.title',
  'details',
  'exceptionmessage',
  'statusmessage',
  'responsemessage',
  '0.message',
].map((place) => place.split('.'));

/** The error message, if it is in one of the usual places of a body. */
export function usualWords(body: Json): string | undefined {
  for (const place of places) {
    const words = wordsAt(body, place);
    if (words !== undefined) return withParameters(words, at(body, 'parameters'));
  }
  return undefined;
}

/** Of a list, the first few. */
const mostTexts = 3;

/** A text or a list of texts. A number or a boolean, as in `"error": true`, isn't a message. */
function wordsAt(body: Json, place: readonly string[]): string | undefined {
  let value: Json | undefined = body;
  for (const name of place) value = valueAt(value, name);
  const texts = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');
  return asText(texts.slice(0, mostTexts).join('; '));
}

function valueAt(json: Json | undefined, name: string): Json | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const own = at(json, name);
  if (own !== undefined || Array.isArray(json)) return own;
  const key = Object.keys(json).find((key) => sameName(key) === name);
  return key === undefined ? undefined : json[key];
}

/** Services write `error_message`, `errorMessage` or `ErrorMessage`. */
function sameName(key: string): string {
  return key.replace(/[_-]/g, '').toLowerCase();
}

const longestBody = 1000;

/**
 * A short JSON body as it is, for an error whose message isn't in a usual place. `undefined` if the
 * body is long, empty or a page, or has a credential. Like any words of the service, it isn't safe
 * to show yet.
 */
export function shortBody(text: string, body: Json): string | undefined {
  if (text.length > longestBody) return undefined;
  if (typeof body === 'string')
    return /^\s*</.test(body) ? undefined : asText(hasSecretKey(body) ? '' : body);
  if (typeof body !== 'object' || body === null) return undefined;
  return Object.keys(body).length === 0 || hasSecret(body) ? undefined : text.trim();
}

/** A credential that this profile doesn't know, so nothing would hide it. */
function hasSecret(json: Json): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const isNamed = !Array.isArray(json) && Object.keys(json).some(isSecretName);
  return isNamed || Object.values(json).some((below) => hasSecret(below));
}

/** The same for a text that is JSON only in part. */
export function hasSecretKey(text: string): boolean {
  return [...text.matchAll(/"([^"\\]{1,100})\\*"\s*:/g)].some(([, name = '']) =>
    isSecretName(name),
  );
}

/**
 * Fills `%name` and `%1` in a message from the values in `parameters`. Each value is used once, so
 * the message can't grow larger than the body.
 */
function withParameters(words: string, parameters: Json | undefined): string {
  if (typeof parameters !== 'object' || parameters === null) return words;
  const values = new Map(
    Object.entries(parameters).map(([key, value]) => [
      Array.isArray(parameters) ? String(Number(key) + 1) : key,
      asText(value),
    ]),
  );
  return words.replace(/%(\w+)/g, (placeholder, name: string) => {
    const value = values.get(name) ?? placeholder;
    values.delete(name);
    return value;
  });
}
