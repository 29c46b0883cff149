import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorKinds } from '../../../src/core/model/error-kinds.ts';
import {
  errorReport,
  exitCodeOf,
  ImportwatchError,
  isTransient,
  nextStep,
} from '../../../src/core/model/errors.ts';
import { defaultWaitOptions } from '../../../src/core/model/options.ts';
import { mostSeriousExitCode, mostSeriousOutcome } from '../../../src/core/model/outcome.ts';
import { abortable, Stop } from '../../../src/core/ports/abort.ts';

describe('an error', () => {
  it('has what it was made of, and nothing else', () => {
    const cause = new TypeError('below');
    const whole = new ImportwatchError('busy', 'Later.', { status: 503, hint: 'Wait.', cause });
    expect(whole).toMatchObject({ name: 'ImportwatchError', code: 'busy', status: 503, cause });
    expect(errorReport(whole)).toEqual({
      code: 'busy',
      message: 'Later.',
      status: 503,
      hint: 'Wait.',
    });
    const bare = new ImportwatchError('busy', 'Later.', { status: undefined, hint: undefined });
    expect(Object.hasOwn(bare, 'cause')).toBe(false);
    expect(errorReport(bare)).toStrictEqual({ code: 'busy', message: 'Later.' });
  });

  it('implies an outcome, an exit code, and whether retrying can help', () => {
    const meanings = (Object.keys(errorKinds) as (keyof typeof errorKinds)[]).map((code) => {
      const { outcome, exitCode, transient } = new ImportwatchError(code, 'No.');
      expect(isTransient({ code, message: 'No.' })).toBe(transient);
      return [code, outcome, exitCode, transient];
    });
    expect(meanings).toEqual([
      ['usage', 'usage', 2, false],
      ['config', 'usage', 2, false],
      ['secret', 'usage', 2, false],
      ['late-secret', 'timed-out', 124, false],
      ['not-started', 'not-started', 12, false],
      ['unreachable', 'no-answer', 6, true],
      ['no-reply', 'no-answer', 6, true],
      ['rate-limited', 'no-answer', 6, true],
      ['busy', 'no-answer', 6, true],
      ['bad-answer', 'no-answer', 6, true],
      ['tls', 'no-answer', 6, false],
      ['wrong-protocol', 'no-answer', 6, false],
      ['too-many-files', 'no-answer', 6, true],
      ['proxy', 'no-answer', 6, false],
      ['redirected', 'no-answer', 6, false],
      ['rejected', 'no-answer', 6, false],
      ['refused', 'refused', 4, false],
      ['not-found', 'not-found', 5, false],
      ['gone', 'no-answer', 6, false],
      ['superseded', 'no-answer', 6, false],
      ['invalidated', 'no-answer', 6, false],
      ['bug', 'bug', 70, false],
    ]);
    expect(isTransient({ code: 'timed-out', message: 'No.' })).toBe(false);
  });

  it('of any kind has an exit code', () => {
    expect(exitCodeOf(new Stop('interrupted', 143))).toBe(143);
    expect(exitCodeOf(new ImportwatchError('refused', 'No.'))).toBe(4);
    expect(exitCodeOf(new TypeError('x is not y'))).toBe(70);
  });
});

describe('the next step', () => {
  it('is the hint, and the part of the page that explains the error', () => {
    expect(nextStep({ code: 'tls', hint: 'Set caFile.' })).toBe(
      'Set caFile. See docs/errors.md#tls',
    );
    expect(nextStep({ code: 'config' })).toBe('See docs/errors.md#config');
  });

  it('is the hint alone if it ends with a command, or if the error explains itself', () => {
    const hint = 'Start one: importwatch wait <profile>:<id>';
    expect(nextStep({ code: 'rejected', hint })).toBe(hint);
    expect(nextStep({ code: 'usage', hint: 'Remove it.' })).toBe('Remove it.');
    expect(nextStep({ code: 'timed-out' })).toBe('');
    expect(nextStep({ code: 'bug' })).toBe('');
  });

  it('names a part that the page has', () => {
    const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
    for (const code of Object.keys(errorKinds)) expect(page).toContain(`\n### ${code}\n`);
  });
});

describe('several results', () => {
  const ended = (outcome: 'succeeded' | 'failed' | null, exitCode = 0) => ({ outcome, exitCode });

  it('with one still running and none that ended badly have no outcome, and exit code 0', () => {
    expect(mostSeriousOutcome([ended('succeeded'), ended(null)])).toBeNull();
    expect(mostSeriousExitCode([ended('succeeded'), ended(null)])).toBe(0);
    expect(mostSeriousOutcome([ended('succeeded'), ended('succeeded')])).toBe('succeeded');
    expect(mostSeriousOutcome([ended(null), ended('failed', 1)])).toBe('failed');
    expect(mostSeriousOutcome([])).toBe('succeeded');
    expect(mostSeriousExitCode([])).toBe(0);
  });
});

describe('work that can be aborted', () => {
  it('ends with the reason, as soon as the signal is aborted', async () => {
    const stop = new AbortController();
    const left = abortable(new Promise(() => {}), stop.signal);
    stop.abort('enough');
    await expect(left).rejects.toBe('enough');
    await expect(abortable(Promise.resolve(1), stop.signal)).rejects.toBe('enough');
  });

  it('is unchanged if no one aborts it', async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(7), signal)).toBe(7);
    await expect(abortable(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('leaves nothing behind on a signal that lives longer', async () => {
    const { signal } = new AbortController();
    const open = new Set<unknown>();
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (type: string, listener: never, options: never) => {
      open.add(listener);
      addEventListener.call(signal, type, listener, options);
    };
    signal.removeEventListener = (type: string, listener: never) => {
      if (type === 'abort') open.delete(listener);
      removeEventListener.call(signal, type, listener);
    };
    await abortable(Promise.resolve(7), signal);
    await new Promise(setImmediate);
    expect(open.size).toBe(0);
  });
});

it('the default options of a wait are these', () => {
  expect(defaultWaitOptions).toEqual({
    intervalMs: 'auto',
    any: false,
    failFast: false,
    onlyNew: false,
    onActionRequired: 'exit',
    failOnPartial: false,
    heartbeatMs: 60_000,
    notify: false,
  });
});
