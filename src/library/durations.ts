/** A number means milliseconds here, but seconds in a string. */
export function inWords<T>(duration: T): T | string {
  return typeof duration === 'number' ? `${duration}ms` : duration;
}
