import type { OwnWarning } from '../../core/model/warning.ts';
import type { Settings } from '../../core/provider/field.ts';

/** The end of life that Voyado's pages give for Admin API v3: all its calls are removed. */
export const v3EndsOn = '2026-12-31';

const nextDayMs = Date.parse('2027-01-01T00:00:00Z');

/** Whether a profile uses Admin API v3 at an epoch ms after its last day. */
export function isPastEnd({ apiVersion }: Settings, at: number): boolean {
  return apiVersion === '3' && at >= nextDayMs;
}

export function endWarnings(settings: Settings, at: number): readonly OwnWarning[] {
  if (settings['apiVersion'] !== '3') return [];
  const when = isPastEnd(settings, at) ? 'ended' : 'ends';
  const message = `Admin API v3 of Elevate 4 ${when} on ${v3EndsOn}, and Voyado removes all its calls. Set apiVersion to 4.`;
  return [{ code: 'api-ends', message }];
}
