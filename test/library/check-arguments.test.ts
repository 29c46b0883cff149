import { describe, expect, it } from 'vitest';
import {
  defineProvider,
  getStatus,
  waitForImport,
  watchImport,
  watchImports,
} from '../../src/index.ts';

const settings = { baseUrl: 'http://127.0.0.1:1', apiKey: 'example-key' };
const request = { provider: 'elevate', settings, id: '1' } as const;
const first = (events: AsyncIterator<unknown>) => events.next();

describe('an argument of a program', () => {
  it.each([
    ['null', null, 'The request is null, not an object.'],
    ['nothing', undefined, 'The request is undefined, not an object.'],
    ['a text', 'elevate', 'The request is of type string, not an object.'],
    ['a list', [], 'The request is a list, not an object.'],
    ['no provider', { ...request, provider: null }, 'There is no provider "null".'],
    ['a number as id', { ...request, id: 7 }, 'The id is of type number, not a string.'],
    ['a list as id', { ...request, id: ['1'] }, 'The id is a list, not a string.'],
    [
      'an invalid signal',
      { ...request, signal: {} },
      'The signal is of type object, not an AbortSignal.',
    ],
  ])('is rejected with a message: %s', async (_, given, message) => {
    const wrong = given as unknown as typeof request;
    for (const answer of [waitForImport(wrong), getStatus(wrong), first(watchImport(wrong))]) {
      await expect(answer).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining(message),
      });
    }
  });

  it.each([
    [[null], undefined, 'The request is null'],
    [null, undefined, "The requests aren't a list."],
    [[request], null, 'The options are null'],
  ])('for several is rejected with a message: %j, %j', async (requests, options, message) => {
    const events = watchImports(requests as never, options as never);
    await expect(events.next()).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(message),
    });
  });
});

describe('a provider of a program', () => {
  const throwing = (poll: () => never) =>
    defineProvider({
      name: 'own',
      title: 'Own',
      docs: 'https://example.com',
      id: { required: true, describe: 'id', example: '1' },
      settings: {
        baseUrl: { describe: 'address', required: true },
        key: { describe: 'key', secret: true },
      },
      errorMapping: { message: () => undefined },
      connect: () => ({ poll: async () => poll() }),
    });

  it.each([
    ['an error', new TypeError('no example-secret here')],
    ['a text', 'no example-secret here'],
  ])('that throws %s is named, without its secrets', async (_, thrown) => {
    const provider = throwing(() => {
      throw thrown;
    });
    const own = { baseUrl: 'http://127.0.0.1:1', key: 'example-secret' };
    const error = await waitForImport({ provider, settings: own, id: '1' }).catch(
      (error: unknown) => error,
    );
    expect(error).toMatchObject({
      name: 'ImportwatchError',
      code: 'bug',
      message: expect.stringContaining('no *** here'),
    });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('example-secret');
  });
});
