import { afterAll, expect, it } from 'vitest';
import type { Simulator } from '../../src/demo/simulator.ts';
import { simulatorOf } from '../../src/demo/simulators/index.ts';
import { type ImportRequest, waitForImport, watchImports } from '../../src/index.ts';

const closers: (() => unknown)[] = [];
afterAll(() => Promise.all(closers.splice(0).map((close) => close())));

/** An import of 5,000 assets that has succeeded. */
async function ended() {
  const simulate = await simulatorOf('oracle-commerce');
  const simulator: Simulator = await simulate({ progress: () => 1 });
  closers.push(simulator.close);
  const { id, settings } = simulator;
  const request = { provider: 'oracle-commerce', settings, id, interval: 20 };
  return request as unknown as ImportRequest<'oracle-commerce'>;
}

it('a program can set gates, and finds them in the result', async () => {
  const request = await ended();
  expect(await waitForImport({ ...request, minRecords: 5000 })).toMatchObject({
    outcome: 'succeeded',
    gates: [{ name: 'min-records', wanted: 5000, found: 5000, passed: true }],
  });
  expect(await waitForImport({ ...request, expectRecords: 4999, maxFailed: '2%' })).toMatchObject({
    outcome: 'short',
    exitCode: 11,
    gates: [
      { name: 'max-failed', found: null },
      { name: 'expect-records', passed: false },
    ],
  });
});

it('a gate of one request overrides the gate of the group', async () => {
  const request = await ended();
  const codes: number[] = [];
  const requests = [request, { ...request, name: 'other', minRecords: 1 }];
  for await (const event of watchImports(requests, { minRecords: 9999 })) {
    if (event.type === 'result') codes.push(event.exitCode);
  }
  expect(codes.sort()).toEqual([0, 11]);
});

it('a clock time can be a date', async () => {
  const request = await ended();
  const soon = new Date(Date.now() + 3_600_000);
  expect((await waitForImport({ ...request, until: soon })).outcome).toBe('succeeded');
});

it.each([
  [{ minRecords: -1 }, 'minRecords: "-1" isn\'t a number of records'],
  [{ maxFailed: '200%' as const }, 'maxFailed: "200%"'],
  [{ until: 'soon' }, 'until: "soon" isn\'t a time'],
  [{ until: new Date(Number.NaN) }, 'until: "NaN" isn\'t a time'],
  [{ until: new Date(0) }, 'has passed'],
])('%j is an error', async (choices, words) => {
  const request = await ended();
  await expect(waitForImport({ ...request, ...choices })).rejects.toThrow(words);
});
