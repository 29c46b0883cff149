import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { stopOnSignals } from '../../src/adapters/signals.ts';

/** Stops on the signals of a process that isn't one, with a clock that stands still. */
function listening({ hasTerminal = true } = {}) {
  const exits: (number | string)[] = [];
  const exit = (exitCode: number) => exits.push(exitCode);
  const process = Object.assign(new EventEmitter(), { exit });
  let nowMs = 1000;
  const stop = stopOnSignals(process, {
    clock: { monotonic: () => nowMs },
    atOnce: () => exits.push('at once'),
    hasTerminal,
  });
  const send = (signal: string, afterMs = 0) => {
    nowMs += afterMs;
    process.emit(signal);
  };
  return { stop, exits, send };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('stops the watch in order with its exit code: %s', (signal, exitCode) => {
    const { stop, exits, send } = listening();
    send(signal);
    expect(stop.reason).toMatchObject({ kind: 'interrupted', exitCode });
    expect(exits).toEqual([]);
  });

  it.each(signals)('that arrives again within half a second is the same stop: %s', (signal) => {
    const { stop, exits, send } = listening();
    send('SIGTERM');
    for (const afterMs of [0, 2, 490]) send(signal, afterMs);
    expect(exits).toEqual([]);
    expect(stop.reason).toMatchObject({ exitCode: 143 });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('that is sent again later ends the process immediately: %s', (signal, exitCode) => {
    const { exits, send } = listening();
    send('SIGTERM');
    send(signal, 300);
    send(signal, 200);
    expect(exits).toEqual(['at once', exitCode]);
  });

  it('that is SIGHUP does nothing without a terminal', () => {
    const { stop, exits, send } = listening({ hasTerminal: false });
    send('SIGHUP');
    expect(stop.aborted).toBe(false);
    send('SIGTERM');
    send('SIGHUP', 5000);
    expect(exits).toEqual([]);
  });
});
