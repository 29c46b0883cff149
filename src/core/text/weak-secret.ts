/**
 * Whether a secret could be an ordinary word or number. It is hidden wherever a service repeats it,
 * but a line in which importwatch itself may have written that word stays as it is.
 */
export function isWeakSecret(secret: string): boolean {
  const word = secret.trim();
  return word.length < 8 || (word.length < 16 && /^([A-Za-z\u00B5\u00C0-\uFFFF]+|\d+)$/.test(word));
}
