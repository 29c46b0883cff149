import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { atStart } from '../../src/cli/failed-records/no-failed-records.ts';
import { createConnector, type Service } from '../../src/core/http/connector.ts';
import type { ImportEvent, ResultEvent } from '../../src/core/model/events.ts';
import type { Settings } from '../../src/core/provider/field.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { watch } from '../../src/core/watch/watch.ts';
import { type Received, type Reply, type Served, serve } from '../../src/demo/serve.ts';
import type { Preset } from '../../src/providers/http/api-description.ts';
import { checkDescription } from '../../src/providers/http/check.ts';
import { describedProvider } from '../../src/providers/http/described-provider.ts';
import { wholeName } from '../../src/providers/http/request/template.ts';
import { usesId } from '../../src/providers/http/request/templates.ts';
import { providers } from '../../src/providers/index.ts';
import { presets } from '../../src/providers/presets/index.ts';
import { networkSend } from '../helpers/connected-import.ts';
import { type Fixture, fixturesOf } from '../helpers/fixtures.ts';
import { hurriedClock } from '../helpers/hurried-clock.ts';
import { waiting } from '../helpers/story.ts';

const all: readonly Preset[] = Object.values(presets).map((preset) => preset());
const clock = hurriedClock(50);
const open: Served[] = [];
afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

const busy: Reply = { status: 503, text: 'Service Unavailable' };
const page: Reply = { text: '<html><title>Sign in</title></html>' };
const usedUp: Reply = { status: 403, text: '{"message":"API rate limit exceeded for user 1."}' };

/** A service that gives these answers one after the other, the last one again and again. */
async function serviceOf(fixtures: readonly Fixture[]): Promise<Served> {
  const calls = Object.entries(fixtures[0]?.answers ?? {});
  const [asked = ''] = calls.at(-1) ?? [];
  const told = fixtures.flatMap(({ answers = {} }) => answers[asked] ?? []) as Reply[];
  const [first = busy, ...rest] = told;
  const story = [first, busy, page, usedUp, ...(rest.length > 0 ? rest : [first])];
  const served = await serve(({ method, path }) => {
    const call = `${method} ${path}`;
    if (call !== asked) return calls.find(([other]) => other === call)?.[1] as Reply | undefined;
    return story.length > 1 ? story.shift() : story[0];
  });
  open.push(served);
  return served;
}

/** Every setting that is a secret, or that others are not enough without. */
function settingsOf({ settings }: Preset, used: Settings): Settings {
  const needed = Object.entries(settings).filter(([, { required }]) => required);
  const examples = needed.map(([key, { example = '' }]) => [key, example] as const);
  return { ...Object.fromEntries(examples), ...used };
}

/** The setting that says where tokens come from: here, from the same server. */
function tokenAddress({ description, settings }: Preset, { url }: Served): Settings {
  const name = wholeName(description.token?.url ?? '');
  if (name === undefined) return {};
  const usual = settings[name]?.default?.replace(/[{}]/g, '') ?? '';
  return { [name]: url + new URL(usual).pathname };
}

async function watchStory(preset: Preset, names: readonly string[]) {
  const files = fixturesOf(preset.name);
  const fixtures = names.map((name) => files.find(({ file }) => file === `${name}.json`)?.fixture);
  const told = fixtures.filter((fixture) => fixture !== undefined);
  expect(told).toHaveLength(names.length);
  const served = await serviceOf(told);
  const settings: Settings = {
    ...settingsOf(preset, told[0]?.settings ?? {}),
    ...tokenAddress(preset, served),
    baseUrl: served.url,
  };
  const redactor = createRedactor();
  const service: Service = {
    name: preset.name,
    provider: describedProvider(preset),
    settings,
    baseUrl: new URL(served.url),
    headers: {},
    insecureTls: false,
    secrets: [],
  };
  const connector = createConnector({ clock, redactor, createSend: async () => networkSend(5000) });
  const connected = await connector.connect({ id: told[0]?.id ?? '' }, service);
  const events: ImportEvent[] = [];
  const world = { clock, random: () => 0.5 };
  const options = { ...waiting, intervalMs: 500 };
  for await (const event of watch(connected, options, world, new AbortController().signal)) {
    events.push(event);
  }
  const result = events.at(-1) as ResultEvent;
  return { result, events, settings, redactor, requests: served.requests };
}

const everythingIn = ({ path, query, headers, body }: Received) =>
  [path, ...query.values(), ...Object.values(headers), body].join('\n');

