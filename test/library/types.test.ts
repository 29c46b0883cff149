import { describe, expectTypeOf, it } from 'vitest';
import type { WaitKey, waitOptions } from '../../src/config/schema/wait-options.ts';
import type { EndEvent, ImportEvent, ImportRequest, WatchEvent } from '../../src/index.ts';
import {
  defineProvider,
  getStatus,
  type Outcome,
  type ResultEvent,
  type SettingsOf,
  snapshot,
  type WaitChoices,
  waitForImport,
  watchImport,
  watchImports,
} from '../../src/index.ts';

const own = defineProvider({
  name: 'own',
  title: 'A service of our own',
  docs: 'https://example.com',
  id: { required: false, describe: 'number of the run', example: '7' },
  settings: {
    baseUrl: { describe: 'address', required: true },
    token: { describe: 'token', secret: true },
    kind: { describe: 'kind of operation', choices: ['full', 'delta'] },
  },
  errorMapping: { message: () => undefined },
  connect: (_settings, ask) => ({
    async poll(id, signal) {
      const { at } = await ask({ path: `/runs/${id}` }, signal);
      return snapshot({ state: 'running', vendorState: 'RUNNING' }, at);
    },
  }),
});

describe('events', () => {
  it('of one import are a union with a type for each event except end', () => {
    expectTypeOf(watchImport<'rocketchat'>).returns.toEqualTypeOf<
      AsyncGenerator<ImportEvent, void, void>
    >();
    expectTypeOf<ImportEvent>().toEqualTypeOf<Exclude<WatchEvent, EndEvent>>();
  });

  it('of several have an end', () => {
    expectTypeOf(watchImports).returns.toEqualTypeOf<AsyncGenerator<WatchEvent, void, void>>();
  });

  it('have a result with an outcome, null while an import is running', () => {
    expectTypeOf(getStatus<'elevate'>).returns.resolves.toEqualTypeOf<ResultEvent>();
    expectTypeOf(waitForImport<'elevate'>).returns.resolves.toHaveProperty('outcome');
    expectTypeOf<ResultEvent['outcome']>().toEqualTypeOf<Outcome | null>();
  });
});

describe('settings', () => {
  it('have the types of the provider: required, optional, or one of several', () => {
    expectTypeOf<SettingsOf<'rocketchat'>>().toEqualTypeOf<{
      readonly baseUrl: string;
      readonly userId: string;
      readonly authToken: string;
    }>();
    expectTypeOf<SettingsOf<'elevate'>>().toEqualTypeOf<{
      readonly apiKey: string;
      readonly baseUrl?: string | undefined;
      readonly clusterId?: string | undefined;
      readonly host?: string | undefined;
      readonly apiVersion?: '2' | '3' | '4' | undefined;
    }>();
    expectTypeOf<SettingsOf<'oracle-commerce'>['operation']>().toEqualTypeOf<
      'asset-import' | 'import-process' | 'export-process' | undefined
    >();
  });

  it('of your own provider have types too', () => {
    expectTypeOf<SettingsOf<typeof own>>().toEqualTypeOf<{
      readonly baseUrl: string;
      readonly token?: string | undefined;
      readonly kind?: 'full' | 'delta' | undefined;
    }>();
  });

  it('of an API that you describe include the description', () => {
    const settings = { baseUrl: 'https://api.example.com', request: { path: '/jobs/{id}' } };
    expectTypeOf(settings).toExtend<SettingsOf<'http'>>();
  });
});

describe('a request', () => {
  const apiKey = 'example-key';
  const address = { baseUrl: 'https://shop.example.com' };

  it('is rejected by the compiler if it makes no sense', () => {
    expectTypeOf(() => [
      watchImport({ provider: 'elevate', settings: { ...address, apiKey }, id: '1' }),
      watchImport({ provider: own, settings: address, timeout: '2h', interval: 500 }),
      watchImport({ provider: own, settings: address, signal: AbortSignal.timeout(1) }),
      // @ts-expect-error: it has no such provider
      watchImport({ provider: 'elevat', settings: { ...address, apiKey }, id: '1' }),
      // @ts-expect-error: the id is needed
      watchImport({ provider: 'elevate', settings: { ...address, apiKey } }),
      // @ts-expect-error: so is the key
      watchImport({ provider: 'elevate', settings: address, id: '1' }),
      // @ts-expect-error: there is no such setting
      watchImport({ provider: own, settings: { ...address, tokn: '' } }),
      // @ts-expect-error: there is no such choice
      watchImport({ provider: own, settings: { ...address, kind: 'half' } }),
      // @ts-expect-error: there is no such option
      watchImport({ provider: own, settings: address, timeuot: '2h' }),
      // @ts-expect-error: any concerns several imports
      watchImport({ provider: own, settings: address, any: true }),
      watchImports([{ provider: own, settings: address }], { any: true, timeout: 1000 }),
      // @ts-expect-error: an interval is a time
      watchImports([{ provider: own, settings: address }], { interval: true }),
    ]).toBeFunction();
  });

  it('can be one of a list', () => {
    expectTypeOf<ImportRequest<'elevate'>>().toExtend<ImportRequest>();
    expectTypeOf<ImportRequest<typeof own>>().toExtend<ImportRequest>();
  });
});

it('the choices are the options of the command line', () => {
  type OfGroup = 'any' | 'all' | 'failFast';
  type OfCommandLine = 'notify' | 'failedTo' | 'onEnd' | 'events' | 'metrics' | 'historyFile';
  expectTypeOf<keyof WaitChoices>().toEqualTypeOf<Exclude<WaitKey, OfGroup | OfCommandLine>>();
  expectTypeOf<(typeof waitOptions)['onActionRequired']['choices'][number]>().toEqualTypeOf<
    NonNullable<WaitChoices['onActionRequired']>
  >();
});
