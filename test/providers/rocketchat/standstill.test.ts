import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { ApiClient } from '../../../src/core/provider/api-request.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { rocketchat } from '../../../src/providers/rocketchat/rocketchat.ts';
import { noon } from '../../helpers/clock.ts';

const never = new AbortController().signal;
const settings = { baseUrl: 'https://chat.example', userId: 'example', authToken: 'example-key' };
const second = 1000;
const minute = 60_000;
const hour = 3_600_000;

const running = {
  _id: 'a',
  type: 'Slack',
  importerKey: 'slack',
  status: 'importer_importing_messages',
  valid: true,
  _updatedAt: noon,
  count: { total: 12_000, completed: 3000, error: 0 },
};
const invalid = { ...running, valid: false };

/** A server whose newest operation can be changed between polls that are `stepMs` apart. */
function server(operation: Record<string, Json> | ImportwatchError, stepMs = 10 * second) {
  const state = { operation, stepMs, now: noon };
  const ask: ApiClient = async ({ path }) => {
    const answer = (body: Json) => ({ status: 200, body, at: state.now, atMs: state.now - noon });
    if (path === '/api/v1/getLatestImportOperations') return answer([invalid]);
    if (state.operation instanceof ImportwatchError) throw state.operation;
    return answer({ operation: state.operation, success: true });
  };
  const connection = rocketchat.connect(settings, ask);
  return {
    state,
    /** Polls so often; gives the last snapshot. */
    async poll(times = 1, id?: string) {
      let last = await connection.poll(id, never);
      for (let count = 1; count < times; count++) {
        state.now += state.stepMs;
        last = await connection.poll(id, never);
      }
      state.now += state.stepMs;
      return last;
    },
  };
}

describe('an import that is not valid', () => {
  it('has failed once nothing has changed for two minutes, and names no cause as certain', async () => {
    const { poll } = server(invalid);
    expect(await poll(12)).toMatchObject({ state: 'running', completed: 3000 });
    expect(await poll()).toMatchObject({
      state: 'failed',
      vendorState: 'importer_importing_messages',
      phase: 'importing messages',
      completed: 3000,
      url: 'https://chat.example/admin/import',
      message:
        "The server dropped this import: it marked the import as invalid, and nothing has changed for 2m 00s. Rocket.Chat doesn't report why. Possible causes: a restart of the server, import.clear, or a newer import or download of pending files or avatars.",
    });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('has not failed before four polls, however far apart they are', async () => {
    const { poll } = server(invalid, 10 * minute);
    expect(await poll(3)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('has not failed before two minutes, however often it is polled', async () => {
    const { poll } = server(invalid, 100);
    expect(await poll(1200)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it.each([
    ['step', { status: 'importer_finishing' }],
    ['number of completed records', { count: { total: 12_000, completed: 3500, error: 0 } }],
    ['number of failed records', { count: { total: 12_000, completed: 3000, error: 1 } }],
    ['total', { count: { total: 12_500, completed: 3000, error: 0 } }],
    ['last sign of life', { _updatedAt: noon + minute }],
  ])('has two more minutes when its %s changes', async (_, change) => {
    const { poll, state } = server(invalid);
    await poll(6);
    state.operation = { ...invalid, ...change };
    expect(await poll(12)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('has two minutes from the mark on, however long it paused before', async () => {
    const { poll, state } = server(running);
    await poll(60);
    state.operation = invalid;
    expect(await poll(12)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('has two more minutes after it was valid again, or could not be polled', async () => {
    for (const between of [running, new ImportwatchError('busy', 'Not now.')]) {
      const { poll, state } = server(invalid);
      await poll(12);
      state.operation = between;
      await poll().catch(() => {});
      state.operation = invalid;
      state.now += state.stepMs;
      expect(await poll(12)).toMatchObject({ state: 'running' });
      expect(await poll()).toMatchObject({ state: 'failed' });
    }
  });

  it('has twice the longest pause of an import that writes rarely', async () => {
    const { poll, state } = server(running);
    await poll(18);
    state.operation = { ...invalid, count: { total: 12_000, completed: 3500 } };
    expect(await poll(36)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('keeps the longest pause when shorter ones follow', async () => {
    const { poll, state } = server(running);
    await poll(18);
    for (const completed of [3500, 4000]) {
      state.operation = { ...invalid, count: { total: 12_000, completed } };
      await poll();
    }
    expect(await poll(35)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('gets no extra time because it waited for a person before', async () => {
    const { poll, state } = server({ ...running, status: 'importer_user_selection' });
    await poll(60);
    state.operation = invalid;
    expect(await poll(12)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('has ten seconds and four polls with a last sign of life an hour ago', async () => {
    const { poll } = server({ ...invalid, _updatedAt: noon - hour }, 2500);
    expect(await poll(4)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('nothing has changed for 1h 00m'),
    });
    const rarely = server({ ...invalid, _updatedAt: noon - hour }, minute);
    expect(await rarely.poll(3)).toMatchObject({ state: 'running' });
    expect(await rarely.poll()).toMatchObject({ state: 'failed' });
    const recent = server({ ...invalid, _updatedAt: noon - hour + 15 * second }, 2500);
    expect(await recent.poll(6)).toMatchObject({ state: 'running' });
  });

  it('has two minutes if the server gives no date', async () => {
    const { _updatedAt, ...undated } = invalid;
    const { poll } = server(undated);
    expect(await poll(12)).toMatchObject({ state: 'running' });
    expect(await poll()).toMatchObject({ state: 'failed' });
  });

  it('is watched for each target separately', async () => {
    const { poll } = server(invalid);
    await poll(13);
    expect(await poll(12, 'a')).toMatchObject({ state: 'running' });
    expect(await poll(1, 'a')).toMatchObject({ state: 'failed' });
  });
});

describe('an import that another one follows', () => {
  const next = { ...running, _id: 'b' };
  const old = { ...invalid, _updatedAt: noon - hour };

  it.each([
    ['was seen valid', [running]],
    ['was seen valid, long after its last sign of life', [{ ...running, _updatedAt: noon - hour }]],
    ['has lost its validity a short time ago', [invalid]],
    ["isn't valid and has changed", [old, { ...old, status: 'importer_finishing' }]],
    ['has changed before', [old, { ...old, status: 'importer_finishing' }, 'again' as const]],
  ])('is superseded if it %s', async (_, seen) => {
    const { poll, state } = server(old);
    for (const operation of seen) {
      if (operation !== 'again') state.operation = operation;
      await poll();
    }
    state.operation = next;
    await expect(poll()).rejects.toMatchObject({ code: 'superseded' });
  });

  it('was not the watched one if it had been dropped long before the first poll', async () => {
    const { poll, state } = server(old);
    await poll();
    state.operation = next;
    expect(await poll()).toMatchObject({ state: 'running', id: 'b' });
    state.operation = { ...next, valid: false, status: 'importer_done' };
    await expect(poll()).rejects.toMatchObject({ code: 'invalidated' });
  });

  it('ends without a doubt if the next one is done at its first poll', async () => {
    const { poll, state } = server(old);
    await poll();
    state.operation = { ...next, valid: false, status: 'importer_done' };
    expect(await poll()).toMatchObject({ state: 'succeeded', id: 'b' });
  });

  it('is superseded by name, however long it was dropped', async () => {
    const { poll, state } = server(old);
    await poll(1, 'a');
    state.operation = next;
    await expect(poll(1, 'a')).rejects.toMatchObject({ code: 'superseded' });
  });
});
