import { describe, expect, it } from 'vitest';
import { createConnector, type Service } from '../../../src/core/http/connector.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { snapshot } from '../../../src/core/model/snapshot.ts';
import { defineProvider } from '../../../src/core/provider/provider.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { fixedClock } from '../../helpers/clock.ts';
import { running, unavailable } from '../../helpers/story.ts';

const never = new AbortController().signal;

/**
 * A service that takes the keys in `good`, and secrets that are read one after the other, the last
 * one again and again.
 */
function serviceWith(...secrets: readonly (string | Error)[]) {
  const good = new Set<string>();
  const asked: string[] = [];
  const redactor = createRedactor();
  let reads = 0;
  const read = (): string => {
    const secret = secrets[Math.min(reads++, secrets.length - 1)];
    if (typeof secret !== 'string') throw secret;
    return secret;
  };
  const made = (apiKey: string): Service => ({
    name: 'shop',
    provider,
    settings: { apiKey },
    baseUrl: new URL('https://service.example'),
    headers: {},
    insecureTls: false,
    secrets: [apiKey],
    renew: async () => made(read()),
  });
  const provider = defineProvider({
    name: 'own',
    title: 'My Service',
    docs: 'https://service.example/docs',
    id: { required: false, describe: 'id of the import', example: '42' },
    settings: {},
    errorMapping: { message: () => undefined },
    connect: ({ apiKey = '' }, ask) => {
      const request = async (signal: AbortSignal) => {
        await ask({ path: '/status', headers: { 'x-key': apiKey } }, signal);
        return snapshot(running(), 0);
      };
      return {
        poll: (_id, signal) => request(signal),
        probe: async (signal) => void (await request(signal)),
        logIn: async (signal) => void (await request(signal)),
        failedRecords: async (id, to, signal) => {
          await request(signal);
          await to.write(Buffer.from(`record of ${id}`));
          return { count: 1 };
        },
      };
    },
  });
  const connector = createConnector<Service>({
    clock: fixedClock,
    redactor,
    createSend:
      async () =>
      async ({ headers }) => {
        const key = headers['x-key'] ?? '';
        asked.push(`${key} ${redactor.redact(key)}`);
        return good.has(key)
          ? { status: 200, headers: {}, text: '{}' }
          : { status: 401, headers: {}, text: '{}' };
      },
  });
  const service = made(read());
  return { good, asked, service, connector, reads: () => reads };
}

const refused = { code: 'refused', status: 401 };

