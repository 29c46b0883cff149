import { describe, expect, it } from 'vitest';
import { createConnector, type Service } from '../../../src/core/http/connector.ts';
import { snapshot } from '../../../src/core/model/snapshot.ts';
import { startPoll } from '../../../src/core/pacing/in-flight-poll.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/ports/send.ts';
import type { ApiClient } from '../../../src/core/provider/api-request.ts';
import type { Settings } from '../../../src/core/provider/field.ts';
import type { ProviderContext } from '../../../src/core/provider/provider.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { ownService } from '../../helpers/own-service.ts';
import { running, unavailable } from '../../helpers/story.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const never = new AbortController().signal;

/** A service whose connection asks as `poll` says; what it was asked, and when. */
function serviceOf(
  poll: (ask: ApiClient, means: ProviderContext | undefined) => Promise<unknown>,
  parts: Partial<Service> = {},
  answers: Readonly<Record<string, HttpAnswer>> = {},
  headers: () => Record<string, string> = () => ({}),
) {
  const time = new VirtualTime(5000);
  const requests: HttpRequest[] = [];
  const redactor = createRedactor();
  const service = ownService(
    async (ask, means) => {
      await poll(ask, means);
      return snapshot(running(), time.now());
    },
    { headers: { 'x-team': 'blue' }, ...parts },
  );
  const connector = createConnector<Service>({
    clock: time,
    redactor,
    createSend: async () => async (request, signal) => {
      requests.push(request);
      await time.sleep(100, signal);
      if (request.url.pathname === '/fails') throw unavailable;
      const other = { status: 200, headers: headers(), text: '{}' };
      return answers[request.url.pathname] ?? other;
    },
  });
  return { time, requests, redactor, service, connector };
}

const question = { path: '/status' };

describe('a service', () => {
  it('is polled for the id in the address of a status', async () => {
    const { connector, service } = serviceOf(async () => {});
    const provider = { ...service.provider, statusAddress: () => '/jobs/{id}' };
    const polled: (string | undefined)[] = [];
    const { target, poll } = await connector.connect(
      { id: 'https://service.example/jobs/42' },
      {
        ...service,
        provider: {
          ...provider,
          connect: () => ({
            async poll(id) {
              polled.push(id);
              return snapshot(running(), 0);
            },
          }),
        },
      },
    );
    await poll(never);
    expect([target.id, ...polled]).toEqual(['42', '42']);
  });

  it('is polled for an import by its own name, with or without an id', async () => {
    const { connector, service } = serviceOf(async () => {});
    const [named, newest] = [
      await connector.connect({ id: '42' }, service),
      await connector.connect({}, service),
    ];
    expect(named).toMatchObject({ service: 'My Service' });
    expect(named.target).toStrictEqual({ profile: 'shop', provider: 'own', id: '42' });
    expect(newest.target).toStrictEqual({ profile: 'shop', provider: 'own' });
    expect(named).not.toHaveProperty('warnings');
  });

  it('that anyone can impersonate causes a warning', async () => {
    const { connector, service } = serviceOf(async () => {}, { insecureTls: true });
    const { warnings } = await connector.connect({}, service);
    expect(warnings).toEqual([
      {
        code: 'insecure-tls',
        message:
          "importwatch doesn't verify the certificate of the service (insecureTls), so anyone can answer in its place.",
      },
    ]);
  });

  it('gives the warnings of its provider, at the right time and after the general ones', async () => {
    const { connector, service, time } = serviceOf(async () => {}, { insecureTls: true });
    const warnings = (settings: Settings, at: number) => [
      { code: 'api-ends', message: `${settings['a']} at ${at}` },
    ];
    const provider = { ...service.provider, warnings };
    const connected = await connector.connect({}, { ...service, provider, settings: { a: 'b' } });
    expect(connected.warnings).toMatchObject([
      { code: 'insecure-tls' },
      { code: 'api-ends', message: `b at ${time.now()}` },
    ]);
    const none = { ...service.provider, warnings: () => [] };
    const plain = { ...service, provider: none, insecureTls: false };
    expect(await connector.connect({}, plain)).not.toHaveProperty('warnings');
  });

  it('has answered when it last gave a usable answer about any import', async () => {
    let path = '/status';
    const { connector, service, time } = serviceOf((ask) => ask({ path }, never));
    const [one, two] = [await connector.connect({}, service), await connector.connect({}, service)];
    expect(one.answeredMs?.()).toBe(Number.NEGATIVE_INFINITY);
    await time.run(one.poll(never));
    expect([one.answeredMs?.(), two.answeredMs?.()]).toEqual([5100, 5100]);
    path = '/fails';
    await expect(time.run(two.poll(never))).rejects.toBe(unavailable);
    expect(one.answeredMs?.()).toBe(5100);
  });
});

