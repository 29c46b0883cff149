import { describe, expect, it } from 'vitest';
import { replay } from '../../src/cli/commands/replay.ts';
import { showWatch } from '../../src/cli/output/show-watch.ts';
import { createProfileConnector } from '../../src/cli/watching/connect-profiles.ts';
import { startRecording } from '../../src/cli/watching/record.ts';
import { resolveGivenProfile } from '../../src/config/profile/given-profile.ts';
import type { HttpRequest, Send } from '../../src/core/ports/send.ts';
import type { Preset } from '../../src/providers/http/api-description.ts';
import { describedProvider } from '../../src/providers/http/described-provider.ts';
import { presets } from '../../src/providers/presets/index.ts';
import { type Fixture, fixturesOf } from '../helpers/fixtures.ts';
import { hurriedClock } from '../helpers/hurried-clock.ts';
import { quietWorld } from '../helpers/quiet-world.ts';
import { waiting } from '../helpers/story.ts';
import { memoryFolder } from '../recording/recorded.ts';

type FixtureAnswer = {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  text?: string;
};

/** The answers of these fixtures, one after the other; an answer to a login as often as wanted. */
function sendOf(fixtures: readonly Fixture[]): Send {
  const calls = Object.entries(fixtures[0]?.answers ?? {});
  const [polled = ''] = calls.at(-1) ?? [];
  const left = fixtures.flatMap(({ answers = {} }) => answers[polled] ?? []);
  return async ({ method, url }: HttpRequest) => {
    const call = `${method} ${url.pathname}`;
    const next = call === polled ? (left.length > 1 ? left.shift() : left[0]) : undefined;
    const found = next ?? calls.find(([other]) => other === call)?.[1];
    const { status = 200, headers = {}, body, text } = (found ?? { status: 404 }) as FixtureAnswer;
    return { status, headers, text: text ?? JSON.stringify(body ?? '') };
  };
}

const nobody = {
  handle: () => {},
  log: () => {},
  finish: async () => {},
  stop: () => {},
};

/** Records a wait, and replays the recording. */
async function recordAndReplay(preset: Preset, names: readonly string[]) {
  const files = fixturesOf(preset.name);
  const told = names.flatMap((name) => files.filter(({ file }) => file === `${name}.json`));
  const fixtures = told.map(({ fixture }) => fixture);
  const { id = '', settings = {} } = fixtures[0] ?? {};
  const needed = Object.entries(preset.settings).filter(([, { required }]) => required);
  const values = {
    ...Object.fromEntries(needed.map(([key, { example = '' }]) => [key, example])),
    baseUrl: 'https://service.example',
    ...settings,
  };
  const { files: saved, folder } = memoryFolder();
  const world = {
    ...quietWorld(),
    clock: hurriedClock(50),
    openRecording: async () => folder,
    readRecording: async () => saved,
  };
  const recorded = { ...world, createSend: async () => sendOf(fixtures) };
  const profile = await resolveGivenProfile(
    preset.name,
    describedProvider(preset),
    values,
    world.config,
  );
  const session = startRecording('recording', recorded);
  const connected = await createProfileConnector(session.world).connect({ id }, profile);
  const imports = [{ connected, options: { ...waiting, intervalMs: 2000 } }];
  await session.begin(imports);
  const group = { any: false, failFast: false };
  const code = await showWatch(
    imports,
    group,
    session.presenter(nobody, { json: 'events' }),
    recorded,
  );
  const again = await replay('recording', { speed: '4', json: 'events' }, world);
  return { code, again, all: [...saved.values()].join('\n'), id, values };
}

describe.concurrent.each<Preset>(Object.values(presets).map((preset) => preset()))(
  'a recording of $name',
  (preset) => {
    it.each([['succeeded'], ['failed'], ['refused'], ['unknown-id']])(
      'that ends in %s is replayed with the same exit code, without a secret',
      async (end) => {
        const names =
          end === 'refused' || end === 'unknown-id' ? [end] : ['queued', 'running', end];
        const { code, again, all, id, values } = await recordAndReplay(preset, names);
        expect(again).toBe(code);
        for (const [key, { secret }] of Object.entries(preset.settings)) {
          const value = (values as Record<string, string>)[key];
          if (secret && value !== undefined) expect(all).not.toContain(`"${value}"`);
        }
        if (/^[\w-]{12,}$/.test(id)) expect(all).not.toContain(id);
      },
    );
  },
);
