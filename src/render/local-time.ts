/** `2026-11-22 13:05:09`: ISO 8601 in local time, without the offset. */
export function localTime(
  at: number,
  offsetMinutes: number = -new Date(at).getTimezoneOffset(),
): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}