describe('a poll', () => {
  it('learns for how long its oldest answer has been in a cache', async () => {
    const ages = ['7', '9', '8'];
    const { connector, service, time } = serviceOf(
      async (ask) => {
        for (const _each of [1, 2, 3]) await ask(question, never);
      },
      {},
      {},
      () => ({ age: ages.shift() ?? '' }),
    );
    const inFlight = startPoll(time, 0);
    await time.run((await connector.connect({}, service)).poll(never, inFlight));
    expect(inFlight).toMatchObject({ ageMs: 9000, sentMs: 5200, waiting: undefined });
  });

  it('is delayed by a pause that began during the request, and not by an earlier one', async () => {
    const { connector, service, time, requests } = serviceOf(
      async (ask) => {
        await ask(question, never);
        await ask(question, never);
      },
      {},
      {},
      () => (requests.length === 1 ? { 'retry-after': '20' } : {}),
    );
    const connected = await connector.connect({}, service);
    await time.run(connected.poll(never));
    expect(time.monotonic()).toBe(5000 + 100 + 20_000 + 100);
    expect(connected.queue?.status()).toBeUndefined();
  });

  it('no longer counts as an awaited first one, whatever its result', async () => {
    let path = '/status';
    const { connector, service, time } = serviceOf(
      (ask) => ask({ path }, never),
      {},
      {},
      () => ({ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '7' }),
    );
    const [one, two] = [await connector.connect({}, service), await connector.connect({}, service)];
    await time.run(one.poll(never));
    expect(one.queue?.status()).toEqual({ everyMs: 7000, leftMs: 7000 });
    path = '/fails';
    await expect(time.run(two.poll(never))).rejects.toBe(unavailable);
    expect(one.queue?.status()).toBeUndefined();
  });

  it('of a service without failed records has that property', async () => {
    for (const reportsFailed of [true, false]) {
      const { connector, service } = serviceOf(async () => {});
      const { provider } = service;
      const connect = () => ({
        ...provider.connect({}, async () => never as never),
        reportsFailed,
      });
      const connected = await connector.connect(
        {},
        { ...service, provider: { ...provider, connect } },
      );
      expect(connected).toMatchObject({ reportsFailed });
      expect(await connector.connect({}, service)).not.toHaveProperty('reportsFailed');
    }
  });
});

describe('a connection', () => {
  it('can send requests elsewhere, with nothing of the profile', async () => {
    const elsewhere = new URL('https://login.example/token');
    const { connector, service, time, requests } = serviceOf((_ask, means) =>
      (means as ProviderContext).clientAt(elsewhere, service.provider.errorMapping)(
        question,
        never,
      ),
    );
    await time.run((await connector.connect({}, service)).poll(never));
    expect(requests.map(({ url, headers }) => [url.href, headers])).toEqual([
      ['https://login.example/token/status', { accept: 'application/json' }],
    ]);
  });

  it('keeps its secrets, including those it received, and no others', async () => {
    const { connector, service, time, redactor } = serviceOf(async (ask, means) => {
      means?.keepSecret('example-secret');
      const values = ['Bearer example-token', 'Acme-Key example-hyphen', 'no/scheme words'];
      for (const authorization of [undefined, ...values]) {
        await ask({ ...question, ...(authorization && { headers: { authorization } }) }, never);
      }
    });
    const text = 'example-key example-secret example-token example-hyphen words was here!';
    expect(redactor.redact(text)).toBe(text);
    await time.run((await connector.connect({}, service)).poll(never));
    expect(redactor.redact(text)).toBe('*** *** *** *** words was here!');
  });
});

it('connects again after a failed connection', async () => {
  const { service } = serviceOf(async () => {});
  let tries = 0;
  const connector = createConnector<Service>({
    clock: new VirtualTime(5000),
    redactor: createRedactor(),
    async createSend() {
      tries += 1;
      if (tries === 1) throw new Error('no room');
      return () => Promise.reject(unavailable);
    },
  });
  await expect(connector.connection(service)).rejects.toThrow('no room');
  const connection = await connector.connection(service);
  expect(await connector.connection(service)).toBe(connection);
  expect(tries).toBe(2);
});

