/**
 * What a name reveals about its value: the key of a JSON object, a header, a query parameter. Names
 * are compared without case, and `-`, `_` and camelCase separate words.
 */

/** These also match as the end of a word: `accesstoken`. */
const secretWords =
  /(password|passwd|passphrase|passcode|secret|credential|token|cookie|apikey|sess(ion)?id)s?\b|\b(pass|pwd|pin|otp|auth|authorization|authentication|session|sid|bearer|jwt|csrf|xsrf|nonce|signature|sig|sas|hmac|connection string|dsn|(private|api|access|app|application|client|account|shared|subscription|license|encryption|signing|ssh|secret|auth|master|host|function) ?key|session id|code verifier)s?\b/;

/** `token_type` and `auth_status` describe a secret and aren't secret. */
const aboutSecret =
  /\b(type|kind|count|status|state|name|expiry|expires?( (in|at|on))?|life(time)?|ttl|limit|remaining|used|usage|total|version|endpoint|ur[il]|uri|path|method|at)$/;

/** Parameters of signed addresses of Amazon, Google, Azure and CloudFront. */
const signed =
  /^(x (amz|goog|oss|cos|ms|obs) .*|sig|signature|policy|key pair id|expires|awsaccess ?key ?id|googleaccess ?id|se|sp|sv|sr|st|spr|skoid|sktid|skt|ske|sks|skv|code|hdnts|hmac|key)$/;

const personWords =
  /^((user|first|last|full|display|given|family|middle|real|account|contact|screen|created by|updated by|modified by|submitted by|started by|owner) ?name|users?|creator|created by|updated by|modified by|submitted by|started by|owner|author|username|login|phone|phone number|mobile|street|company|organi[sz]ation( name)?|tenant( name)?|customer( name)?)$/;

const idWords = /\b(id|ids|uuid|guid|oid|urn|gid|sys id)$/;

/** Whether every value of this name is a credential. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (/^x? ?rate ?limit/.test(words)) return false;
  return secretWords.test(words) && !aboutSecret.test(words);
}

/** Whether a value of this name only describes a secret, as that of `token_type` does. */
export function isAboutSecret(name: string): boolean {
  return aboutSecret.test(wordsOf(name));
}

/** Whether the name is one such as `key`, whose value may be a credential or an ordinary word. */
export function isKeyName(name: string): boolean {
  return /\bkey$/.test(wordsOf(name));
}

/** Whether a parameter of this name makes an address usable by anyone who has it. */
export function isSignatureName(name: string): boolean {
  return signed.test(wordsOf(name)) || isSecretName(name);
}

/** Whether a value of this name is the name of a person or a customer. */
export function isPersonName(name: string): boolean {
  return personWords.test(wordsOf(name));
}

export function isIdName(name: string): boolean {
  return idWords.test(wordsOf(name));
}

/** Turns `accessToken`, `access_token` and `ACCESS-TOKEN` into `access token`. */
function wordsOf(name: string): string {
  return name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .trim()
    .toLowerCase();
}
