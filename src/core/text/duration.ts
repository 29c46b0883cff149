const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Ms from `500ms`, `30s`, `5m`, `1h30m`. A bare number is seconds. `undefined` for anything else.
 */
export function parseDuration(text: string | number): number | undefined {
  const words = String(text).trim();
  if (/^\d+(\.\d+)?$/.test(words)) return bounded(Number(words) * 1000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(words)) return undefined;
  const parts = [...words.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  return bounded(
    parts.reduce(
      (sum, [, digits, unit]) => sum + Number(digits) * (unitsMs[unit as string] ?? 0),
      0,
    ),
  );
}

/** More than ten years is a mistake, not a duration. */
function bounded(ms: number): number | undefined {
  return ms <= 3650 * 86_400_000 ? ms : undefined;
}

/** `40ms`, `0.4s`, `42s`, `3m 05s`, `2h 10m`, `3d 4h`: the two most significant units. */
export function formatDuration(ms: number): string {
  if (ms >= 0.5 && ms < 50) return `${Math.round(ms)}ms`;
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1).replace('.0', '')}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
  return `${Math.floor(minutes / 1440)}d ${Math.floor((minutes % 1440) / 60)}h`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Time until something is retried, to the nearest second, at least one. */
export function formatWait(ms: number): string {
  return formatDuration(Math.max(1, Math.round(ms / 1000)) * 1000);
}