describe.concurrent.each(all)('$name', (preset) => {
  const { name, description, settings, idParts, oneOf = [] } = preset;

  it('has a valid description', () => {
    const variants = Object.values(preset.variants ?? {}).flatMap((each) => Object.values(each));
    for (const variant of [{}, ...variants]) {
      const whole = { ...description, ...variant, ...(idParts && { idParts }) };
      expect(checkDescription(whole, Object.keys(settings))).toEqual([]);
      expect(usesId(whole)).toBe(true);
    }
    for (const [setting, byValue] of Object.entries(preset.variants ?? {})) {
      const { choices = Object.keys(byValue) } = settings[setting] ?? { choices: [] };
      expect(choices).toEqual(expect.arrayContaining(Object.keys(byValue)));
    }
  });

  it('has a file and fixtures of its name', () => {
    expect(readdirSync(new URL('../../src/providers/presets/', import.meta.url))).toContain(
      `${name}.ts`,
    );
    const files = fixturesOf(name).map(({ file }) => file.replace(/\.json$/, ''));
    const needed = ['queued', 'running', 'succeeded', 'failed', 'unknown-id', 'refused'];
    expect(files).toEqual(expect.arrayContaining(needed));
    for (const { fixture } of fixturesOf(name)) expect(fixture.source).toMatch(/\w/);
  });

  it('describes each setting, including the address', () => {
    expect(settings['baseUrl']).toBeDefined();
    expect(oneOf.flat().filter((key) => !Object.hasOwn(settings, key))).toEqual([]);
    expect(Object.values(settings).some(({ secret }) => secret)).toBe(true);
    for (const { describe, example, choices } of Object.values(settings)) {
      expect(describe).toMatch(/[^.]$/);
      expect(example ?? choices).toBeDefined();
    }
    for (const sentence of preset.unconfirmed ?? []) expect(sentence).toMatch(/^\w.*\.$/s);
  });

  it('watches an import that succeeds, despite unusable answers', async () => {
    const { result, events } = await watchStory(preset, ['queued', 'running', 'succeeded']);
    expect(result).toMatchObject({ outcome: 'succeeded', snapshot: { state: 'succeeded' } });
    expect(events.filter(({ type }) => type === 'retry')).toHaveLength(3);
    const states = events.flatMap((event) =>
      event.type === 'progress' ? [event.snapshot.state] : [],
    );
    expect(states).toContain('running');
    expect(states.at(-1)).toBe('succeeded');
  });

  it('watches an import that fails', async () => {
    const { result } = await watchStory(preset, ['running', 'failed']);
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 1 });
  });

  const told = fixturesOf(name).map(({ file }) => file.replace(/\.json$/, ''));
  /** Not all services publish such an answer. */
  const itWith = (file: string, name: string, test: () => Promise<void>) => {
    if (told.includes(file)) it(name, test);
  };

  itWith('aborted', 'watches an import that is aborted', async () => {
    const { result } = await watchStory(preset, ['running', 'aborted']);
    expect(result).toMatchObject({ outcome: 'aborted', exitCode: 3 });
  });

  itWith('partly-failed', 'watches an import of which a part fails', async () => {
    const { result } = await watchStory(preset, ['running', 'partly-failed']);
    expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
  });

  itWith('rate-limited', 'waits while the service wants fewer calls', async () => {
    const { result } = await watchStory(preset, ['running', 'rate-limited', 'succeeded']);
    expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
  });

  it('ends as gone if the service no longer knows an import that was running', async () => {
    const { result } = await watchStory(preset, ['running', 'unknown-id']);
    expect(result).toMatchObject({ outcome: 'no-answer', exitCode: 6, error: { code: 'gone' } });
    expect(result.error?.message).toMatch(/is gone: it was running /);
  });

  it('sends every secret that is set, in its place, and no name in braces', async () => {
    const { requests, settings: used } = await watchStory(preset, ['succeeded']);
    const sent = requests.map(everythingIn);
    const secrets = Object.keys(used).filter((key) => settings[key]?.secret);
    expect(secrets.length).toBeGreaterThan(0);
    for (const key of secrets) {
      const value = used[key] as string;
      const seen = sent.some((text) => text.includes(value) || basicIn(text).includes(value));
      expect(seen, key).toBe(true);
    }
    const outsideBodies = requests.map((request) => everythingIn({ ...request, body: '' }));
    expect(outsideBodies.filter((text) => /[{}]|%7B/i.test(text))).toEqual([]);
  });

  it('keeps its credentials secret', async () => {
    const { redactor, requests } = await watchStory(preset, ['succeeded']);
    const bearers = requests.flatMap(({ headers }) => headers.authorization ?? []);
    for (const bearer of bearers) expect(redactor.redact(bearer)).toMatch(/^[\w-]+ \*\*\*$/);
  });
});

