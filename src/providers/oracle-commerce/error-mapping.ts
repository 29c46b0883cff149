import type { ErrorCode } from '../../core/model/errors.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import { asText, at, type Json } from '../../core/text/json.ts';
import { errorWordsOf } from './error-words.ts';

/** The header `X-CCAsset-Language` is missing. */
const languageMissing = '82001';
/**
 * "Request denied due to performance constraints". The instance is busy: it sends this with 403
 * after calls that took more than 30 s (Oracle's notice for releases since 19A).
 */
const deniedForLoad = '60012';

/**
 * Oracle's error model: `{message, errorCode, status, errors: [{…}], …}`. Every field is optional,
 * and `status` and `errorCode` are strings. A login answers as OAuth defines: `{error,
 * error_description}`.
 */
export const oracleCommerceErrors: ErrorMapping = {
  message: errorWordsOf,
  unusable: "it isn't an Oracle Commerce response",
  judge(status, body) {
    if (status < 300) return isObject(body) ? undefined : 'bad-answer';
    const errorCodes = errorCodesOf(body);
    if (errorCodes.includes(deniedForLoad)) return 'busy';
    if (status !== 400 || errorCodes.length === 0 || errorCodes[0] === languageMissing) return;
    return ['401', '403'].includes(asText(at(body, 'status')) ?? '') ? 'refused' : 'not-found';
  },
  hint(code, _status, body) {
    const errorCodes = errorCodesOf(body);
    if (errorCodes.includes(deniedForLoad)) return loadHint;
    if (errorCodes[0] === languageMissing) return languageHint;
    return hints[code];
  },
};

const loadHint = 'The instance denies requests under load, but the credentials are valid.';

const languageHint = 'Set X-CCAsset-Language under headers in the profile, for example to en.';

const hints: Partial<Record<ErrorCode, string>> = {
  refused:
    'Check the permissions of the application, or of the user who owns the token, on this instance.',
  'not-found':
    'Check the id and the operation setting, and make sure that baseUrl is the instance that runs the import. The id of an asset import is the token that the upload returned.',
};

/** The code of the error itself comes first, then those of `errors`. */
function errorCodesOf(body: Json | undefined): readonly string[] {
  const errors = at(body, 'errors');
  const all = [body, ...(Array.isArray(errors) ? errors : [])];
  return all.map((each) => asText(at(each, 'errorCode'))).filter((code) => code !== undefined);
}

function isObject(body: Json): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
