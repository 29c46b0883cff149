/** A number is of milliseconds here, and of seconds in words. */
export function inWords<T>(duration: T): T | string {
  return typeof duration === 'number' ? `${duration}ms` : duration;
}