/** What an Authorization of kind Basic says. */
function basicIn(text: string): string {
  const encoded = /^Basic (.+)$/m.exec(text)?.[1];
  return encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString();
}

describe.concurrent('an import of a preset ends', () => {
  it.each([
    [
      'as gone',
      'commercetools',
      ['running', 'gone'],
      { outcome: 'no-answer', exitCode: 6 },
      'gone',
    ],
    ['aborted', 'commercetools', ['running', 'aborted'], { outcome: 'aborted', exitCode: 3 }],
    ['well, some failed', 'commercetools', ['running', 'partly-imported'], { exitCode: 0 }],
    ['as moved', 'elasticsearch', ['running', 'relocated'], { exitCode: 6 }, 'superseded'],
    ['aborted', 'elasticsearch', ['running', 'canceled-without-response'], { exitCode: 3 }],
    ['aborted', 'gitlab-import', ['running', 'aborted'], { exitCode: 3 }],
    ['aborted', 'gitlab-bulk-import', ['running', 'aborted'], { exitCode: 3 }],
    ['well, some failed', 'gitlab-bulk-import', ['running', 'partly-failed'], { exitCode: 0 }],
    ['as unknown', 'auth0', ['running', 'expired'], { exitCode: 6 }, 'gone'],
    ['as unknown', 'auth0', ['expired'], { exitCode: 6 }, 'gone'],
    ['as unknown', 'shopify-bulk', ['running', 'expired'], { exitCode: 6 }, 'gone'],
    ['as unknown', 'shopify-bulk', ['expired'], { exitCode: 6 }, 'gone'],
    [
      'as unknown',
      'algolia-ingestion',
      ['running', 'finished-without-outcome'],
      { exitCode: 6 },
      'busy',
    ],
    ['well after a limit', 'bigquery', ['running', 'quota-exceeded', 'succeeded'], { exitCode: 0 }],
    ['well after a limit', 'bigquery', ['running', 'rate-limited', 'succeeded'], { exitCode: 0 }],
    ['well after a limit', 'bigquery', ['running', 'daily-limit', 'succeeded'], { exitCode: 0 }],
    [
      'well after a limit',
      'google-operation',
      ['running', 'quota-exceeded', 'user-rate-limit', 'succeeded'],
      { exitCode: 0 },
    ],
    ['well after a limit', 'marketo', ['running', 'quota', 'succeeded'], { exitCode: 0 }],
    [
      'well after a limit',
      'salesforce-bulk',
      ['running', 'rate-limited', 'succeeded'],
      { exitCode: 0 },
    ],
    ['failed', 'zendesk', ['running', 'deletion-failed'], { exitCode: 1 }],
    ['failed, out of time', 'openai-batch', ['running', 'expired'], { exitCode: 1 }],
    ['failed', 'openai-batch', ['running', 'all-failed'], { exitCode: 1 }],
    ['aborted', 'anthropic-batch', ['canceling', 'aborted'], { exitCode: 3 }],
    ['failed', 'anthropic-batch', ['canceling', 'canceled-and-errored'], { exitCode: 1 }],
    ['well', 'airbyte-job', ['incomplete', 'running', 'succeeded'], { exitCode: 0 }],
    ['as another', 'rclone-job', ['running', 'restarted'], { exitCode: 6 }, 'superseded'],
    ['as another', 'rclone-job', ['another-rclone'], { exitCode: 6 }, 'superseded'],
    ['failed', 'rest-job', ['running', 'completed-with-an-error'], { exitCode: 1 }],
    ['well, some failed', 'rest-job', ['running', 'words-with-hyphens'], { exitCode: 0 }],
    ['as replaced', 'kubernetes-job', ['running', 'created-again'], { exitCode: 6 }, 'superseded'],
    ['aborted', 'databricks-run', ['running', 'canceled'], { exitCode: 3 }],
    ['aborted', 'databricks-run', ['running', 'skipped'], { exitCode: 3 }],
    ['well, some failed', 'databricks-run', ['running', 'partly-failed'], { exitCode: 0 }],
    [
      'well after a limit',
      'databricks-run',
      ['running', 'rate-limited', 'succeeded'],
      { exitCode: 0 },
    ],
    ['aborted', 'argo-workflow', ['running', 'terminated'], { exitCode: 3 }],
    ['aborted', 'google-operation', ['running', 'canceled'], { exitCode: 3 }],
    ['well, some failed', 'google-operation', ['running', 'partly-failed'], { exitCode: 0 }],
    ['aborted', 'azure-operation', ['running', 'canceled'], { exitCode: 3 }],
    [
      'well after a failure to read',
      'azure-operation',
      ['running', 'read-failed', 'succeeded'],
      { exitCode: 0 },
    ],
    [
      'well',
      'azure-operation',
      ['location-running', 'location-busy', 'location-no-content'],
      { exitCode: 0 },
    ],
    ['failed', 'azure-operation', ['location-running', 'location-failed'], { exitCode: 1 }],
    ['well', 'respond-async', ['running', 'proxy', 'page', 'no-content'], { exitCode: 0 }],
    [
      'well after a limit',
      'respond-async',
      ['running', 'rate-limited', 'succeeded'],
      { exitCode: 0 },
    ],
    ['well', 'respond-async', ['running', 'transient', 'see-other'], { exitCode: 0 }],
    ['well, some failed', 'respond-async', ['running', 'partly-failed'], { exitCode: 0 }],
    ['as gone', 'respond-async', ['running', 'expired'], { exitCode: 6 }, 'gone'],
    ['aborted', 'jenkins-build', ['running', 'aborted'], { exitCode: 3 }],
    ['well, some failed', 'jenkins-build', ['running', 'partly-failed'], { exitCode: 0 }],
    [
      'as a build',
      'jenkins-build',
      ['queue-blocked', 'queue-started'],
      { exitCode: 6 },
      'superseded',
    ],
    ['aborted', 'jenkins-build', ['queue-blocked', 'queue-canceled'], { exitCode: 3 }],
    ['aborted', 'snowflake-statement', ['running', 'canceled'], { exitCode: 3 }],
    ['well, some failed', 'snowflake-statement', ['running', 'partly-failed'], { exitCode: 0 }],
    ['failed', 'snowflake-statement', ['running', 'all-failed'], { exitCode: 1 }],
    ['failed', 'snowflake-statement', ['running', 'timed-out'], { exitCode: 1 }],
    [
      'well after a time-out of a proxy',
      'snowflake-statement',
      ['running', 'proxy-timed-out', 'succeeded'],
      { exitCode: 0 },
    ],
  ] as const)('%s: %s, %j', async (_about, name, fixtures, expected, code = undefined) => {
    const preset = all.find((preset) => preset.name === name) as Preset;
    const { result } = await watchStory(preset, fixtures);
    expect(result).toMatchObject(expected);
    expect(result.error?.code).toBe(code);
  });
});

