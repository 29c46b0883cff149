import { sentenceAbout } from '../config/file/mistake.ts';
import { resolveWaitOptions } from '../config/profile/resolve-wait-options.ts';
import { optionMistake } from '../config/schema/option.ts';
import { type WaitKey, waitOptions } from '../config/schema/wait-options.ts';
import { ImportwatchError } from '../core/model/errors.ts';
import type { WatchOptions } from '../core/model/options.ts';
import type { WaitChoices } from './request.ts';

export const waitChoices = [
  'interval',
  'timeout',
  'until',
  'stallTimeout',
  'maxOutage',
  'appearTimeout',
  'new',
  'onActionRequired',
  'failOnPartial',
  'maxFailed',
  'minRecords',
  'expectRecords',
  'heartbeat',
] as const satisfies readonly (WaitKey & keyof WaitChoices)[];

/** The options of an import. Its own options override those of the group. */
export function watchOptions(
  own: WaitChoices,
  group: WaitChoices,
  { once, now }: { readonly once: boolean; readonly now: number },
): WatchOptions {
  const sources = { flags: {}, env: {}, profile: values(own), defaults: values(group) };
  return {
    ...resolveWaitOptions(sources, { interactive: false, now }),
    once,
    interactive: false,
    jitter: false,
    ...(once && { heartbeatMs: 0 }),
  };
}

/** The values as they would appear in a configuration file. */
function values(choices: WaitChoices): { readonly [K in WaitKey]?: unknown } {
  const entries = waitChoices.map((key) => [key, asInFile(key, choices[key])] as const);
  for (const [key, value] of entries) {
    const mistake = value === undefined ? undefined : optionMistake(waitOptions[key], value);
    if (mistake) throw new ImportwatchError('usage', sentenceAbout(key, mistake));
  }
  return Object.fromEntries(entries);
}

/** A number means milliseconds here, and seconds in a string. */
export function inWords<T>(duration: T): T | string {
  return typeof duration === 'number' ? `${duration}ms` : duration;
}

/** Converts durations. A number of records stays as it is. */
function asInFile(key: (typeof waitChoices)[number], choice: unknown): unknown {
  if (choice instanceof Date) return Number.isNaN(Number(choice)) ? 'NaN' : choice.toISOString();
  return waitOptions[key].kind.endsWith('duration') ? inWords(choice) : choice;
}
