/**
 * Whether a secret could be an ordinary word or number. It is hidden wherever a service says it,
 * but a line in which importwatch itself may have written that word is left as it is.
 */
export function isWeakSecret(secret: string): boolean {
  const { length } = secret.trim();
  return length < 8 || (length < 16 && /^\s*(\p{L}+|\p{N}+)\s*$/u.test(secret));
}