describe('an answer of a service', () => {
  it('is judged unchanged, and shown without secrets', async () => {
    const secrets = ['refused', 'SUCCESS', '403', 'message'];
    const text = '{"message":"message: refused SUCCESS 403"}';
    const { connector, service, time } = serviceOf(
      (ask) => ask({ path: '/denied' }, never),
      { secrets },
      { '/denied': { status: 403, headers: {}, text } },
    );
    const { poll } = await connector.connect({}, service);
    const error = await time.run(poll(never).catch((error: unknown) => error));
    expect(error).toMatchObject({ code: 'refused', status: 403 });
    expect((error as Error).message).toContain('(HTTP ***): ***: *** *** ***.');
  });

  it('hides a secret in an id that equals it, unless the secret could be a word', async () => {
    const { connector, service } = serviceOf(async () => {}, { secrets: ['example-key', 'test'] });
    const ids = ['example-key', 'test'];
    const connected = await Promise.all(ids.map((id) => connector.connect({ id }, service)));
    expect(connected.map(({ target }) => target.id)).toEqual(['***', 'test']);
  });

  it('with a weak secret causes one warning per setting, with its name', async () => {
    const weakSecrets = ['apiKey', 'headers.X-Key'];
    const { connector, service } = serviceOf(async () => {}, { weakSecrets });
    const { warnings = [] } = await connector.connect({}, service);
    expect(warnings.map(({ code }) => code)).toEqual(['weak-secret', 'weak-secret']);
    expect(warnings.map(({ message }) => message.split(' is ')[0])).toEqual([
      'The apiKey of profile shop',
      'The headers.X-Key of profile shop',
    ]);
    expect(await connector.connect({}, service)).not.toHaveProperty('warnings');
  });
});

describe('an error that a provider throws', () => {
  it('shows no secret, of whatever kind it is', async () => {
    const { connector, service, time } = serviceOf(() => {
      throw Object.assign(new RangeError('with example-key'), { key: 'example-key' });
    });
    const { poll } = await connector.connect({}, service);
    const error = await time.run(poll(never).catch((error: unknown) => error));
    expect(error).toMatchObject({ name: 'RangeError', message: 'with ***' });
    expect(`${JSON.stringify(error)}${(error as Error).stack}`).not.toContain('example-key');
  });

  it('while it connects shows no secret either', async () => {
    const { connector, service } = serviceOf(async () => {});
    const provider = {
      ...service.provider,
      connect: () => {
        throw new Error('with example-key');
      },
    };
    const connecting = connector.connect({}, { ...service, provider });
    await expect(connecting).rejects.toThrow(/^with \*\*\*$/);
  });

  it('while it is tested without an import shows no secret either', async () => {
    const { connector, service } = serviceOf(async () => {});
    const { provider } = service;
    const probe = async () => {
      throw new Error('with example-key');
    };
    const connect = () => ({ ...provider.connect({}, async () => never as never), probe });
    const tried = { ...service, provider: { ...provider, connect } };
    const connection = await connector.connection(tried);
    await expect(connection.probe?.(never, () => {})).rejects.toThrow(/^with \*\*\*$/);
    expect(await connector.connection(service)).not.toHaveProperty('probe');
  });

  it('during a login or for failed records shows no secret either', async () => {
    const { connector, service } = serviceOf(async () => {});
    const { provider } = service;
    const fails = async () => {
      throw new Error('with example-key');
    };
    const own = provider.connect({}, async () => never as never);
    const connect = () => ({ ...own, logIn: fails, failedRecords: fails });
    const tried = { ...service, provider: { ...provider, connect } };
    const { logIn } = await connector.connection(tried);
    await expect(logIn?.(never)).rejects.toThrow(/^with \*\*\*$/);
    const { failedRecords } = await connector.connect({}, tried);
    const sink = { write: async () => true };
    await expect(failedRecords?.(sink, never)).rejects.toThrow(/^with \*\*\*$/);
    const plain = await connector.connection(service);
    expect(plain).not.toHaveProperty('logIn');
    expect(plain).not.toHaveProperty('failedRecords');
  });

  it('after the signal was aborted shows none either', async () => {
    const controller = new AbortController();
    const { connector, service } = serviceOf(async () => {
      controller.abort('stopped');
      throw new Error('with example-key');
    });
    const { poll } = await connector.connect({}, service);
    await expect(poll(controller.signal)).rejects.toThrow(/^with \*\*\*$/);
  });

  it('is the reason of the signal if that is aborted', async () => {
    const controller = new AbortController();
    const { connector, service } = serviceOf(async () => {
      controller.abort('for example-key');
      throw controller.signal.reason;
    });
    const { poll } = await connector.connect({}, service);
    await expect(poll(controller.signal)).rejects.toBe('for example-key');
  });
});
