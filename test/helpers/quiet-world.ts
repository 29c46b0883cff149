import { systemClock } from '../../src/adapters/clock.ts';
import { readRecordingFolder } from '../../src/adapters/recording-folder.ts';
import type { World } from '../../src/cli/world.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { world as configWorld } from '../config/world.ts';
import { networkSend } from './connected-import.ts';

/** A world that only prints to stdout. */
export function quietWorld(print: (text: string) => void = () => {}): World {
  const writer = {
    isTerminal: false,
    isBehind: false,
    columns: undefined,
    write: print,
    writeExactly: print,
  };
  return {
    version: '0.0.0',
    platform: 'linux',
    env: {},
    clock: systemClock,
    random: () => 0.5,
    stdout: writer,
    stderr: { ...writer, write: () => {}, writeExactly: () => {} },
    redactor: createRedactor(),
    stop: new AbortController().signal,
    untilCrash: (work: Promise<unknown>) => work,
    config: configWorld(),
    createSend: async () => networkSend(10_000),
    readRecording: readRecordingFolder,
  } as unknown as World;
}
