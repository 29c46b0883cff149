import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { readRecordingFolder } from '../../src/adapters/recording-folder.ts';
import { checkRecording } from '../../src/cli/commands/check/check-recording.ts';
import { replay } from '../../src/cli/commands/replay.ts';
import type { World } from '../../src/cli/world.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { world as configWorld } from '../config/world.ts';
import { networkSend } from '../helpers/subject.ts';

/** A folder in test/fixtures/<provider> that a wait of importwatch recorded. */
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const recordings = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('recording.json'))
  .map((path) => path.slice(0, -'/recording.json'.length).replaceAll('\\', '/'));

function worldWith(print: (text: string) => void): World {
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
    config: configWorld(),
    createSend: async () => networkSend(10_000),
    readRecording: readRecordingFolder,
  } as unknown as World;
}

describe.each(recordings)('the recording %s', (name) => {
  const folder = join(fixtures, name);
  const index = JSON.parse(readFileSync(join(folder, 'recording.json'), 'utf8'));

  it('is of the provider whose fixtures it is beside', () => {
    const providers = Object.values(index.profiles).map(
      (profile) => (profile as { provider: string }).provider,
    );
    expect(providers).toEqual([name.split('/')[0]]);
  });

  it('ends as it ended', async () => {
    let printed = '';
    const here = worldWith((text) => {
      printed += text;
    });
    const exitCode = await replay(folder, { speed: '200', json: true, color: 'never' }, here);
    const results = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type === 'result');
    expect(results.map(({ outcome }) => outcome)).toEqual(
      index.targets.map(({ outcome }: { outcome: string }) => outcome),
    );
    expect(exitCode).toBe(index.exitCode);
  });

  it('has no answer that is not asked for', async () => {
    let printed = '';
    await checkRecording(
      folder,
      undefined,
      { json: true },
      worldWith((text) => {
        printed += text;
      }),
    );
    expect(JSON.parse(printed).unused).toEqual([]);
  });
});

it('there are recordings', () => {
  expect(recordings.length).toBeGreaterThan(0);
});
