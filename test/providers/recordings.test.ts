import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkRecording } from '../../src/cli/commands/check/check-recording.ts';
import { replay } from '../../src/cli/commands/replay.ts';
import { quietWorld } from '../helpers/quiet-world.ts';

/** A folder in test/fixtures/<provider> that a wait of importwatch recorded. */
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const recordings = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('recording.json'))
  .map((path) => path.slice(0, -'/recording.json'.length).replaceAll('\\', '/'));

describe.each(recordings)('the recording %s', (name) => {
  const folder = join(fixtures, name);
  const index = JSON.parse(readFileSync(join(folder, 'recording.json'), 'utf8'));

  it('is of the provider whose fixtures it is next to', () => {
    const providers = Object.values(index.profiles).map(
      (profile) => (profile as { provider: string }).provider,
    );
    expect(providers).toEqual([name.split('/')[0]]);
  });

  it('ends as it ended', async () => {
    let printed = '';
    const here = quietWorld((text) => {
      printed += text;
    });
    const exitCode = await replay(folder, { speed: '200', json: 'events', color: 'never' }, here);
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

  it('has no answer that is not requested', async () => {
    let printed = '';
    await checkRecording(
      folder,
      undefined,
      { json: true },
      quietWorld((text) => {
        printed += text;
      }),
    );
    expect(JSON.parse(printed).unused).toEqual([]);
  });
});

it('there are recordings', () => {
  expect(recordings.length).toBeGreaterThan(0);
});
