/** How a command ended that has not succeeded, as the rest of a sentence about it. */
export function exitWords(code: unknown, signal: unknown): string {
  return signal ? `was terminated by ${signal}` : `exited with code ${code}`;
}
