import type { WatchEvent } from './events.ts';

/** What a service words; everything else in an event is ours or the person's. */
const worded = new Set(['vendorState', 'phase', 'name', 'kind', 'message', 'hint', 'url', 'run']);

/** The event without secrets: a service may repeat one in any of its texts. */
export function redactEvent<E extends WatchEvent>(event: E, redact: (text: string) => string): E {
  return JSON.parse(JSON.stringify(event), (key, value) =>
    typeof value === 'string' && worded.has(key) ? redact(value) : value,
  ) as E;
}
