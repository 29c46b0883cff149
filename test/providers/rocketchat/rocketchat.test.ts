import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import { hasEnded } from '../../../src/core/model/snapshot.ts';
import type { HttpRequest } from '../../../src/core/ports/send.ts';
import type { Setting } from '../../../src/core/provider/field.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { readOperation } from '../../../src/providers/rocketchat/operation.ts';
import { rocketchat } from '../../../src/providers/rocketchat/rocketchat.ts';
import { fixedClock, noon } from '../../helpers/clock.ts';

type Says = Json | Error | { readonly httpStatus: number };

/** A server whose calls answer what `says` holds at the time, and what was asked of it. */
function connected(says: Record<string, Says>, baseUrl = 'https://chat.example') {
  const sent: HttpRequest[] = [];
  const settings = { baseUrl, userId: 'd26x6zSkaPSe5gCyy', authToken: 'example-key' };
  const ask = createApiClient({
    baseUrl: new URL(baseUrl),
    headers: {},
    errorMapping: rocketchat.errorMapping,
    send: async (request) => {
      sent.push(request);
      const said = says[request.url.pathname.replace(/^.*\/api\/v1\//, '')];
      if (said instanceof Error) throw said;
      const status = (said as { httpStatus?: number }).httpStatus ?? 200;
      return { status, headers: {}, text: status === 200 ? JSON.stringify(said) : 'Not now' };
    },
    clock: fixedClock,
    rateLimit: { note: () => {} },
  });
  const connection = rocketchat.connect(settings, ask);
  return {
    sent,
    says,
    /** The calls that were made since the last time this was asked. */
    calls: () => sent.splice(0).map(({ url }) => url.pathname.replace('/api/v1/', '')),
    poll: (id?: string) => connection.poll(id, new AbortController().signal),
  };
}

const count = { total: 12_000, completed: 3000 };
const operation = (_id: string, step: string, more: Record<string, Json> = {}) => ({
  ...{ _id, type: 'Slack', importerKey: 'slack', status: `importer_${step}`, valid: true, count },
  ...more,
});
const current = (...about: Parameters<typeof operation>): Json => ({
  operation: operation(...about),
  success: true,
});
const progress = {
  key: 'slack',
  name: 'Slack',
  step: 'importer_importing_users',
  count,
  success: true,
};

describe('the requests', () => {
  it('is one GET without a query, with the two headers', async () => {
    const { poll, sent } = connected({
      getCurrentImportOperation: current('a', 'importing_users'),
    });
    await poll();
    expect(sent).toEqual([
      {
        method: 'GET',
        url: new URL('https://chat.example/api/v1/getCurrentImportOperation'),
        headers: {
          accept: 'application/json',
          'x-user-id': 'd26x6zSkaPSe5gCyy',
          'x-auth-token': 'example-key',
        },
      },
    ]);
  });

  it('is below the path of the address', async () => {
    const server = connected(
      { getCurrentImportOperation: current('a', 'done') },
      'https://example.com/chat/',
    );
    expect(await server.poll()).toHaveProperty('url', 'https://example.com/chat/admin/import');
    expect(server.sent[0]?.url.href).toBe(
      'https://example.com/chat/api/v1/getCurrentImportOperation',
    );
  });

  it('also gets the progress, only if the operation has no count and can have one', async () => {
    const { poll, says, calls } = connected({ getImportProgress: progress });
    const without = { count: null };
    says['getCurrentImportOperation'] = current('a', 'uploading', without);
    await poll();
    expect(calls()).toEqual(['getCurrentImportOperation']);
    says['getCurrentImportOperation'] = current('a', 'importing_users', without);
    expect(await poll()).toMatchObject({ id: 'a', completed: 3000, observedAt: noon });
    expect(calls()).toEqual(['getCurrentImportOperation', 'getImportProgress']);
  });

  it('never gets more than the progress, once the identity has proved to be withheld', async () => {
    const { poll, calls } = connected({
      getCurrentImportOperation: { httpStatus: 404 },
      getImportProgress: progress,
    });
    await poll();
    expect(calls()).toEqual(['getCurrentImportOperation', 'getImportProgress']);
    await poll();
    expect(calls()).toEqual(['getImportProgress']);
  });

  it('is withheld from anyone who wants one import, even if the newest was shown before', async () => {
    const { poll } = connected({
      getCurrentImportOperation: { httpStatus: 404 },
      getImportProgress: progress,
    });
    await poll();
    await expect(poll('a')).rejects.toMatchObject({
      code: 'rejected',
      message: "This server doesn't report import ids, so importwatch can't look up a.",
    });
  });

  it.each([undefined, 'a'])('show that the server is another one, for id %s', async (id) => {
    const { poll } = connected({
      getCurrentImportOperation: { httpStatus: 404 },
      getImportProgress: { httpStatus: 404 },
    });
    await expect(poll(id)).rejects.toMatchObject({
      code: 'not-found',
      message: 'https://chat.example has no import API (HTTP 404): Not now.',
      hint: expect.stringMatching(/^Check baseUrl\./),
    });
  });

  it('gets the identity again as long as nothing has answered', async () => {
    const { poll, says, calls } = connected({
      getCurrentImportOperation: { httpStatus: 404 },
      getImportProgress: { httpStatus: 503 },
    });
    await expect(poll()).rejects.toMatchObject({ code: 'busy' });
    calls();
    says['getCurrentImportOperation'] = current('a', 'done');
    expect(await poll()).toMatchObject({ id: 'a' });
    expect(calls()).toEqual(['getCurrentImportOperation']);
  });

  it('gets the list of operations only for an import that is not the newest', async () => {
    const { poll, says, calls } = connected({
      getCurrentImportOperation: current('a', 'importing_users'),
      getLatestImportOperations: [operation('b', 'new'), operation('a', 'done')],
    });
    await poll();
    await poll('a');
    expect(calls()).not.toContain('getLatestImportOperations');
    says['getCurrentImportOperation'] = current('b', 'new');
    expect(await poll()).toMatchObject({ id: 'a', state: 'succeeded' });
    expect(calls()).toEqual(['getCurrentImportOperation', 'getLatestImportOperations']);
  });
});

describe('the import to watch', () => {
  it('is the one that was seen running, through every interruption', async () => {
    const server = connected({ getCurrentImportOperation: current('a', 'importing_users') });
    await server.poll();
    server.says['getCurrentImportOperation'] = { httpStatus: 502 };
    await expect(server.poll()).rejects.toMatchObject({ code: 'busy' });
    server.says['getCurrentImportOperation'] = current('b', 'done');
    server.says['getLatestImportOperations'] = { httpStatus: 502 };
    await expect(server.poll()).rejects.toMatchObject({ code: 'busy' });
    server.says['getLatestImportOperations'] = [];
    await expect(server.poll()).rejects.toMatchObject({ code: 'superseded' });
    await expect(server.poll()).rejects.toMatchObject({ code: 'superseded' });
  });

  it('is the newest as long as only ended ones were seen, then the one that runs', async () => {
    const { poll, says } = connected({ getLatestImportOperations: [] });
    for (const id of ['a', 'a', 'b']) {
      says['getCurrentImportOperation'] = current(id, 'done');
      expect(await poll()).toMatchObject({ id, state: 'succeeded' });
    }
    says['getCurrentImportOperation'] = current('c', 'importing_users');
    expect(await poll()).toMatchObject({ id: 'c', state: 'running' });
    says['getCurrentImportOperation'] = current('d', 'done');
    await expect(poll()).rejects.toMatchObject({ code: 'superseded' });
  });

  it('is free again once the end of the watched one was reported', async () => {
    const { poll, says } = connected({ getLatestImportOperations: [operation('a', 'done')] });
    says['getCurrentImportOperation'] = current('a', 'importing_users');
    await poll();
    says['getCurrentImportOperation'] = current('b', 'importing_users');
    expect(await poll()).toMatchObject({ id: 'a', state: 'succeeded', observedAt: noon });
    expect(await poll()).toMatchObject({ id: 'b', state: 'running' });
  });

  it('is reported as lost if the list does not have it, with its last known step', async () => {
    const { poll, says } = connected({ getLatestImportOperations: [] });
    says['getCurrentImportOperation'] = current('a', 'importing_users');
    await poll();
    says['getCurrentImportOperation'] = current('b', 'importing_users');
    const lost = 'A newer import has replaced a, whose outcome is unknown.';
    await expect(poll()).rejects.toMatchObject({ message: lost });
    says['getLatestImportOperations'] = [operation('a', 'importing_users')];
    await expect(poll()).rejects.toMatchObject({
      message: `${lost} Its last known step is importer_importing_users.`,
    });
  });

  it('is not found without permission to see the list, and the error says so', async () => {
    const { poll } = connected({
      getCurrentImportOperation: current('b', 'done'),
      getLatestImportOperations: { httpStatus: 403 },
    });
    await expect(poll('a')).rejects.toMatchObject({
      code: 'refused',
      status: 403,
      message: expect.stringMatching(
        /^The import a isn't the newest, and the server refuses to list older ones: /,
      ),
      hint: expect.stringContaining('view-import-operations'),
    });
  });

  it('is unknown if the answer is another one', async () => {
    const list = { getCurrentImportOperation: [] };
    await expect(connected(list).poll()).rejects.toMatchObject({
      code: 'bad-answer',
      message: `The answer from Rocket.Chat doesn't contain "success": true.`,
    });
    const newest = { getCurrentImportOperation: current('b', 'done') };
    const single = { ...newest, getLatestImportOperations: { success: true } };
    await expect(connected(single).poll('a')).rejects.toMatchObject({
      code: 'bad-answer',
      message: "The answer from Rocket.Chat doesn't contain the list of operations.",
    });
  });

  it('is separate for each target', async () => {
    const { poll, says } = connected({ getLatestImportOperations: [operation('b', 'done')] });
    says['getCurrentImportOperation'] = current('a', 'importing_users');
    await poll();
    await expect(poll('x')).rejects.toMatchObject({ code: 'not-found' });
    expect(await poll('b')).toMatchObject({ id: 'b', state: 'succeeded' });
    expect(await poll()).toMatchObject({ id: 'a', state: 'running' });
  });
});

describe('an end', () => {
  const read = (status: string, more: Record<string, Json> = {}) =>
    readOperation({ _id: 'a', status, ...more }, { at: noon, page: '' });
  const ends = ['importer_done', 'importer_import_failed', 'importer_import_cancelled'];

  it('does not depend on its counts and times, which are read as they are', () => {
    const begun = read('importer_new', { count: { total: 12_000, completed: 0 } });
    expect(begun).toMatchObject({ completed: 0, total: 12_000 });
    expect(read('importer_new', { ts: '1795348800000' })).toHaveProperty('startedAt', noon);
    expect(read('importer_new', { ts: '123456789012345' })).not.toHaveProperty('startedAt');
    expect(read('my_importer_step').phase).toBe('my importer step');
    expect(read('my_importer_finishing').url).toBe('/admin/import');
  });

  it('shows a person where to continue, even if the counts came separately', async () => {
    const { poll } = connected({
      getCurrentImportOperation: current('a', 'user_selection', { count: null }),
      getImportProgress: { ...progress, step: 'importer_user_selection' },
    });
    expect(await poll()).toMatchObject({
      completed: 3000,
      url: 'https://chat.example/admin/import/prepare',
    });
  });

  it('depends only on the step, and on no unknown status', () => {
    const word = fc.oneof(
      fc.string(),
      fc.string().map((text) => `importer_${text}`),
    );
    fc.assert(
      fc.property(word, fc.nat(), fc.nat(), (status, completed, total) => {
        fc.pre(status.trim() !== '' && !ends.includes(status));
        expect(hasEnded(read(status, { count: { completed, total } }))).toBe(false);
      }),
    );
  });

  it('is a success only if the server says done', () => {
    const anything = { type: fc.jsonValue(), ts: fc.jsonValue(), valid: fc.jsonValue() };
    const fields = fc.record({ ...anything, count: fc.jsonValue(), _updatedAt: fc.jsonValue() });
    fc.assert(
      fc.property(fc.constantFrom(...ends), fields, (status, more) => {
        const { state } = read(status, more as Record<string, Json>);
        expect(state === 'succeeded').toBe(status === 'importer_done');
      }),
    );
  });
});

it('stops with the reason of the signal, even while it requests a count', async () => {
  const reason = new Error('enough');
  const { poll } = connected({
    getCurrentImportOperation: current('a', 'done', { count: null }),
    getImportProgress: reason,
  });
  await expect(poll()).rejects.toBe(reason);
});

it('keeps only the token secret, and needs all its settings', () => {
  const settings = Object.entries<Setting>(rocketchat.settings);
  expect(settings.filter(([, { secret }]) => secret).map(([name]) => name)).toEqual(['authToken']);
  expect(settings.filter(([, { required }]) => required).map(([name]) => name)).toEqual([
    'baseUrl',
    'userId',
    'authToken',
  ]);
});
