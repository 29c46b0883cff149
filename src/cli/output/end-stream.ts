import { errorReport, exitCodeOf, ImportwatchError } from '../../core/model/errors.ts';
import { createSanitizer } from '../../core/model/sanitize.ts';
import { jsonLine, versionLine } from '../../render/json/json-lines.ts';
import type { World } from '../world.ts';

/** Completes the JSON stream and gives the reason, even if nothing could be watched. */
export function endStream(error: unknown, { stdout, version, clock, redactor }: World): void {
  const end = { type: 'end', at: clock.now(), exitCode: exitCodeOf(error) } as const;
  const why = createSanitizer(redactor).error(error);
  const told = why instanceof ImportwatchError ? errorReport(why) : undefined;
  stdout.writeExactly(`${versionLine(version)}\n`);
  stdout.writeExactly(`${jsonLine({ ...end, ...(told && { error: told }) })}\n`);
}
