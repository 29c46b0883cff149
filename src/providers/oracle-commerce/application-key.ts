import { asCount, at, parseJson } from '../../core/text/json.ts';

/**
 * Epoch ms at which an application key expires: it is a JWT, whose payload has `exp` in seconds.
 * `undefined` for a key that never expires, or is of another form.
 */
export function expiryOf(applicationKey: string): number | undefined {
  const payload = applicationKey.split('.')[1] ?? '';
  try {
    const exp = asCount(at(parseJson(Buffer.from(payload, 'base64url').toString('utf8')), 'exp'));
    return exp !== undefined && exp > 0 && exp <= latestSeconds ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

/** The last second that a `Date` can hold. */
const latestSeconds = 8.64e12;
