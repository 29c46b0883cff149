import { expect, it } from 'vitest';
import { createReports } from '../../../src/cli/output/reports.ts';
import type { World } from '../../../src/cli/world.ts';
import { fixedClock } from '../../helpers/clock.ts';
import { progress, result } from '../../render/sample-events.ts';

it('never reports the same to a CI system twice in a row', () => {
  const world = { env: {}, clock: fixedClock, files: {} } as unknown as World;
  const reports = createReports({ ci: 'teamcity', once: false, imports: 1 }, world);
  const told = ['a', 'a', 'b', 'a'].map((phase) => reports.on(progress({ phase })).length);
  expect(told).toEqual([1, 0, 1, 1]);
});

it('reads the step summary of GitHub, which it continues, and not the file of outputs', async () => {
  const appended = new Map<string, unknown>();
  const files = {
    append: async (path: string, text: unknown) => void appended.set(path, text),
  };
  const env = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: '/output', GITHUB_STEP_SUMMARY: '/summary' };
  const world = { env, clock: fixedClock, files } as unknown as World;
  const reports = createReports({ once: false, imports: 1 }, world);
  reports.on(result());
  reports.end(0);
  expect(await reports.write()).toEqual([]);
  expect(appended.get('/output')).toMatch(/^status=succeeded\n/);
  expect(appended.get('/summary')).toBeTypeOf('function');
});
