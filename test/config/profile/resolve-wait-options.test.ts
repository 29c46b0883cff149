import { describe, expect, it } from 'vitest';
import {
  resolveWaitOptions,
  type WaitSources,
} from '../../../src/config/profile/resolve-wait-options.ts';
import { optionMistake } from '../../../src/config/schema/option.ts';
import { waitOptions } from '../../../src/config/schema/wait-options.ts';
import { defaultWaitOptions } from '../../../src/core/model/options.ts';
import { noon } from '../../helpers/clock.ts';

const resolve = (sources: Partial<WaitSources>, interactive = false) =>
  resolveWaitOptions({ flags: {}, env: {}, ...sources }, { interactive, now: noon });

describe('resolveWaitOptions', () => {
  it('returns the defaults if nothing is set', () => {
    expect(resolve({})).toEqual(defaultWaitOptions);
    expect(resolve({}, true)).toEqual({ ...defaultWaitOptions, onActionRequired: 'wait' });
  });

  it('lets flags win over the environment, that over the profile, that over defaults', () => {
    const sources = {
      flags: { timeout: '1s' },
      env: { IMPORTWATCH_TIMEOUT: '2s', IMPORTWATCH_STALL_TIMEOUT: '2s' },
      profile: { timeout: '3s', stallTimeout: '3s', maxOutage: '3s' },
      defaults: { timeout: '4s', stallTimeout: '4s', maxOutage: '4s', heartbeat: '4s' },
    };
    expect(resolve(sources)).toMatchObject({
      timeoutMs: 1000,
      stallTimeoutMs: 2000,
      maxOutageMs: 3000,
      heartbeatMs: 4000,
    });
  });

  it('reads every option from the environment', () => {
    const env = {
      IMPORTWATCH_INTERVAL: '5',
      IMPORTWATCH_TIMEOUT: '1h30m',
      IMPORTWATCH_STALL_TIMEOUT: '30m',
      IMPORTWATCH_MAX_OUTAGE: '0s',
      IMPORTWATCH_ANY: 'true',
      IMPORTWATCH_FAIL_FAST: '1',
      IMPORTWATCH_NEW: 'true',
      IMPORTWATCH_ON_ACTION_REQUIRED: 'wait',
      IMPORTWATCH_FAIL_ON_PARTIAL: 'true',
      IMPORTWATCH_HEARTBEAT: '0s',
      IMPORTWATCH_NOTIFY: 'true',
      IMPORTWATCH_UNTIL: '2036-01-01T06:00Z',
      IMPORTWATCH_MAX_FAILED: '2.50%',
      IMPORTWATCH_MIN_RECORDS: '4750',
      IMPORTWATCH_EXPECT_RECORDS: '5000',
      IMPORTWATCH_ON_END: './tell.sh',
    };
    expect(resolve({ env })).toEqual({
      intervalMs: 5000,
      timeoutMs: 5_400_000,
      stallTimeoutMs: 1_800_000,
      maxOutageMs: 0,
      any: true,
      failFast: true,
      onlyNew: true,
      onActionRequired: 'wait',
      failOnPartial: true,
      heartbeatMs: 0,
      notify: true,
      until: { at: Date.UTC(2036, 0, 1, 6), words: '2036-01-01T06:00Z' },
      maxFailed: '2.5%',
      minRecords: 4750,
      expectRecords: 5000,
      onEnd: './tell.sh',
    });
  });

  it('ignores an empty variable', () => {
    expect(resolve({ env: { IMPORTWATCH_TIMEOUT: '' } })).toEqual(defaultWaitOptions);
  });

  it('lets a nearer false override a farther true', () => {
    const env = { IMPORTWATCH_FAIL_FAST: 'false' };
    expect(resolve({ env, profile: { failFast: true } }).failFast).toBe(false);
  });

  it('treats any and all as opposites, and the nearest level wins', () => {
    expect(resolve({ flags: { all: true }, profile: { any: true } }).any).toBe(false);
    expect(resolve({ flags: { any: true }, env: { IMPORTWATCH_ALL: 'true' } }).any).toBe(true);
    expect(resolve({ profile: { any: true }, defaults: { all: true } }).any).toBe(true);
    expect(resolve({ profile: { all: false } }).any).toBe(true);
    expect(() => resolve({ flags: { any: true, all: true } })).toThrow(
      "--any and --all can't be combined.",
    );
  });

  it.each([
    ['timeout', '--timeout', '2 hours'],
    ['stallTimeout', '--stall-timeout', '-1'],
    ['interval', '--interval', 'fast'],
    ['onActionRequired', '--on-action-required', 'exti'],
  ] as const)('rejects an invalid value and shows a valid one: %s', (key, flag, value) => {
    const why = optionMistake(waitOptions[key], value);
    const message = `${flag}: ${why}`;
    const error = expect.objectContaining({ code: 'usage', exitCode: 2, message });
    expect(() => resolve({ flags: { [key]: value } })).toThrow(error);
    const variable = `IMPORTWATCH_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
    expect(() => resolve({ env: { [variable]: value } })).toThrow(`${variable}: ${why}`);
  });

  it('rejects a clock time that has passed only if it applies', () => {
    const old = { until: '2020-01-01T06:00' };
    expect(() => resolve({ profile: old })).toThrow('2020-01-01T06:00 has passed');
    expect(resolve({ flags: { until: '06:00' }, profile: old }).until?.words).toBe('06:00');
  });
});
