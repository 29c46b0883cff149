/** No request header could carry more. */
export const mostSecretBytes = 8 * 1024;

export function isTooLong(secret: string): boolean {
  return Buffer.byteLength(secret) > mostSecretBytes;
}
