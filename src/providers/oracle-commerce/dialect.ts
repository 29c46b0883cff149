import type { Dialect } from '../../core/dialect.ts';
import type { ErrorCode } from '../../core/errors.ts';
import { asText, at, type Json } from '../../core/json.ts';

/** The header `X-CCAsset-Language` is demanded. */
const languageMissing = '82001';

/**
 * Oracle's error model: `{message, errorCode, status, errors: [{…}], …}`, every field optional,
 * `status` and `errorCode` strings. Logins answer as OAuth does: `{error, error_description}`.
 */
export const dialect: Dialect = {
  message: (body) =>
    asText(at(body, 'message')) ??
    messagesOf(at(body, 'errors')) ??
    asText(at(body, 'error_description')) ??
    asText(at(body, 'error')),
  judge(status, body) {
    if (status < 300) return isObject(body) ? undefined : 'bad-answer';
    const errorCode = errorCodeOf(body);
    if (status !== 400 || errorCode === undefined || errorCode === languageMissing) return;
    return ['401', '403'].includes(asText(at(body, 'status')) ?? '') ? 'refused' : 'not-found';
  },
  hint: (code, _status, body) =>
    errorCodeOf(body) === languageMissing
      ? 'Set X-CCAsset-Language under headers in the profile, for example to en.'
      : hints[code],
};

const hints: Partial<Record<ErrorCode, string>> = {
  refused: 'Check what the application, or the user whose token it is, may do on this instance.',
  'not-found':
    'Check the id (of an asset import: the token that its upload returned), operation, and that baseUrl is the instance on which it runs.',
};

function errorCodeOf(body: Json | undefined): string | undefined {
  return asText(at(body, 'errorCode')) ?? asText(at(body, 'errors', 0, 'errorCode'));
}

function messagesOf(errors: Json | undefined): string | undefined {
  if (!Array.isArray(errors)) return undefined;
  const messages = errors.map((error) => asText(at(error, 'message')));
  return messages.filter((message) => message !== undefined).join('; ') || undefined;
}

function isObject(body: Json): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