describe('a secret that the service refuses', () => {
  it('is read again, hidden, and the poll repeated', async () => {
    const { good, asked, service, connector } = serviceWith('example-one', 'example-two');
    const { poll } = await connector.connect({}, service);
    good.add('example-one');
    await poll(never);
    good.clear();
    good.add('example-two');
    expect(await poll(never)).toMatchObject({ state: 'running' });
    await poll(never);
    expect(asked).toEqual([
      'example-one ***',
      'example-one ***',
      'example-two ***',
      'example-two ***',
    ]);
  });

  it('is read again once, and not a second time before a good answer', async () => {
    const { service, connector, reads } = serviceWith('example-one', 'example-two', 'example-3');
    const { poll } = await connector.connect({}, service);
    await expect(poll(never)).rejects.toMatchObject(refused);
    await expect(poll(never)).rejects.toMatchObject(refused);
    expect(reads()).toBe(2);
  });

  it('is read again as often as good answers come between', async () => {
    const keys = ['example-1', 'example-2', 'example-3', 'example-4'];
    const { good, service, connector, reads } = serviceWith(...keys);
    const { poll } = await connector.connect({}, service);
    for (const key of keys) {
      good.clear();
      good.add(key);
      await poll(never);
      await poll(never);
    }
    expect(reads()).toBe(4);
  });

  it('is not read again for any other error', async () => {
    for (const error of [unavailable, new Error('no')]) {
      const { service, connector, reads } = serviceWith('example-one', 'example-two');
      const connect = () => ({ poll: () => Promise.reject(error) });
      const failing = { ...service, provider: { ...service.provider, connect } };
      const { poll } = await connector.connect({}, failing);
      await expect(poll(never)).rejects.toBe(error);
      expect(reads()).toBe(1);
    }
  });

  it('stays refused if it is the same as before, without another request', async () => {
    const { asked, service, connector } = serviceWith('example-one');
    const { poll } = await connector.connect({}, service);
    await expect(poll(never)).rejects.toMatchObject(refused);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['one of several', ['example-a', 'example-c']],
    ['one more', ['example-a', 'example-b', 'example-c']],
    ['one fewer', ['example-a']],
  ])('has changed if %s has', async (_name, secrets) => {
    const { good, service, connector } = serviceWith('example-one');
    const settings = { apiKey: 'example-two' };
    const renew = async () => ({ ...service, settings, secrets });
    const before = { ...service, secrets: ['example-a', 'example-b'], renew };
    good.add('example-two');
    const { poll } = await connector.connect({}, before);
    expect(await poll(never)).toMatchObject({ state: 'running' });
  });

  it('is read once for all the imports of a profile', async () => {
    const { good, service, connector, reads } = serviceWith('example-one', 'example-two');
    const imports = await Promise.all([1, 2, 3, 4].map(() => connector.connect({}, service)));
    good.add('example-two');
    const polls = await Promise.all(imports.map(({ poll }) => poll(never)));
    expect(polls.map(({ state }) => state)).toEqual(Array(4).fill('running'));
    expect(reads()).toBe(2);
  });

  it('is read once for all the imports of a profile that stay refused', async () => {
    const { service, connector, reads } = serviceWith('example-one');
    const imports = await Promise.all([1, 2, 3, 4].map(() => connector.connect({}, service)));
    const polls = await Promise.allSettled(imports.map(({ poll }) => poll(never)));
    expect(polls).toMatchObject(Array(4).fill({ reason: refused }));
    expect(reads()).toBe(2);
  });

  it('is read again when it is tested without an import, too', async () => {
    const { good, service, connector, reads } = serviceWith('example-one', 'example-two');
    const { probe } = await connector.connection(service);
    good.add('example-two');
    await probe?.(never, () => {});
    expect(reads()).toBe(2);
  });

  it('is read again for a login and for failed records, too', async () => {
    const { good, service, connector, reads } = serviceWith('example-1', 'example-2', 'example-3');
    const { logIn } = await connector.connection(service);
    good.add('example-2');
    await logIn?.(never);
    expect(reads()).toBe(2);
    const { failedRecords } = await connector.connect({ id: '42' }, service);
    good.clear();
    good.add('example-3');
    const written: string[] = [];
    const write = async (bytes: Uint8Array) => written.push(Buffer.from(bytes).toString()) > 0;
    expect(await failedRecords?.({ write }, never)).toEqual({ count: 1 });
    expect([reads(), written]).toEqual([3, ['record of 42']]);
  });

  it('is read again without a login or failed records that the service lacks', async () => {
    const { service, connector } = serviceWith('example-one');
    const connect = () => ({ poll: () => Promise.reject(unavailable) });
    const other = { ...service, provider: { ...service.provider, connect } };
    const connection = await connector.connection(other);
    for (const name of ['logIn', 'failedRecords', 'probe']) {
      expect(connection).not.toHaveProperty(name);
    }
    expect(await connector.connect({}, other)).not.toHaveProperty('failedRecords');
  });

  it('that cannot be read again is refused, with the reason as the next step', async () => {
    const gone = new ImportwatchError('secret', 'apiKey: the command failed.');
    const { service, connector } = serviceWith('example-one', gone);
    const { poll } = await connector.connect({}, service);
    await expect(poll(never)).rejects.toMatchObject({
      ...refused,
      hint: `The secret can't be read again: ${gone.message}`,
    });
  });

  it('does not delay a caller who has stopped waiting', async () => {
    const { service, connector } = serviceWith('example-one');
    const slow = { ...service, renew: () => new Promise<never>(() => {}) };
    const { poll } = await connector.connect({}, slow);
    const leaving = new AbortController();
    const polling = poll(leaving.signal);
    await Promise.resolve().then(() => leaving.abort('stopped'));
    await expect(polling).rejects.toBe('stopped');
  });
});
