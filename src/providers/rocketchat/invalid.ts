import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import type { OwnWarning } from '../../core/model/warning.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { invalidated } from './errors.ts';
import { droppedForMs, type Observed } from './observed.ts';

/**
 * Returns an import that the server marked as not valid as failed, once it hasn't changed for long
 * enough. Returns any other import unchanged.
 */
export function droppedOrAsItIs(observed: Observed, atMs: number): ImportSnapshot {
  const forMs = droppedForMs(observed, atMs);
  if (forMs === undefined) return observed.last;
  const message = `The server dropped this import: it marked the import as invalid, and nothing has changed for ${formatDuration(forMs)}. Rocket.Chat doesn't report why. Possible causes: a restart of the server, import.clear, or a newer import or download of pending files or avatars.`;
  return { ...observed.last, state: 'failed', message };
}

/**
 * The end of an import that lost its validity while it was running. Newer importers then stop, and
 * still report that they are done. So only full counts prove a success. Throws if the counts are
 * short.
 */
export function provenEnd(ended: ImportSnapshot): ImportSnapshot {
  const { state, completed, total, warnings = [] } = ended;
  if (state !== 'succeeded') return ended;
  if (completed === undefined || total === undefined) {
    return { ...ended, warnings: [...warnings, uncounted] };
  }
  if (completed < total) throw invalidated(ended);
  return ended;
}

const uncounted: OwnWarning = {
  code: 'not-valid',
  message:
    'The server marked this import as invalid while it ran, and reports no counts. In Rocket.Chat, check that everything arrived.',
};
