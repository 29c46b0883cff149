import { afterEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import type { ImportEvent, ResultEvent } from '../../../src/core/model/events.ts';
import type { WatchOptions } from '../../../src/core/model/options.ts';
import { createRateLimit } from '../../../src/core/pacing/rate-limit.ts';
import type { Clock } from '../../../src/core/ports/clock.ts';
import { at, parseJson } from '../../../src/core/text/json.ts';
import { watch } from '../../../src/core/watch/watch.ts';
import type { Simulator } from '../../../src/demo/simulator.ts';
import {
  type RocketchatOptions,
  simulateRocketchat,
} from '../../../src/demo/simulators/rocketchat.ts';
import { rocketchat } from '../../../src/providers/rocketchat/rocketchat.ts';
import { fixedClock, noon } from '../../helpers/clock.ts';
import { networkSend } from '../../helpers/connected-import.ts';
import { waiting } from '../../helpers/story.ts';

const started: Simulator[] = [];

async function start(options: RocketchatOptions): Promise<Simulator> {
  const simulator = await simulateRocketchat(options);
  started.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((simulator) => simulator.close()));
});

const headers = { 'X-User-Id': 'd26x6zSkaPSe5gCyy', 'X-Auth-Token': 'example-key' };
const calls = ['getCurrentImportOperation', 'getImportProgress', 'getLatestImportOperations'];

async function get({ url }: Simulator, call: string, sent: Record<string, string> = headers) {
  const response = await fetch(`${url}/api/v1/${call}`, { headers: sent });
  const body = parseJson(await response.text());
  return { status: response.status, headers: response.headers, body };
}

const send = networkSend(5000);

/** A connection of the provider to a simulator, as a profile would make it. */
function connect({ url, settings }: Simulator, clock: Clock = fixedClock) {
  const rateLimit = createRateLimit(clock);
  const baseUrl = new URL(url);
  const { errorMapping } = rocketchat;
  const ask = createApiClient({ baseUrl, headers: {}, errorMapping, send, clock, rateLimit });
  const connection = rocketchat.connect(settings, ask);
  const poll = (id?: string, signal = new AbortController().signal) => connection.poll(id, signal);
  return { poll, rateLimit };
}

