import type { ImportState, SnapshotFields } from '../../core/model/snapshot.ts';
import type { OwnWarning } from '../../core/model/warning.ts';

/**
 * Every step of the server's importers, without its prefix. Source: the server's code, 3.x to 8.x.
 */
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

/** Other facts that the meaning of a step depends on. */
export interface Circumstances {
  /** The importer's key. Imports through the API have a key of their own. */
  readonly importer?: string | undefined;
  readonly isValid: boolean;
  /** The address of the server. */
  readonly page: string;
}

/** The state and details that a step stands for. */
export type StepMeaning = Pick<
  SnapshotFields,
  'state' | 'vendorState' | 'phase' | 'message' | 'url' | 'warnings'
>;

export function standing(step: string, { importer, isValid, page }: Circumstances): StepMeaning {
  const state = states.get(step) ?? 'unknown';
  const vendorState = step;
  const history = `${page.replace(/\/+$/, '')}/admin/import`;
  if (state === 'succeeded' || state === 'failed' || state === 'aborted') {
    return { state, vendorState, url: history };
  }
  const phase = step.replace(/^importer_/, '').replaceAll('_', ' ');
  if (!isValid) {
    // Nobody can continue an invalid import, so don't ask a person to.
    const doubtful = state === 'action-required' ? 'blocked' : state;
    return { state: doubtful, vendorState, phase, url: history, warnings: [notValid] };
  }
  if (importer === 'api' && state === 'action-required') {
    return { state, vendorState, phase, message: programNeeded };
  }
  const url = history + pageOf(step, importer);
  return { state, vendorState, phase, message: requests.get(step), url };
}

/**
 * The page in the server's administration where an import is continued (`ImportOperationSummary`).
 */
function pageOf(step: string, importer: string | undefined): string {
  if (/^importer_(importing_|finishing)/.test(step)) return '/progress';
  return states.has(step) && importer !== 'api' ? '/prepare' : '';
}

const notValid: OwnWarning = {
  code: 'not-valid',
  message:
    'The server has marked this import as invalid. It may still be running, so importwatch keeps checking for changes.',
};

/**
 * Imports through the API (6.3 and later) wait for a program at the steps where others wait for a
 * person.
 */
const programNeeded =
  'A program fills this import through the API. It starts when the program calls import.run.';

/** The next action of a person. */
const requests: ReadonlyMap<string, string> = new Map([
  [
    'importer_file_loaded',
    'The file is on the server. A person has to prepare the import: Administration → Import.',
  ],
  [
    'importer_user_selection',
    'The import waits for a person to choose what to import: Administration → Import.',
  ],
  ['importer_user_selection', 'To continue, choose what to import: Administration → Import.'],
]);
