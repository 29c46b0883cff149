import { expect, it } from 'vitest';
import { createReports } from '../../../src/cli/output/reports.ts';
import type { World } from '../../../src/cli/world.ts';
import { fixedClock } from '../../helpers/clock.ts';
import { progress } from '../../render/sample-events.ts';

it('never reports the same to a CI system twice in a row', () => {
  const world = { env: {}, clock: fixedClock, files: {} } as unknown as World;
  const reports = createReports({ ci: 'teamcity', once: false, imports: 1 }, world);
  const told = ['a', 'a', 'b', 'a'].map((phase) => reports.on(progress({ phase })).length);
  expect(told).toEqual([1, 0, 1, 1]);
});