describe('an id of BigQuery', () => {
  const { idParts } = all.find(({ name }) => name === 'bigquery') as Preset;

  it.each([
    ['job_1-a', { id: 'job_1-a' }],
    ['EU.job', { location: 'EU', id: 'job' }],
    ['example-project:job', { project: 'example-project', id: 'job' }],
    [
      'example-project:europe-west4.job',
      { project: 'example-project', location: 'europe-west4', id: 'job' },
    ],
    ['example-project.EU.job', { project: 'example-project', location: 'EU', id: 'job' }],
    ['example.com:project:EU.job', { project: 'example.com:project', location: 'EU', id: 'job' }],
    ['example.com:project.EU.job', { project: 'example.com:project', location: 'EU', id: 'job' }],
    ['a/b', undefined],
    ['example-project:', undefined],
  ])('%s matches the output of BigQuery', (id, parts) => {
    const groups = (idParts as RegExp).exec(id)?.groups;
    expect(groups && { ...groups }).toEqual(parts);
  });
});

describe('the name of a service in sentences', () => {
  it.each(providers)('$name has a short one', ({ service, title }) => {
    expect(service ?? title).toMatch(/^[\w.]+( [\w.]+)?$/);
  });

  it('begins a sentence in capitals only if it does so anywhere', () => {
    expect([atStart('the API'), atStart('rclone')]).toEqual(['The API', 'rclone']);
  });
});

describe('the list of presets', () => {
  it('is that of their folder; else run node scripts/list-presets.mjs', () => {
    const files = readdirSync(new URL('../../src/providers/presets/', import.meta.url));
    const presetFiles = files.filter((file) => file !== 'index.ts').sort();
    expect(all.map(({ name }) => `${name}.ts`)).toEqual(presetFiles);
  });
});
