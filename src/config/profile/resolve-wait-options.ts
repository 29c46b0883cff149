import { ImportwatchError } from '../../core/model/errors.ts';
import { defaultWaitOptions, type WaitOptions } from '../../core/model/options.ts';
import { variable, variableName } from '../file/names.ts';
import {
  optionMistake,
  readBoolean,
  readDuration,
  readInterval,
  readPath,
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
 * shows a valid value.
 */
export function resolveWaitOptions(
  { flags, env, profile = {}, defaults = {} }: WaitSources,
  { interactive }: { readonly interactive: boolean },
): WaitOptions {
  const environment: WaitValues = Object.fromEntries(
    waitKeys.map((key) => [key, variable(env, variableName(key))]),
  );
  check(flags, (key) => `--${key.replace(/[A-Z]/g, '-$&').toLowerCase()}`);
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
  return {
    intervalMs: first('interval', readInterval) ?? defaultWaitOptions.intervalMs,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(stallTimeoutMs !== undefined && { stallTimeoutMs }),
    ...(maxOutageMs !== undefined && { maxOutageMs }),
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
    if (mistake) throw new ImportwatchError('usage', `${name(key)}: ${mistake}`);
  }
  if (readBoolean(values.any) && readBoolean(values.all)) {
    throw new ImportwatchError('usage', `${name('any')} and ${name('all')} exclude each other.`);
  }
}
