/** `2026-11-22T13:05:09Z` */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** `0:14`, `12:03`, `1:05:09`: since `startedAt`, both epoch ms. */
export function elapsedTime(at: number, startedAt: number): string {
  const seconds = Math.max(0, Math.floor((at - startedAt) / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  if (hours === 0) return `${minutes}:${rest}`.padStart(5);
  return `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/** `2026-11-22 13:05:09`: ISO 8601 in local time, without the offset. */
export function localTime(
  at: number,
  offsetMinutes: number = -new Date(at).getTimezoneOffset(),
): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** `just now`, `3 minutes ago`, `2 hours ago`, `5 days ago`, `2026-03-12`. */
export function timeAgo(at: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - at) / 60_000);
  if (minutes < 1) return 'just now';
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  if (unit === 'day' && count > 30) return utcTime(at).slice(0, 10);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

const dayMs = 86_400_000;
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `14:32`, to the nearest minute. `Tue 14:32` on another day. Nothing if too far away. */
export function clockTime(at: number, nowMs: number, offsetMinutes?: number): string | undefined {
  if (!(Math.abs(at - nowMs) < 6 * dayMs)) return undefined;
  const time = localTime(at + 30_000, offsetMinutes);
  const clock = time.slice(11, 16);
  if (time.slice(0, 10) === localTime(nowMs, offsetMinutes).slice(0, 10)) return clock;
  return `${days[new Date(time.slice(0, 10)).getUTCDay()]} ${clock}`;
}
