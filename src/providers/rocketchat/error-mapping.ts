import type { ErrorCode } from '../../core/model/errors.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import { asText, at, type Json } from '../../core/text/json.ts';
import { noImportHint, noImportWords } from './errors.ts';

/** The server's own error codes, for errors whose HTTP status (400, or even 200) is too general. */
const meaningOf: ReadonlyMap<string, ErrorCode> = new Map([
  ['error-action-not-allowed', 'refused'],
  ['error-unauthorized', 'refused'],
  ['unauthorized', 'refused'],
  ['not_authorized', 'refused'],
  ['error-operation-not-found', 'not-found'],
  ['error-importer-not-defined', 'rejected'],
  ['error-too-many-requests', 'rate-limited'],
]);

const permissionCodes: ReadonlySet<string> = new Set([
  'not_authorized',
  'error-action-not-allowed',
  'error-unauthorized',
]);

const wordsOf: ReadonlyMap<string, string> = new Map([
  ['error-operation-not-found', noImportWords],
  ['not_authorized', 'the user of this token lacks a permission'],
  ['error-importer-not-defined', 'the importer of the most recent import no longer exists there'],
]);

/**
 * Decides by the HTTP status first, then by `errorType`, then by `[code]` at the end of `error` or
 * by all of `error`.
 */
export const rocketchatErrors: ErrorMapping = {
  judge(status, body) {
    const isGood = status >= 200 && status < 300;
    if (isGood && at(body, 'success') !== false) return isOwn(body) ? undefined : 'bad-answer';
    const meaning = isGood || status === 400 ? meaningOf.get(codeIn(body)) : undefined;
    return isGood ? (meaning ?? 'rejected') : meaning;
  },
  message: (body) =>
    wordsOf.get(codeIn(body)) ?? asText(at(body, 'error')) ?? asText(at(body, 'message')),
  unusable: "it isn't a Rocket.Chat response",
  meanings: {
    'not-found': (status) => (status === 404 ? 'has no import API' : 'has no import'),
  },
  hint(code, status, body) {
    if (codeIn(body) === 'error-importer-not-defined') return lookThere;
    if (code === 'not-found') return status === 404 ? address : noImportHint;
    if (code !== 'refused' || (status === 403 && body === undefined)) return undefined;
    return status === 403 || permissionCodes.has(codeIn(body)) ? permission : credentials;
  },
};

const credentials =
  'Check userId and authToken. Both come from the same personal access token of Rocket.Chat.';
const permission =
  'The user of this token needs the permission run-import: Administration → Permissions.';
const lookThere = 'Check the import in Rocket.Chat: Administration → Import.';
const address = 'Check baseUrl. The REST API of Rocket.Chat must answer below it, at /api/v1.';

/** Every good answer has `success: true`, except the list of operations. */
function isOwn(body: Json): boolean {
  return at(body, 'success') === true || Array.isArray(at(body, 'operations') ?? body);
}

/** Falls back to the whole message, which matches no known code. */
function codeIn(body: Json | undefined): string {
  const error = asText(at(body, 'error')) ?? '';
  return asText(at(body, 'errorType')) ?? /\[([\w-]+)\]\s*$/.exec(error)?.[1] ?? error;
}
