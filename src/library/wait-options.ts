import { resolveWaitOptions } from '../config/profile/resolve-wait-options.ts';
import { optionMistake } from '../config/schema/option.ts';
import { type WaitKey, waitOptions } from '../config/schema/wait-options.ts';
import { ImportwatchError } from '../core/model/errors.ts';
import type { WatchOptions } from '../core/model/options.ts';
import type { WaitChoices } from './request.ts';

export const waitChoices = [
  'interval',
  'timeout',
  'stallTimeout',
  'maxOutage',
  'appearTimeout',
  'new',
  'onActionRequired',
  'failOnPartial',
  'heartbeat',
] as const satisfies readonly (WaitKey & keyof WaitChoices)[];

/** How an import is watched: its own choices stand before those of the group. */
export function watchOptions(own: WaitChoices, group: WaitChoices, once: boolean): WatchOptions {
  const sources = { flags: {}, env: {}, profile: values(own), defaults: values(group) };
  return {
    ...resolveWaitOptions(sources, { interactive: false }),
    once,
    interactive: false,
    jitter: false,
    ...(once && { heartbeatMs: 0 }),
  };
}

/** As they would stand in a file. */
function values(choices: WaitChoices): { readonly [K in WaitKey]?: unknown } {
  const entries = waitChoices.map((key) => [key, inWords(choices[key])] as const);
  for (const [key, value] of entries) {
    const mistake = value === undefined ? undefined : optionMistake(waitOptions[key], value);
    if (mistake) throw new ImportwatchError('usage', `${key}: ${mistake}`);
  }
  return Object.fromEntries(entries);
}

/** A number means milliseconds here, but seconds in a string. */
export function inWords<T>(duration: T): T | string {
  return typeof duration === 'number' ? `${duration}ms` : duration;
}
