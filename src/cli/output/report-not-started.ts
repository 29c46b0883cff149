import { ImportwatchError } from '../../core/model/errors.ts';
import type { World } from '../world.ts';
import { endOfAll } from './end-stream.ts';
import { createReports, type ReportOptions } from './reports.ts';

/** Reports to the CI system that `run` started no import. Does nothing for other errors. */
export async function reportNotStarted(
  thrown: unknown,
  options: ReportOptions,
  world: World,
): Promise<void> {
  if (!(thrown instanceof ImportwatchError) || thrown.code !== 'not-started') return;
  const { error, exitCode } = endOfAll(thrown, world);
  const reports = createReports({ ...options, once: false, imports: 0 }, world);
  const lines = reports.endWithout(error?.message ?? '', exitCode);
  const problems = (await reports.write()).map((problem) => `warning: ${problem}`);
  for (const line of [...lines, ...problems]) world.stderr.write(`${line}\n`);
}
