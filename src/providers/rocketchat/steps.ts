import type { ImportState, SnapshotFields } from '../../core/snapshot.ts';

/** Every step of the server's importers (from its source, 3.x to 8.x), without its prefix. */
const stepsOf = {
  queued: ['new', 'uploading', 'downloading_file'],
  'action-required': ['file_loaded', 'user_selection'],
  running: [
    'preparing_started',
    'preparing_users',
    'preparing_channels',
    'preparing_messages',
    'preparing_contacts',
    'importing_started',
    'importing_users',
    'importing_contacts',
    'importing_channels',
    'importing_messages',
    'importing_files',
    'finishing',
  ],
  succeeded: ['done'],
  failed: ['import_failed'],
  aborted: ['import_cancelled'],
} as const satisfies Partial<Record<ImportState, readonly string[]>>;

const states = new Map<string, keyof typeof stepsOf>();
for (const [state, steps] of Object.entries(stepsOf)) {
  for (const step of steps) states.set(`importer_${step}`, state as keyof typeof stepsOf);
}

/** What a step says of an import. */
export type Standing = Pick<SnapshotFields, 'state' | 'vendorState' | 'phase' | 'message' | 'url'>;

/**
 * `isValid: false` on a step that is no end is how the server marks an import that it dropped. One
 * that has ended loses its validity too, and has ended all the same. `page` is where a person
 * continues an import.
 */
export function standing(step: string, isValid: boolean, page: string): Standing {
  const state = states.get(step) ?? 'unknown';
  const vendorState = step;
  if (state === 'succeeded' || state === 'failed' || state === 'aborted') {
    return { state, vendorState };
  }
  const phase = step.replace(/^importer_/, '').replaceAll('_', ' ');
  if (!isValid) return { state: 'failed', vendorState, phase, message: dropped };
  const url = state === 'action-required' ? page : undefined;
  return { state, vendorState, phase, message: requests.get(step), url };
}

const dropped = 'The server dropped this import (it was restarted) and does not go on with it.';

/** What is asked of a person. That the page is found under this name is not confirmed. */
const requests: ReadonlyMap<string, string> = new Map([
  [
    'importer_file_loaded',
    'The file is on the server; nothing happens until a person prepares the import: Administration → Import.',
  ],
  [
    'importer_user_selection',
    'The import waits for a person to choose what to import: Administration → Import.',
  ],
]);
