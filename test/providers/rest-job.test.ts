import { describe, expect, it } from 'vitest';
import { describedProvider } from '../../src/providers/http/described-provider.ts';
import restJob from '../../src/providers/presets/rest-job.ts';
import { play } from '../helpers/fixtures.ts';

const provider = describedProvider(restJob());

const read = (body: unknown) =>
  play(
    provider,
    { about: '', id: '1', answer: { body }, expect: {} },
    { baseUrl: 'https://x.example' },
  );

const error = 'disk full';

describe('a plain job that has ended', () => {
  it.each([
    [{ status: 'completed', result: { success: false } }],
    [{ status: 'completed', result: { status: 'failed' } }],
    [{ status: 'completed', result: { state: 'FAILED' } }],
    [{ status: 'completed', result: { outcome: 'timed_out' } }],
    [{ status: 'completed', result: { failed: true } }],
    [{ status: 'completed', result: { error } }],
    [{ status: 'completed', outcome: { success: 'false' } }],
    [{ status: 'completed', data: { success: false } }],
    [{ status: 'completed', job: { status: 'failed' } }],
    [{ status: 'success', result: { success: false } }],
    [{ status: 'completed', state: 'failed' }],
    [{ status: 'done', success: 'false' }],
    [{ status: 'done', failed: 'true' }],
    [{ status: 'done', outcome: 'ok', result: 'error' }],
    [{ status: 'done', error }],
    [{ status: 'done', error: [{ message: error }] }],
    [{ status: 'done', error: { code: 17 } }],
    [{ status: 'done', error: 1 }],
    [{ status: 'done', error: true }],
    [{ done: true, error: { message: error } }],
    [{ done: true, result: { success: false } }],
    [{ status: 'done', completed: 3, failed: 3, total: 3 }],
    [{ status: 'done', failed: '3', total: '3' }],
  ])('failed: %j', async (body) => {
    expect(await read(body)).toMatchObject({ state: 'failed' });
  });

  it.each([
    [{ status: 'completed', result: { status: 'cancelled' } }],
    [{ status: 'completed', outcome: { aborted: true } }],
    [{ status: 'completed', aborted: 'true' }],
  ])('was aborted: %j', async (body) => {
    expect(await read(body)).toMatchObject({ state: 'aborted' });
  });

  it.each([
    [{ status: 'done', error: 0 }],
    [{ status: 'done', error: '0' }],
    [{ status: 'done', error: 'None' }],
    [{ status: 'done', error: false }],
    [{ status: 'done', error: [] }],
    [{ status: 'done', error: {} }],
    [{ status: 'done', error: { code: 0, message: '' } }],
    [{ done: true, error: 0 }],
    [{ status: 'completed', result: { success: true, error: 0, status: 'ok' } }],
    [{ status: 'completed', result: { failed: 2, imported: 98 } }],
    [{ status: 'completed', result: ['failed'] }],
    [{ status: 'succeeded', result: { url: 'https://x.example/failed' } }],
  ])('succeeded: %j', async (body) => {
    expect(await read(body)).toMatchObject({ state: 'succeeded' });
  });

  it('has a message of its result', async () => {
    const body = { status: 'completed', result: { success: false, message: error } };
    expect(await read(body)).toMatchObject({ message: error });
  });
});

describe('a count of a plain job', () => {
  it.each(['1,000', '1.000', 'n/a', '5 rows', 'NaN', ' ', '', -1])(
    'that is not readable is left out: %j',
    async (completed) => {
      const seen = await read({ status: 'done', completed, total: completed, failed: 3 });
      expect(seen).toMatchObject({ state: 'succeeded', failed: 3 });
      expect(seen).not.toHaveProperty('completed');
      const alone = await read({ status: 'done', completed });
      expect(alone).toMatchObject({ state: 'succeeded' });
      expect(alone).not.toHaveProperty('completed');
    },
  );

  it.each([
    [{ completed: 10, failed: 'n/a' }, 10],
    [{ completed: 10, failed: -1 }, 10],
    [{ completed: 10 }, 10],
    [{ completed: '7', failed: '3', total: '100' }, 10],
    [{ completed: 10, failed: 3, total: 10 }, 10],
    [{ completed: 5, failed: 3, total: 0 }, 8],
    [{ completed: 5, failed: 3, total: -1 }, 8],
    [{ completed: 5, failed: 3, total: 2 }, 5],
    [{ processed: 10, completed: 4, failed: 3 }, 10],
  ])('is added to that of failed records, up to the total: %j', async (counts, completed) => {
    expect(await read({ status: 'done', ...counts })).toMatchObject({
      state: 'succeeded',
      completed,
    });
  });
});
