import { exitCodeOf } from '../core/errors.ts';
import { jsonLine, versionLine } from '../render/json.ts';
import type { World } from './world.ts';

/** A stream of JSON is whole also where nothing could be watched. */
export function endStream(error: unknown, { stdout, version, clock }: World): void {
  stdout.writeExactly(`${versionLine(version)}\n`);
  stdout.writeExactly(
    `${jsonLine({ type: 'end', at: clock.now(), exitCode: exitCodeOf(error) })}\n`,
  );
}
