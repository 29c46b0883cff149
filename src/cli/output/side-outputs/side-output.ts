import type { WatchEvent } from '../../../core/model/events.ts';
import { cannotWrite } from '../../cannot-write.ts';
import type { World } from '../../world.ts';

/** An output in addition to the usual one. None of them changes the outcome. */
export interface SideOutput {
  handle(event: WatchEvent): void;
  /** Once everything is over. */
  finish(): Promise<void>;
}

/** A warning about a file, as for reports. `problem` is the rest of a sentence about it. */
export function sayUnwritable(path: string, problem: string, { stderr }: World): void {
  stderr.write(`warning: ${cannotWrite(path, problem)}\n`);
}
