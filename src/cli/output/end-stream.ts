import { errorReport, exitCodeOf, ImportwatchError } from '../../core/model/errors.ts';
import type { EndEvent } from '../../core/model/events.ts';
import { createSanitizer } from '../../core/model/sanitize.ts';
import { jsonLine, versionLine } from '../../render/json/json-lines.ts';
import type { World } from '../world.ts';

/** Completes the JSON stream and gives the reason, even if nothing could be watched. */
export function endStream(error: unknown, world: World): void {
  const { stdout, version } = world;
  stdout.writeExactly(`${versionLine(version)}\n`);
  stdout.writeExactly(`${jsonLine(endOfAll(error, world))}\n`);
}

/** The last event if nothing could be watched, with the reason. */
export function endOfAll(error: unknown, { clock, redactor }: World): EndEvent {
  const end = { type: 'end', at: clock.now(), exitCode: exitCodeOf(error) } as const;
  const why = createSanitizer(redactor).error(error);
  const report = why instanceof ImportwatchError ? errorReport(why) : undefined;
  return { ...end, ...(report && { error: report }) };
}
