import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { asWritten } from '../../../src/config/secrets/read-description.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { providers } from '../../../src/providers/index.ts';
import { world } from '../../config/world.ts';

const folder = new URL('../../../examples/servers/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

async function described(file: string) {
  const readFile = async () => readFileSync(new URL(file, folder), 'utf8');
  const { profiles } = await loadConfig({ config: file }, providers, world({ readFile }));
  const [entry, ...others] = profiles.values();
  const { description } = entry?.provider ?? {};
  if (entry === undefined || description === undefined)
    throw new Error(`${file} describes nothing`);
  expect(others).toEqual([]);
  return { ...entry, described: description.provider(asWritten(description.keys, entry.values)) };
}

describe('examples/servers', () => {
  it.each(files)('%s has one profile, which has its name and needs an id', async (file) => {
    const { name, described: provider } = await described(file);
    expect(`${name}.yaml`).toBe(file);
    expect(provider.id.required).toBe(true);
  });

  const torrent = { status: 4, metadataPercentComplete: 1, leftUntilDone: 9, error: 0 };
  const torrents = (more: object) => ({
    result: 'success',
    arguments: { torrents: [{ ...torrent, ...more }] },
  });

  // What the servers themselves answered, shortened to what is read.
  it.each<[string, string, Json, object]>([
    [
      'rclone',
      'a zero time is no end',
      job({ endTime: '0001-01-01T00:00:00Z' }),
      { state: 'running' },
    ],
    [
      'rclone',
      'job/stop',
      job({ finished: true, error: 'context canceled' }),
      { state: 'aborted' },
    ],
    [
      'rclone',
      'an error',
      job({ finished: true, error: 'directory not found' }),
      { state: 'failed' },
    ],
    ['rclone', 'success', job({ finished: true, success: true }), { state: 'succeeded' }],
    [
      'aria2',
      'bytes are no records',
      { result: { status: 'active', completedLength: '1048576', totalLength: '4194304' } },
      { state: 'running', percent: 25, completed: undefined },
    ],
    [
      'aria2',
      "a total that isn't known yet",
      { result: { status: 'active', completedLength: '0', totalLength: '0' } },
      { state: 'running', percent: undefined },
    ],
    [
      'aria2',
      'a magnet link, whose download is another',
      {
        result: { status: 'complete', completedLength: '1', totalLength: '1', followedBy: ['ab'] },
      },
      { state: 'action-required', message: 'Watch ab' },
    ],
    ['transmission', 'a download', torrents({}), { state: 'running' }],
    [
      'transmission',
      'all of it',
      torrents({ leftUntilDone: 0, status: 6 }),
      { state: 'succeeded' },
    ],
    [
      'transmission',
      'all of it, and stopped',
      torrents({ leftUntilDone: 0, status: 0 }),
      { state: 'succeeded' },
    ],
    ['transmission', 'a check', torrents({ leftUntilDone: 0, status: 2 }), { state: 'running' }],
    [
      'transmission',
      'a magnet link before its content is known',
      torrents({ leftUntilDone: 0, metadataPercentComplete: 0 }),
      { state: 'running' },
    ],
    ['transmission', 'an error of a tracker', torrents({ error: 2 }), { state: 'running' }],
    [
      'transmission',
      'an error of the disk',
      torrents({ error: 3, status: 0 }),
      { state: 'failed' },
    ],
    [
      'qbittorrent',
      'a pause',
      [{ state: 'pausedDL', progress: 0.5 }],
      { state: 'action-required' },
    ],
    [
      'qbittorrent',
      'a pause after the end',
      [{ state: 'pausedUP', progress: 1 }],
      { state: 'succeeded' },
    ],
    [
      'bullmq',
      'a failure',
      { job: { failedReason: 'no' }, status: 'failed' },
      { state: 'failed', message: 'no' },
    ],
    [
      'vendure',
      'a retry',
      { data: { job: { state: 'RETRYING', progress: 0 } } },
      { state: 'running' },
    ],
  ])('%s: %s', async (name, _, answer, expected) => {
    const { described: provider } = await described(`${name}.yaml`);
    const { snapshot = {} } = (await provider.explain?.(answer, 0)) ?? {};
    const seen = Object.entries(snapshot).filter(([key]) => Object.hasOwn(expected, key));
    expect(Object.fromEntries(seen)).toEqual(expected);
  });
});

function job(more: object): Json {
  return {
    finished: false,
    success: false,
    error: '',
    group: 'job/1',
    startTime: '2026-11-26T13:20:17.08Z',
    ...more,
  };
}
