import { asText, at, type Json } from '../../core/text/json.ts';

/**
 * The message of an error body, followed by the messages in `errors`, each with the `errorCode`
 * that Oracle's support needs. `devMessage` and `moreInfo` are for developers and left out.
 */
export function errorWordsOf(body: Json): string | undefined {
  const code = asText(at(body, 'errorCode'));
  const message = asText(at(body, 'message'));
  const listed = listedIn(body, { code, message });
  if (message !== undefined && listed !== '') {
    const general = withCode(message, code);
    return `${general}${/[.!?\u2026]$/.test(general) ? '' : ':'} ${listed}`;
  }
  const oauth = asText(at(body, 'error_description')) ?? asText(at(body, 'error'));
  return withCode(message ?? (listed || oauth), code);
}

interface General {
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** The messages in `errors` that add something to the general one. */
function listedIn(body: Json, { code, message }: General): string {
  const errors = at(body, 'errors');
  const texts = (Array.isArray(errors) ? errors : []).map((error) => {
    const own = asText(at(error, 'message'));
    const ownCode = asText(at(error, 'errorCode'));
    const adds = own !== message || ownCode !== code;
    return adds && own !== undefined ? withCode(own, ownCode === code ? undefined : ownCode) : '';
  });
  return [...new Set(texts)].filter((text) => text !== '').join('; ');
}

function withCode<T extends string | undefined>(words: T, code: string | undefined): T | string {
  if (code === undefined) return words;
  return words === undefined
    ? `errorCode ${code}`
    : `${words.replace(/\.$/, '')} (errorCode ${code})`;
}
