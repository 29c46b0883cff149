import { afterEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import type { ImportSnapshot } from '../../../src/core/model/snapshot.ts';
import type { SimulatedOutcome, Simulator } from '../../../src/demo/simulator.ts';
import {
  type OracleOptions,
  simulateOracleCommerce,
} from '../../../src/demo/simulators/oracle-commerce.ts';
import { oracleCommerce } from '../../../src/providers/oracle-commerce/oracle-commerce.ts';
import { fixedClock, noon } from '../../helpers/clock.ts';
import { networkSend } from '../../helpers/connected-import.ts';

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** An instance at noon, whose time and progress are set by hand. */
async function start(options: Partial<OracleOptions> = {}) {
  const state = { now: noon, progress: 0 };
  const simulator = await simulateOracleCommerce({
    progress: () => state.progress,
    now: () => state.now,
    ...options,
  });
  running.push(simulator);
  return { simulator, state };
}

const send = networkSend(5000);

/** Polls of a profile that reaches the simulator. */
function connect(
  { simulator, state }: Awaited<ReturnType<typeof start>>,
  settings: Record<string, string> = simulator.settings,
) {
  const ask = createApiClient({
    baseUrl: new URL(simulator.url),
    headers: {},
    errorMapping: oracleCommerce.errorMapping,
    send,
    clock: { ...fixedClock, now: () => state.now, monotonic: () => state.now - noon },
    rateLimit: { note: () => {} },
  });
  const connection = oracleCommerce.connect(settings, ask);
  const { signal } = new AbortController();
  return (id = simulator.id) => connection.poll(id, signal);
}

async function answerTo(
  { url }: Simulator,
  call: string,
  token: string,
  body?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const [method = 'GET', path = ''] = call.split(' ');
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const response = await fetch(`${url}/ccadmin/v1${path}`, { method, headers, body: body ?? null });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function tokenOf(simulator: Simulator): Promise<string> {
  const { applicationKey = '' } = simulator.settings;
  const { body } = await answerTo(
    simulator,
    'POST /login',
    applicationKey,
    'grant_type=client_credentials',
  );
  return String(body['access_token']);
}

function calls({ requests }: Simulator): string[] {
  return requests.map(({ method, path }) => `${method} ${path.replace('/ccadmin/v1', '')}`);
}

describe('the simulated instance', () => {
  it('gives a token of five minutes for its application key', async () => {
    const { simulator } = await start();
    const form = 'grant_type=client_credentials';
    const key = simulator.settings['applicationKey'] ?? '';
    expect(await answerTo(simulator, 'POST /login', key, form)).toEqual({
      status: 200,
      body: {
        access_token: 'example-token-1',
        token_type: 'bearer',
        expires_in: 300,
        links: [{ rel: 'self', href: 'https://ccadmin.example.com/ccadmin/v1/login' }],
      },
    });
    expect(await answerTo(simulator, 'POST /login', 'other', form)).toMatchObject({
      status: 401,
      body: { status: '401', message: 'The application key is not valid.' },
    });
    expect(await answerTo(simulator, 'POST /login', key)).toMatchObject({ status: 400 });
    expect(await answerTo(simulator, 'POST /login', key, 'grant_type=password')).toMatchObject({
      status: 400,
    });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const url = `${simulator.url}/ccadmin/v1/login`;
    expect((await fetch(url, { method: 'POST', headers, body: form })).status).toBe(400);
  });

  it('accepts a token until it expires, and then a new one', async () => {
    const { simulator, state } = await start();
    const token = await tokenOf(simulator);
    const call = 'GET /asset/import/a1b2_c3';
    expect(await answerTo(simulator, call, 'example-token-7')).toMatchObject({ status: 401 });
    state.now += 299_000;
    const fresh = (await answerTo(simulator, 'POST /refresh', token)).body['access_token'];
    expect(await answerTo(simulator, call, token)).toMatchObject({ status: 200 });
    state.now += 1000;
    expect(await answerTo(simulator, call, token)).toMatchObject({ status: 401 });
    expect(await answerTo(simulator, 'POST /refresh', token)).toMatchObject({ status: 401 });
    expect(await answerTo(simulator, call, String(fresh))).toMatchObject({ status: 200 });
  });

  it('counts the assets first, and then imports them', async () => {
    const { simulator, state } = await start();
    const token = await tokenOf(simulator);
    const seen = [];
    for (const progress of [0, 0.1, 0.7, 1]) {
      state.progress = progress;
      const { body } = await answerTo(simulator, 'GET /asset/import/a1b2_c3', token);
      const status = await answerTo(simulator, 'GET /asset/importStatus', token);
      seen.push([body, status.body['importInProgressStatus']]);
    }
    expect(seen).toEqual([
      [{}, true],
      [{ total: 5000, current: 500 }, true],
      [{ total: 5000, current: 3500 }, true],
      [{ total: 5000, current: 5000 }, false],
    ]);
  });

  it.each(['importProcess', 'exportProcess'])('has an %s with a status', async (name) => {
    const { simulator, state } = await start();
    const token = await tokenOf(simulator);
    const seen = [];
    for (const progress of [0, 0.5, 1]) {
      state.progress = progress;
      const { body } = await answerTo(simulator, `GET /${name}/a1b2_c3`, token);
      seen.push([body['progress'], body['completed'], body['completedPercentage']]);
    }
    expect(seen).toEqual([
      ['pending', false, 0],
      ['processing', false, 50],
      ['succeeded', true, 100],
    ]);
  });

  it('links its counts and its failed records once a process has succeeded', async () => {
    const { simulator, state } = await start();
    const token = await tokenOf(simulator);
    state.progress = 0.5;
    const { body: before } = await answerTo(simulator, 'GET /importProcess/a1b2_c3', token);
    expect(before['links']).toEqual([]);
    state.progress = 1;
    const { body: after } = await answerTo(simulator, 'GET /importProcess/a1b2_c3', token);
    const meta = `${simulator.url}/file/v1/importStatus.json`;
    expect(after['links']).toEqual([
      { rel: 'meta', href: meta },
      { rel: 'failedRecordsFile', href: `${simulator.url}/file/v1/failedRecords.json` },
    ]);
    expect((await fetch(meta)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect(await (await fetch(meta, { headers })).json()).toEqual({
      standaloneItem: {
        id: 'Products',
        format: 'json',
        result: { successCount: 250, failureCount: 0 },
      },
    });
  });

  it('denies every call for load, including the login, on request', async () => {
    const { simulator } = await start({ denies: () => true });
    const denied = {
      status: 403,
      body: {
        message: 'Request denied due to performance constraints.',
        status: '403',
        errorCode: '60012',
      },
    };
    for (const call of ['POST /login', 'GET /asset/importStatus', 'GET /asset/import/a1b2_c3']) {
      expect(await answerTo(simulator, call, 'example-token-1')).toEqual(denied);
    }
  });

  it('can count the assets before it imports them, and lose their counts', async () => {
    const { simulator, state } = await start({ startsAt: 0.5, vanishesAt: 0.8 });
    const token = await tokenOf(simulator);
    const seen = [];
    for (const progress of [0, 0.49, 0.5, 0.79, 0.8, 1]) {
      state.progress = progress;
      const { body } = await answerTo(simulator, 'GET /asset/import/a1b2_c3', token);
      const status = await answerTo(simulator, 'GET /asset/importStatus', token);
      seen.push([body, status.body['importInProgressStatus']]);
    }
    expect(seen).toEqual([
      [{}, false],
      [{ total: 5000, current: 0 }, false],
      [{ total: 5000, current: 2500 }, true],
      [{ total: 5000, current: 3950 }, true],
      [{}, false],
      [{}, false],
    ]);
  });

  it('reports what it does not know in its error model', async () => {
    const { simulator } = await start();
    const token = await tokenOf(simulator);
    const unknown = { status: 404, body: { status: '404', message: 'There is no such resource.' } };
    for (const path of ['/asset/import/other', '/importProcess/other', '/orders']) {
      expect(await answerTo(simulator, `GET ${path}`, token)).toEqual(unknown);
    }
    expect((await fetch(`${simulator.url}/elsewhere`)).status).toBe(404);
  });

  it('lets an interceptor answer first', async () => {
    const { simulator } = await start({ intercept: () => ({ status: 503, body: {} }) });
    expect(await answerTo(simulator, 'GET /asset/importStatus', '')).toMatchObject({ status: 503 });
  });
});

/** Polls every 1.5 s while the import takes a minute; ends with the import. */
async function watch(
  outcome: SimulatedOutcome,
  options: Partial<OracleOptions> = {},
  settings: Record<string, string> = {},
): Promise<{
  states: string[];
  last: ImportSnapshot | undefined;
  error?: unknown;
  seconds: number;
}> {
  const instance = await start({ outcome, ...options });
  const poll = connect(instance, { ...instance.simulator.settings, ...settings });
  const states = new Set<string>();
  let last: ImportSnapshot | undefined;
  for (let seconds = 0; seconds < 120; seconds += 1.5) {
    instance.state.now = noon + seconds * 1000;
    instance.state.progress = Math.min(1, seconds / 60);
    try {
      last = await poll();
    } catch (error) {
      return { states: [...states], last, error, seconds };
    }
    states.add(last.state);
    if (['succeeded', 'failed', 'aborted'].includes(last.state)) {
      return { states: [...states], last, seconds };
    }
  }
  return { states: [...states], last, seconds: Number.POSITIVE_INFINITY };
}

describe('a simulated import that is watched', () => {
  it('succeeds', async () => {
    const { states, last, seconds } = await watch('success');
    expect(states).toEqual(['queued', 'running', 'succeeded']);
    expect(last).toMatchObject({ completed: 5000, total: 5000, percent: 100 });
    expect(seconds).toBe(60);
  });

  it('fails immediately, as a process does', async () => {
    const { states, last, seconds } = await watch('failure');
    expect(states).toEqual(['queued', 'running', 'failed']);
    expect(last?.message).toBe('Import failed: A record could not be read.');
    expect(seconds).toBe(36);
  });

  it('of assets, fails a minute after it has stopped', async () => {
    const { states, last, seconds } = await watch('failure', {}, { operation: 'asset-import' });
    expect(states).toEqual(['queued', 'running', 'failed']);
    expect(last).toMatchObject({ completed: 3000, total: 5000, percent: 60 });
    expect(last?.message).toContain('stopped at 3000 of 5000');
    expect(seconds - 36).toBeGreaterThanOrEqual(60);
    expect(seconds - 36).toBeLessThanOrEqual(72);
  });

  it('is aborted', async () => {
    const { states, last } = await watch('aborted');
    expect(states).toEqual(['queued', 'running', 'aborted']);
    expect(last).toMatchObject({ vendorState: 'aborted', percent: 60 });
  });

  it('waits for its start, however long it stays at 0', async () => {
    const { states, last } = await watch('success', { startsAt: 0.9 });
    expect(states).toEqual(['queued', 'running', 'succeeded']);
    expect(last).toMatchObject({ completed: 5000 });
    const { last: never } = await watch('success', { startsAt: 2 });
    expect(never).toMatchObject({
      state: 'queued',
      completed: 0,
      total: 5000,
      warnings: [{ code: 'nothing-running' }],
    });
  });

  it('is not found when its record turns empty', async () => {
    const { states, error, last, seconds } = await watch('success', { vanishesAt: 0.66 });
    expect(states).toEqual(['queued', 'running']);
    expect(last).toMatchObject({ completed: 3250, total: 5000 });
    expect(error).toMatchObject({ code: 'not-found' });
    expect(seconds - 39.6).toBeLessThanOrEqual(8);
  });

  it('is waited for while its instance denies every call for load', async () => {
    let denies = true;
    const instance = await start({ denies: () => denies });
    const poll = connect(instance);
    const denied = { code: 'busy', status: 403, transient: true };
    await expect(poll()).rejects.toMatchObject(denied);
    denies = false;
    expect(await poll()).toMatchObject({ state: 'queued' });
    denies = true;
    await expect(poll()).rejects.toMatchObject(denied);
    denies = false;
    instance.state.progress = 0.5;
    expect(await poll()).toMatchObject({ state: 'running' });
  });

  it('as a process that succeeded has its counts, and nothing to warn of', async () => {
    const instance = await start();
    const settings = { ...instance.simulator.settings, operation: 'import-process' };
    instance.state.progress = 1;
    const last = await connect(instance, settings)();
    expect(last).toMatchObject({ state: 'succeeded', completed: 250, total: 250, failed: 0 });
    expect(last).not.toHaveProperty('warnings');
  });

  it('is rejected halfway through', async () => {
    const { error, last, seconds } = await watch('error');
    expect(error).toMatchObject({ code: 'rejected', status: 400, transient: false });
    expect((error as Error).message).toContain('The request is rejected.');
    expect(last).toMatchObject({ state: 'running' });
    expect(seconds).toBe(30);
  });

  it('can be a failed process as well', async () => {
    const instance = await start({ outcome: 'failure' });
    const poll = connect(instance, { ...instance.simulator.settings, operation: 'export-process' });
    instance.state.progress = 0.5;
    expect(await poll()).not.toHaveProperty('message');
    instance.state.progress = 1;
    expect(await poll()).toMatchObject({
      state: 'failed',
      message: 'Import failed: A record could not be read.',
    });
  });

  it('is not found by another id', async () => {
    const poll = connect(await start());
    await expect(poll('other')).rejects.toMatchObject({ code: 'not-found', status: 404 });
  });
});

describe('a wait that takes longer than the lifetime of a token', () => {
  it('logs in again ahead of time, so that no request is refused', async () => {
    const instance = await start();
    const poll = connect(instance);
    for (let second = 0; second <= 900; second += 10) {
      instance.state.now = noon + second * 1000;
      instance.state.progress = second / 1000;
      await poll();
    }
    const asked = calls(instance.simulator);
    expect(asked.filter((call) => call === 'POST /login')).toHaveLength(4);
    expect(asked.filter((call) => call === 'GET /asset/import/a1b2_c3')).toHaveLength(91);
  });

  it('logs in after a sleep in which the token has expired', async () => {
    const instance = await start();
    const poll = connect(instance);
    await poll();
    instance.state.now += 3_600_000;
    expect(await poll()).toMatchObject({ state: 'queued' });
    expect(calls(instance.simulator)).toEqual([
      'POST /login',
      'GET /asset/import/a1b2_c3',
      'GET /asset/import/a1b2_c3',
      'POST /login',
      'GET /asset/import/a1b2_c3',
    ]);
  });

  it('keeps a ready token alive', async () => {
    const instance = await start();
    const accessToken = await tokenOf(instance.simulator);
    const poll = connect(instance, { accessToken });
    for (let second = 0; second <= 900; second += 10) {
      instance.state.now = noon + second * 1000;
      instance.state.progress = second / 1000;
      await poll();
    }
    const asked = calls(instance.simulator);
    expect(asked.filter((call) => call === 'POST /login')).toHaveLength(1);
    expect(asked.filter((call) => call === 'GET /asset/import/a1b2_c3')).toHaveLength(91);
  });

  it('is refused with a wrong key, in a message that does not repeat it', async () => {
    const poll = connect(await start(), { applicationKey: 'another-key' });
    const error = await poll().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'refused', status: 401 });
    expect((error as Error).message).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+ refused the login \(HTTP 401\): The application key is not valid\.$/,
    );
    expect(JSON.stringify(error)).not.toContain('another-key');
  });
});
