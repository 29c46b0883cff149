import { afterEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import { at, parseJson } from '../../../src/core/text/json.ts';
import type { Simulator, SimulatorOptions } from '../../../src/demo/simulator.ts';
import { simulateElevate } from '../../../src/demo/simulators/elevate.ts';
import { elevate } from '../../../src/providers/elevate/elevate.ts';
import { fixedClock } from '../../helpers/clock.ts';
import { networkSend } from '../../helpers/connected-import.ts';

const id = '5537431447739019570';
const key = { 'Api-Key': 'example-key' };
const running: Simulator[] = [];

async function start(options: SimulatorOptions): Promise<Simulator> {
  const simulator = await simulateElevate(options);
  running.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

const send = networkSend(5000);

/** A connection of the provider to a simulator, as a profile would make it. */
function connect(simulator: Simulator, settings: Record<string, string> = {}) {
  const profile = { ...simulator.settings, ...settings };
  const ask = createApiClient({
    baseUrl: new URL(elevate.baseUrl?.(profile) ?? ''),
    headers: {},
    errorMapping: elevate.errorMapping,
    send,
    clock: fixedClock,
    rateLimit: { note: () => {} },
  });
  const { signal } = new AbortController();
  const connection = elevate.connect(profile, ask);
  return { poll: (importId = simulator.id) => connection.poll(importId, signal) };
}

const versions = ['2', '3', '4'] as const;
const paths = {
  '2': `/api/v2/import/status/${id}`,
  '3': `/api/admin/v3/import/status?id=${id}`,
  '4': `/api/admin/v4/import/status?id=${id}`,
};

describe.each(versions)('the simulated status call of v%s', (version) => {
  it('refuses a request without the right key', async () => {
    const { url } = await start({ progress: () => 0.5 });
    const none = await fetch(url + paths[version]);
    const wrong = await fetch(url + paths[version], { headers: { 'Api-Key': 'another-key' } });
    expect([none.status, wrong.status]).toEqual([403, 403]);
    expect(await wrong.text()).toBe('Api-Key could not be validated.');
  });

  it('answers NOT_FOUND with 200 for any other id', async () => {
    const { url } = await start({ progress: () => 0.5 });
    for (const other of ['5537431447739019571', '5537431447739019000', 'x%22y']) {
      const response = await fetch(url + paths[version].replace(id, other), { headers: key });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ status: 'NOT_FOUND' });
    }
  });

  it('takes no other method', async () => {
    const { url } = await start({ progress: () => 0.5 });
    const response = await fetch(url + paths[version], { method: 'POST', headers: key });
    expect(response.status).toBe(404);
  });

  it('lets the provider see an import from its queue to its end', async () => {
    let done = 0;
    const { poll } = connect(await start({ progress: () => done }), { apiVersion: version });
    const seen: string[] = [];
    for (done of [0, 0.12, 0.15, 0.99, 1]) seen.push((await poll()).state);
    expect(seen).toEqual(['queued', 'blocked', 'running', 'running', 'succeeded']);
  });

  it('lets the provider see a failure and its reason', async () => {
    const simulator = await start({ outcome: 'failure', progress: () => 1 });
    expect(await connect(simulator, { apiVersion: version }).poll()).toMatchObject({
      state: 'failed',
      vendorState: 'FAILURE',
      message: 'Stopped by harmful import protection.',
    });
  });

  it('lets the provider see an abort', async () => {
    const simulator = await start({ outcome: 'aborted', progress: () => 1 });
    expect(await connect(simulator, { apiVersion: version }).poll()).toMatchObject({
      state: 'aborted',
    });
  });

  it('rejects from halfway on if that is the outcome', async () => {
    let done = 0.49;
    const simulator = await start({ outcome: 'error', progress: () => done });
    const { poll } = connect(simulator, { apiVersion: version });
    expect(await poll()).toMatchObject({ state: 'running' });
    done = 0.5;
    await expect(poll()).rejects.toMatchObject({ code: 'rejected', status: 400, exitCode: 6 });
  });

  it('lets the provider see a mistyped id and a wrong key', async () => {
    const simulator = await start({ progress: () => 0.5 });
    expect(await connect(simulator, { apiVersion: version }).poll('1')).toMatchObject({
      state: 'not-found',
    });
    const { poll } = connect(simulator, { apiVersion: version, apiKey: 'another-key' });
    await expect(poll()).rejects.toMatchObject({ code: 'refused', status: 403, exitCode: 4 });
  });
});

it('prints ids as text in v2 and as bare numbers of 19 digits in v3 and v4', async () => {
  const { url } = await start({ progress: () => 0.5 });
  const [v2, v3, v4] = await Promise.all(
    versions.map(async (version) => (await fetch(url + paths[version], { headers: key })).text()),
  );
  expect(v2).toContain(`"id":"${id}"`);
  expect(v3).toContain(`"id" : ${id}`);
  expect(v4).toContain(`"id" : ${id}`);
});

it('starts an import with a 202 that carries its id', async () => {
  const { url } = await start({ progress: () => 0 });
  const address = `${url}/api/v2/import/products?name=nightly&blockingTimeout=PT1S`;
  const response = await fetch(address, { method: 'POST', headers: key, body: '<operations/>' });
  expect(response.status).toBe(202);
  expect(at(parseJson(await response.text()), 'id')).toBe(id);
  const refused = await fetch(address, { method: 'POST', body: '<operations/>' });
  expect(refused.status).toBe(403);
});

it('lets the provider see 404 if there is no cluster', async () => {
  const simulator = await start({ progress: () => 0.5 });
  const { poll } = connect(simulator, { baseUrl: `${simulator.url}/elsewhere` });
  await expect(poll()).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining("the cluster wasn't found"),
    hint: expect.stringContaining('clusterId or baseUrl'),
  });
});

it('lets an intercepted answer go first', async () => {
  const simulator = await start({
    progress: () => 1,
    intercept: () => ({ status: 503, text: 'Cluster is busy' }),
  });
  await expect(connect(simulator).poll()).rejects.toMatchObject({ code: 'busy', transient: true });
});
