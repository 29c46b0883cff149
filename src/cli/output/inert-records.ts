import type { RecordFile } from '../../core/ports/record-file.ts';
import { inertLines } from '../../core/text/text.ts';
import { ciSystem } from '../../render/ci/detect.ts';
import type { World } from '../world.ts';
import { isCi } from './presenter.ts';

/**
 * The same file. If a terminal shows it, or the log of a CI system may, no record acts there. What
 * another program or a file receives stays as it is.
 */
export function inertWhereShown(file: RecordFile, world: World): RecordFile {
  const inCi = isCi(world) || ciSystem('auto', world.env) !== undefined;
  const isShown = file.reader === 'terminal' || (file.reader === 'shell' && inCi);
  // It receives whole lines at a time, as the writer of records passes them on.
  return isShown
    ? { ...file, write: (bytes) => file.write(Buffer.from(inertLines(utf8.decode(bytes)))) }
    : file;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