describe('the simulated server', () => {
  it.each(calls)('refuses %s to anyone else', async (call) => {
    const simulator = await start({ progress: () => 0.5 });
    const { 'X-User-Id': _, ...noUser } = headers;
    for (const wrong of [{}, noUser, { ...headers, 'X-Auth-Token': 'another-key' }]) {
      expect(await get(simulator, call, wrong)).toMatchObject({
        status: 401,
        body: { success: false, status: 'error' },
      });
    }
  });

  it('refuses credentials with another message in 3.x', async () => {
    const simulator = await start({ progress: () => 0.5, version: 3 });
    expect(await get(simulator, 'getImportProgress', {})).toMatchObject({
      status: 401,
      body: { status: 'error', message: 'You must be logged in to do this.' },
    });
  });

  const refusal = 'User does not have the permissions required for this action';
  const forbidden = { error: `${refusal} [error-unauthorized]` };
  const notAuthorized = { error: '[not_authorized]', errorType: 'not_authorized' };
  it.each([
    ['getCurrentImportOperation', 'run-import', 8, 403, forbidden],
    ['getImportProgress', 'run-import', 8, 403, forbidden],
    ['getLatestImportOperations', 'view-import-operations', 8, 403, forbidden],
    ['getCurrentImportOperation', 'run-import', 3, 400, notAuthorized],
    ['getImportProgress', 'run-import', 3, 400, { errorType: 'error-action-not-allowed' }],
    ['getLatestImportOperations', 'view-import-operations', 3, 400, notAuthorized],
  ] as const)(
    'refuses %s without %s, in %i.x with %i',
    async (call, lacks, version, status, body) => {
      const simulator = await start({ progress: () => 0.5, version, lacks });
      expect(await get(simulator, call)).toMatchObject({
        status,
        body: { success: false, ...body },
      });
      const other = calls.find(
        (each) => (each === 'getLatestImportOperations') !== (lacks !== 'run-import'),
      );
      expect((await get(simulator, other ?? '')).status).toBe(200);
    },
  );

  it('takes any query parameter in 3.x', async () => {
    const simulator = await start({ progress: () => 0.5, version: 3 });
    expect((await get(simulator, 'getImportProgress?count=1')).status).toBe(200);
  });

  it('says only with the progress that the importer no longer exists', async () => {
    const simulator = await start({ progress: () => 0.5, outcome: 'error' });
    expect(await get(simulator, 'getImportProgress')).toMatchObject({
      status: 400,
      body: { errorType: 'error-importer-not-defined' },
    });
    expect((await get(simulator, 'getLatestImportOperations')).status).toBe(200);
  });

  it.each(calls)('answers 400 to %s with any query parameter', async (call) => {
    const simulator = await start({ progress: () => 0.5 });
    expect(await get(simulator, `${call}?count=1`)).toMatchObject({
      status: 400,
      body: { success: false },
    });
  });

  it('reports the same about an import in each call', async () => {
    const simulator = await start({ progress: () => 0.5 });
    const { body: current } = await get(simulator, 'getCurrentImportOperation');
    const { body: progress } = await get(simulator, 'getImportProgress');
    const { body: latest } = await get(simulator, 'getLatestImportOperations');
    expect(current).toMatchObject({ success: true, operation: { valid: true } });
    expect(latest).toEqual([at(current, 'operation')]);
    expect(progress).toEqual({
      key: at(current, 'operation', 'importerKey'),
      name: at(current, 'operation', 'type'),
      step: at(current, 'operation', 'status'),
      count: at(current, 'operation', 'count'),
      success: true,
    });
  });

  it('has nothing else', async () => {
    const { url } = await start({ progress: () => 0.5 });
    for (const path of ['/', '/api/v1/getImportFileData', '/api/v1/getImportProgress/x']) {
      expect((await fetch(url + path, { headers })).status).toBe(404);
    }
    const address = `${url}/api/v1/getImportProgress`;
    expect((await fetch(address, { method: 'POST', headers })).status).toBe(404);
  });

  it('allows ten calls of a route per minute if limits are on', async () => {
    let now = noon;
    const simulator = await start({ progress: () => 0.5, rateLimit: true, now: () => now });
    const call = 'getCurrentImportOperation';
    const first = await get(simulator, call);
    expect(first.headers.get('x-ratelimit-limit')).toBe('10');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('9');
    expect(first.headers.get('x-ratelimit-reset')).toBe(String(noon + 60_000));
    for (let more = 0; more < 9; more++) expect((await get(simulator, call)).status).toBe(200);
    now += 18_000;
    const refused = await get(simulator, call);
    expect(refused.status).toBe(429);
    expect(at(refused.body, 'error')).toContain('You must wait 42 seconds');
    expect(refused.headers.has('retry-after')).toBe(false);
    expect((await get(simulator, 'getImportProgress')).status).toBe(200);
    now += 42_000;
    expect((await get(simulator, call)).status).toBe(200);
  });

  it('reports no limits if they are off', async () => {
    const { headers: said } = await get(await start({ progress: () => 0 }), 'getImportProgress');
    expect([...said.keys()].filter((name) => name.includes('ratelimit'))).toEqual([]);
  });

  it('lets an intercepted answer go first', async () => {
    const simulator = await start({ progress: () => 1, intercept: () => ({ status: 503 }) });
    await expect(connect(simulator).poll()).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('a simulated import', () => {
  it('goes through its steps, with counts that jump and never go back', async () => {
    let part = 0;
    let now = noon;
    const { poll } = connect(await start({ progress: () => part, now: () => now }));
    const seen = [];
    for (; part <= 1; part += 0.005, now += 1000) seen.push(await poll());
    expect([
      ...new Set(seen.map(({ vendorState }) => vendorState.replace('importer_', ''))),
    ]).toEqual([
      'new',
      'uploading',
      'preparing_started',
      'preparing_users',
      'preparing_channels',
      'preparing_messages',
      'importing_started',
      'importing_users',
      'importing_channels',
      'importing_messages',
      'finishing',
    ]);
    const completed = seen.map((snapshot) => snapshot.completed ?? 0);
    expect(completed).toEqual([...completed].sort((a, b) => a - b));
    expect(new Set(completed).size).toBeLessThan(40);
    expect(seen.find(({ total }) => total)).toMatchObject({ phase: 'importing started' });
    for (const { startedAt, updatedAt } of seen) {
      expect(startedAt).toBe(noon);
      expect(updatedAt).toBeGreaterThanOrEqual(noon);
    }
    part = 1;
    expect(await poll()).toMatchObject({ state: 'succeeded', completed: 12_000, total: 12_000 });
  });

  it('dates its last sign of life by its last change', async () => {
    let part = 0.5;
    let now = noon;
    const { poll } = connect(await start({ progress: () => part, now: () => now }));
    await poll();
    now += 5000;
    expect(await poll()).toMatchObject({ updatedAt: noon });
    part = 0.6;
    expect(await poll()).toMatchObject({ updatedAt: noon + 5000 });
  });

  it('waits for a person only on request', async () => {
    const { poll } = connect(await start({ progress: () => 0.3, selection: true }));
    expect(await poll()).toMatchObject({
      state: 'action-required',
      vendorState: 'importer_user_selection',
    });
  });

  it('waits for a program if one fills it through the API', async () => {
    let part = 0.1;
    const { poll } = connect(await start({ progress: () => part, api: true }));
    expect(await poll()).toMatchObject({ state: 'queued', kind: 'api' });
    part = 0.3;
    expect(await poll()).toMatchObject({
      state: 'action-required',
      message: expect.stringContaining('import.run'),
      total: 12_000,
    });
    part = 0.5;
    expect(await poll()).toMatchObject({ state: 'running', phase: 'importing users' });
    part = 1;
    expect(await poll()).toMatchObject({ state: 'succeeded', completed: 12_000 });
  });

  it('writes its counts every 500 records in 3.x', async () => {
    let part = 0.4;
    const { poll } = connect(await start({ progress: () => part, version: 3 }));
    const seen = new Set<number | undefined>();
    for (; part < 0.46; part += 0.005) seen.add((await poll()).completed);
    expect([...seen]).toEqual([300, 360]);
  });

  it('is marked as not valid by another instance, and dates that', async () => {
    let part = 0.5;
    let now = noon;
    const invalidated = { from: 0.6, by: 'instance' } as const;
    const simulator = await start({ progress: () => part, invalidated, now: () => now });
    const operation = async () =>
      at((await get(simulator, 'getCurrentImportOperation')).body, 'operation');
    expect(await operation()).toMatchObject({ valid: true });
    part = 0.6;
    now += 5000;
    expect(await operation()).toMatchObject({
      valid: false,
      _updatedAt: new Date(noon + 5000).toISOString(),
    });
    part = 0.7;
    expect(at(await operation(), 'count', 'completed')).toBeGreaterThan(5000);
    part = 1;
    expect(await operation()).toMatchObject({ status: 'importer_done', valid: false });
  });

  it.each([
    ['failure', 'failed'],
    ['aborted', 'aborted'],
  ] as const)('with the outcome %s is %s, with its records half done', async (outcome, state) => {
    let part = 0.99;
    const { poll } = connect(await start({ outcome, progress: () => part }));
    expect(await poll()).toMatchObject({ state: 'running' });
    part = 1;
    const { completed = 0, ...rest } = await poll();
    expect(rest).toMatchObject({ state, total: 12_000 });
    expect(completed).toBeGreaterThan(0);
    expect(completed).toBeLessThan(12_000);
  });

  it('with the outcome error is rejected from halfway on', async () => {
    let part = 0.49;
    const { poll } = connect(await start({ outcome: 'error', progress: () => part }));
    expect(await poll()).toMatchObject({ state: 'running' });
    part = 0.5;
    const rejected = { code: 'rejected', status: 400, exitCode: 6 };
    await expect(poll()).rejects.toMatchObject(rejected);
    const late = connect(await start({ outcome: 'error', progress: () => 0.5 }));
    await expect(late.poll()).rejects.toMatchObject(rejected);
  });

  it('differs from the one before by its id', async () => {
    let part = 0;
    const { poll } = connect(await start({ progress: () => part, previous: true }));
    const before = await poll();
    expect(before).toMatchObject({ state: 'succeeded', id: '7PbvsnKJD9ZAqw38C' });
    part = 0.5;
    const now = await poll();
    expect(now.state).toBe('running');
    expect(now.id).not.toBe(before.id);
    expect(await poll(before.id)).toEqual(before);
    await expect(poll('nonsense')).rejects.toMatchObject({ code: 'not-found' });
  });
});

/**
 * Watches an import that begins at `beginsMs` and takes ten minutes, on a clock that runs only
 * while the watch sleeps.
 */
async function watched(
  about: Partial<RocketchatOptions>,
  options: Partial<WatchOptions> = {},
  beginsMs = 0,
) {
  let elapsedMs = 0;
  const clock: Clock = {
    now: () => noon + elapsedMs,
    monotonic: () => elapsedMs,
    sleep: async (ms) => {
      elapsedMs += Math.max(0, ms);
    },
  };
  const progress = () => (elapsedMs - beginsMs) / 600_000;
  const simulator = await start({ progress, now: clock.now, ...about });
  const { poll, rateLimit } = connect(simulator, clock);
  const connected = {
    target: { profile: 'chat', provider: 'rocketchat' },
    service: 'Rocket.Chat',
    poll: (signal: AbortSignal) => poll(undefined, signal),
    rateLimit,
  };
  const behaviour = { ...waiting, heartbeatMs: 0, ...options };
  const world = { clock, random: () => 0.5 };
  const events: ImportEvent[] = [];
  for await (const event of watch(connected, behaviour, world, new AbortController().signal)) {
    events.push(event);
  }
  return { elapsedMs, events, result: events.at(-1) as ResultEvent };
}

describe('a watch of it', () => {
  it('ends with the import', async () => {
    const { result, elapsedMs } = await watched({});
    expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
    expect(elapsedMs).toBeGreaterThanOrEqual(600_000);
  });

  it.each([
    ['failure', 1],
    ['aborted', 3],
    ['error', 6],
  ] as const)('with the outcome %s has the exit code %i', async (outcome, exitCode) => {
    expect((await watched({ outcome })).result).toMatchObject({ exitCode });
  });

  it('takes the finished one before for the import, unless it waits for a new one', async () => {
    const hasty = await watched({ previous: true }, {}, 60_000);
    expect(hasty).toMatchObject({ elapsedMs: 0, result: { alreadyEnded: true, exitCode: 0 } });
    const { result, elapsedMs } = await watched({ previous: true }, { onlyNew: true }, 60_000);
    expect(result).toMatchObject({ outcome: 'succeeded', snapshot: { total: 12_000 } });
    expect(elapsedMs).toBeGreaterThanOrEqual(660_000);
  });

  it('succeeds with an import that another instance marked as not valid', async () => {
    for (const version of [3, 8] as const) {
      const invalidated = { from: 0.5, by: 'instance' } as const;
      const { result, events } = await watched({ invalidated, version });
      expect(result).toMatchObject({ outcome: 'succeeded', snapshot: { completed: 12_000 } });
      expect(events).toContainEqual(expect.objectContaining({ code: 'not-valid' }));
    }
  });

  it('fails some minutes after a restart dropped the import', async () => {
    const invalidated = { from: 0.5, by: 'restart' } as const;
    const { result, elapsedMs } = await watched({ invalidated });
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 1 });
    expect(elapsedMs).toBeGreaterThan(420_000);
    expect(elapsedMs).toBeLessThan(500_000);
  });

  it.each([
    ['clear', 8, 'invalidated'],
    ['import', 8, 'invalidated'],
    ['import', 3, 'superseded'],
  ] as const)('does not know the outcome after %s in %i.x: %s', async (by, version, code) => {
    const { result } = await watched({ invalidated: { from: 0.5, by }, version });
    expect(result).toMatchObject({ outcome: 'no-answer', exitCode: 6, error: { code } });
  });

  it('succeeds if everything was imported before a newer import began', async () => {
    const invalidated = { from: 1, by: 'import' } as const;
    const { result } = await watched({ invalidated, version: 3 });
    expect(result).toMatchObject({ outcome: 'succeeded', snapshot: { completed: 12_000 } });
  });

  it('waits for a person or a program, or ends with 9', async () => {
    for (const about of [{ selection: true }, { api: true }]) {
      expect((await watched(about, { onActionRequired: 'exit' })).result.exitCode).toBe(9);
      expect((await watched(about, { onActionRequired: 'wait' })).result.exitCode).toBe(0);
    }
  });

  it.each([3, 8] as const)('ends with 4 without run-import, in %i.x', async (version) => {
    const { result } = await watched({ lacks: 'run-import', version });
    expect(result).toMatchObject({
      exitCode: 4,
      error: { hint: expect.stringContaining('run-import') },
    });
  });

  it('never meets the limit of ten calls a minute', async () => {
    const { result, events } = await watched({ rateLimit: true }, { intervalMs: 1000 });
    expect(events.filter(({ type }) => type === 'retry')).toEqual([]);
    expect(result).toMatchObject({ outcome: 'succeeded' });
    expect(result.polls).toBeGreaterThan(80);
  });
});
