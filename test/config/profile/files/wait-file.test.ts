import { describe, expect, it } from 'vitest';
import {
  configuredFile,
  givenFile,
  sharedFile,
} from '../../../../src/config/profile/files/wait-file.ts';
import { loadConfig } from '../../../../src/config/profile/load-config.ts';
import { cluster } from '../../providers.ts';
import { playground } from '../../world.ts';

const address = 'provider: cluster, baseUrl: https://c.example.com, apiKey: example-key';

/** The path in these profiles, each with its additional keys. */
async function find(
  profiles: Readonly<Record<string, string>>,
  { find = configuredFile, defaults = '{}', env = {} } = {},
) {
  using files = playground();
  const named = Object.entries(profiles).map(([name, more]) => `${name}: { ${address}, ${more} }`);
  const text = `defaults: ${defaults}\nprofiles:\n  ${named.join('\n  ')}\n`;
  const config = files.write('mine.yaml', text);
  const world = files.world({ env });
  const loaded = await loadConfig({ config }, [cluster], world);
  const entries = [...loaded.profiles.values()];
  return find('events', [...entries, ...entries], world);
}

describe('the file of a wait', () => {
  it('comes from the command line, otherwise from the environment', () => {
    const env = { IMPORTWATCH_EVENTS: 'b', IMPORTWATCH_METRICS: '' };
    expect(givenFile('events', { events: 'a' }, env)).toBe('a');
    expect(givenFile('events', {}, env)).toBe('b');
    expect(givenFile('metrics', {}, env)).toBeUndefined();
  });

  it.each([
    ['events', ' ', `--events: "" isn't the path of a file. Use a path such as events.ndjson.`],
    ['metrics', '-', `--metrics: "-" isn't the path of a file. Use a path such as import.prom.`],
    ['historyFile', '-', `--history-file: "-" isn't the path of a file.`],
  ] as const)('is a path: %s "%s"', (key, value, message) => {
    expect(() => givenFile(key, { [key]: value }, {})).toThrow(message);
  });

  it('can be stdout for the events', async () => {
    expect(givenFile('events', {}, { IMPORTWATCH_EVENTS: '-' })).toBe('-');
    expect(await find({ shop: 'events: "-"' })).toBe('-');
  });

  it('comes from the profile, otherwise from the defaults of its file', async () => {
    const defaults = '{ events: usual }';
    expect(await find({ shop: 'events: own' }, { defaults })).toBe('own');
    expect(await find({ shop: '' }, { defaults })).toBe('usual');
    expect(await find({ shop: '' })).toBeUndefined();
  });

  it('can contain a variable', async () => {
    const profiles = { shop: `events: "\${CACHE}/events"` };
    expect(await find(profiles, { env: { CACHE: '/cache' } })).toBe('/cache/events');
    await expect(find(profiles)).rejects.toThrow(/mine\.yaml:3.* profiles\.shop\.events .*CACHE/);
  });

  it('is that of the profiles that name one', async () => {
    expect(await find({ shop: '', chat: 'events: a' })).toBe('a');
    expect(await find({ shop: 'events: a', chat: 'events: ./b/../a' })).toBe('a');
  });

  it('is a usage error if the profiles name different files', async () => {
    await expect(find({ shop: 'events: a', chat: 'events: b', more: '' })).rejects.toMatchObject({
      code: 'usage',
      message: 'Profiles shop (a) and chat (b) have different files for events.',
      hint: expect.stringContaining('--events <file>'),
    });
  });
});

describe('a file that profiles share', () => {
  it('is the same in all of them', async () => {
    const both = { shop: 'events: a', chat: 'events: ./a' };
    expect(await find(both, { find: sharedFile })).toBe('a');
    expect(await find({ shop: '', chat: '' }, { find: sharedFile })).toBeUndefined();
  });

  it('is a usage error if one of them has none', async () => {
    await expect(find({ shop: 'events: a', chat: '' }, { find: sharedFile })).rejects.toMatchObject(
      {
        code: 'usage',
        message: 'Profiles shop (a) and chat (no events) have different files for events.',
        hint: 'Choose one with --events <file>.',
      },
    );
  });
});
