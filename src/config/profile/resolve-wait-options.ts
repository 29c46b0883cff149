import { ImportwatchError } from '../../core/model/errors.ts';
import { defaultWaitOptions, type WaitOptions } from '../../core/model/options.ts';
import { sentenceAbout } from '../file/mistake.ts';
import { flagName, variable, variableName } from '../file/names.ts';
import { readClockTime } from '../schema/clock-time.ts';
import {
  optionMistake,
  readBoolean,
  readCount,
  readDuration,
  readInterval,
  readPath,
  readRecordLimit,
} from '../schema/option.ts';
import { type WaitKey, type WaitValues, waitKeys, waitOptions } from '../schema/wait-options.ts';

export interface WaitSources {
  /** From the command line, by key. */
  readonly flags: WaitValues;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly profile?: WaitValues;
  readonly defaults?: WaitValues;
}

/**
 * Precedence, highest first: flags, environment, profile, `defaults`. Throws a `usage` error that
 * shows a valid value. A clock time without a date is the next one after `now`, in epoch ms.
 */
export function resolveWaitOptions(
  { flags, env, profile = {}, defaults = {} }: WaitSources,
  { interactive, now }: { readonly interactive: boolean; readonly now: number },
): WaitOptions {
  const environment: WaitValues = Object.fromEntries(
    waitKeys.map((key) => [key, variable(env, variableName(key))]),
  );
  check(flags, flagName);
  check(environment, variableName);
  const levels = [flags, environment, profile, defaults];

  function first<T>(key: WaitKey, read: (raw: unknown) => T | undefined): T | undefined {
    return read(levels.find((level) => level[key] !== undefined)?.[key]);
  }
  const timeoutMs = first('timeout', readDuration);
  const stallTimeoutMs = first('stallTimeout', readDuration);
  const maxOutageMs = first('maxOutage', readDuration);
  const appearTimeoutMs = first('appearTimeout', readDuration);
  const failedTo = first('failedTo', readPath);
  const onActionRequired = first('onActionRequired', (raw) =>
    raw === 'wait' || raw === 'exit' ? raw : undefined,
  );
  const until = first('until', readClockTime)?.(now);
  const maxFailed = first('maxFailed', readRecordLimit);
  const minRecords = first('minRecords', readCount);
  const expectRecords = first('expectRecords', readCount);
  const onEnd = first('onEnd', (raw) => (raw === undefined ? undefined : String(raw)));
  return {
    intervalMs: first('interval', readInterval) ?? defaultWaitOptions.intervalMs,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(stallTimeoutMs !== undefined && { stallTimeoutMs }),
    ...(maxOutageMs !== undefined && { maxOutageMs }),
    ...(until !== undefined && { until }),
    ...(maxFailed !== undefined && { maxFailed }),
    ...(minRecords !== undefined && { minRecords }),
    ...(expectRecords !== undefined && { expectRecords }),
    ...(onEnd !== undefined && { onEnd }),
    ...(appearTimeoutMs !== undefined && { appearTimeoutMs }),
    ...(failedTo !== undefined && { failedTo }),
    any: anyOf(levels) ?? defaultWaitOptions.any,
    failFast: first('failFast', readBoolean) ?? defaultWaitOptions.failFast,
    onlyNew: first('new', readBoolean) ?? defaultWaitOptions.onlyNew,
    onActionRequired: onActionRequired ?? (interactive ? 'wait' : 'exit'),
    failOnPartial: first('failOnPartial', readBoolean) ?? defaultWaitOptions.failOnPartial,
    heartbeatMs: first('heartbeat', readDuration) ?? defaultWaitOptions.heartbeatMs,
    notify: first('notify', readBoolean) ?? defaultWaitOptions.notify,
  };
}

/** `any` and `all` are opposites: the highest level with either decides. */
function anyOf(levels: readonly WaitValues[]): boolean | undefined {
  for (const level of levels) {
    const [any, all] = [readBoolean(level.any), readBoolean(level.all)];
    if (any !== undefined || all !== undefined) return any ?? !all;
  }
  return undefined;
}

function check(values: WaitValues, name: (key: string) => string): void {
  for (const key of waitKeys) {
    const raw = values[key];
    const mistake = raw === undefined ? undefined : optionMistake(waitOptions[key], raw);
    if (mistake) throw new ImportwatchError('usage', sentenceAbout(name(key), mistake));
  }
  if (readBoolean(values.any) && readBoolean(values.all)) {
    throw new ImportwatchError('usage', `${name('any')} and ${name('all')} can't be combined.`, {
      hint: 'Remove one of them.',
    });
  }
}
