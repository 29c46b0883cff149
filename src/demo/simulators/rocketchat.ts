import { type Handler, type Reply, serve } from '../serve.ts';
import type { Simulate, Simulator, SimulatorOptions } from '../simulator.ts';

export type RocketchatOptions = SimulatorOptions & {
  /** Major version of the server. In 3, errors have other statuses, and importers ignore `valid`. */
  readonly version?: 3 | 8;
  /** Limits each route to 10 calls a minute, as for users who aren't exempt. */
  readonly rateLimit?: boolean;
  /** A permission that the user lacks. */
  readonly lacks?: 'run-import' | 'view-import-operations';
  /** An older import that has finished is the newest one until `progress` is above 0. */
  readonly previous?: boolean;
  /** For a while, the import waits for a person to choose what to import. */
  readonly selection?: boolean;
  /** A program fills the import through the API, and starts it after a while. */
  readonly api?: boolean;
  /** What marks the import as invalid, and at which part of its time. */
  readonly invalidated?: { readonly from: number; readonly by: Invalidation };
};

/**
 * `instance`: another process of the server starts, and the import keeps running. `restart`: the
 * only process restarts, and the import stops. `clear`: someone calls `import.clear`. `import`:
 * someone starts a newer import.
 */
export type Invalidation = 'instance' | 'restart' | 'clear' | 'import';

const user = { userId: 'd26x6zSkaPSe5gCyy', authToken: 'example-key' } as const;
const about = { type: 'Slack', importerKey: 'slack', valid: true, user: user.userId };

const previousImport = {
  ...about,
  _id: '7PbvsnKJD9ZAqw38C',
  ts: '2026-01-05T08:00:00.000Z',
  _updatedAt: '2026-01-05T08:20:00.000Z',
  status: 'importer_done',
  count: { total: 4200, completed: 4200 },
};

const newerImport = { ...about, _id: 'WmQ4vJ8cZt5FhNd2S', status: 'importer_uploading' };

/** A server with one import of a Slack export, for a user with all permissions. By default 8.x. */
export const simulateRocketchat = (async (options: RocketchatOptions): Promise<Simulator> => {
  const { intercept, rateLimit, now = Date.now } = options;
  const answering = server(options);
  const served = await serve(intercept, rateLimit ? limited(answering, now) : answering);
  return { ...served, settings: { baseUrl: served.url, ...user } };
}) satisfies Simulate;

function server(options: RocketchatOptions): Handler {
  const { outcome, lacks, previous, progress, invalidated, version = 8, now = Date.now } = options;
  const watched = importOf(options);
  let replacement: { readonly ts: string; readonly _updatedAt: string } | undefined;

  /** The latest operations, newest first. */
  function operations() {
    if (previous && progress() <= 0) return [previousImport];
    // A new operation marks all others as invalid.
    const older = previous ? [{ ...previousImport, valid: false }] : [];
    if (invalidated?.by !== 'import' || progress() < invalidated.from) return [watched(), ...older];
    const begun = new Date(now()).toISOString();
    replacement ??= { ts: begun, _updatedAt: begun };
    return [
      { ...newerImport, ...replacement, count: { total: 0, completed: 0 } },
      watched(),
      ...older,
    ];
  }

  return ({ method, path, query, headers }) => {
    if (method !== 'GET' || !path.startsWith('/api/v1/')) return undefined;
    if (headers['x-user-id'] !== user.userId || headers['x-auth-token'] !== user.authToken) {
      const message = 'You must be logged in to do this.';
      const said = { status: 'error', message };
      return {
        status: 401,
        body: version === 3 ? said : { success: false, error: message, ...said },
      };
    }
    const call = path.slice('/api/v1/'.length);
    if (lacks !== undefined && permissions[call] === lacks) return refusalOf(call, version);
    if (version === 8 && query.size > 0) {
      return rejection('must NOT have additional properties', 'invalid-params');
    }
    const latest = operations();
    const { importerKey: key, type: name, status: step, count } = latest[0] as Operation;
    switch (call) {
      case 'getCurrentImportOperation':
        // This call only reads the database, so it doesn't report a problem with the importer.
        return outcome === 'error' ? undefined : { body: { operation: latest[0], success: true } };
      case 'getImportProgress':
        return outcome === 'error' && progress() >= 0.5
          ? rejection(
              'The importer (slack) has no import class defined.',
              'error-importer-not-defined',
            )
          : { body: { key, name, step, count, success: true } };
      case 'getLatestImportOperations':
        return { body: latest };
      default:
        return undefined;
    }
  };
}

const permissions: Readonly<Record<string, RocketchatOptions['lacks']>> = {
  getCurrentImportOperation: 'run-import',
  getImportProgress: 'run-import',
  getLatestImportOperations: 'view-import-operations',
};

function refusalOf(call: string, version: 3 | 8): Reply {
  if (version === 8) {
    const error =
      'User does not have the permissions required for this action [error-unauthorized]';
    return { status: 403, body: { success: false, error } };
  }
  return call === 'getImportProgress'
    ? rejection('Importing is not allowed', 'error-action-not-allowed')
    : {
        status: 400,
        body: { success: false, error: '[not_authorized]', errorType: 'not_authorized' },
      };
}

function rejection(words: string, errorType: string): Reply {
  return { status: 400, body: { success: false, error: `${words} [${errorType}]`, errorType } };
}

/** The steps of the import, with the part of its time and the number of records at their end. */
const course = [
  { step: 'new', until: 0.02, records: 0 },
  { step: 'uploading', until: 0.06, records: 0 },
  { step: 'preparing_started', until: 0.1, records: 0 },
  { step: 'preparing_users', until: 0.14, records: 0 },
  { step: 'preparing_channels', until: 0.18, records: 0 },
  { step: 'preparing_messages', until: 0.25, records: 0 },
  { step: 'user_selection', until: 0.32, records: 0 },
  { step: 'importing_started', until: 0.34, records: 0 },
  { step: 'importing_users', until: 0.4, records: 300 },
  { step: 'importing_channels', until: 0.45, records: 360 },
  { step: 'importing_messages', until: 0.995, records: 12_000 },
  { step: 'finishing', until: Number.POSITIVE_INFINITY, records: 12_000 },
] as const;
/** The steps of an import through the API: a program adds users and starts the import later. */
const apiCourse = [
  { step: 'new', until: 0.25, records: 0 },
  { step: 'user_selection', until: 0.32, records: 0 },
  { step: 'importing_users', until: 0.995, records: 12_000 },
  { step: 'finishing', until: Number.POSITIVE_INFINITY, records: 12_000 },
] as const;
const total = 12_000;
const countedFrom = 0.25;

const endings = { success: 'done', failure: 'import_failed', aborted: 'import_cancelled' } as const;

/** An operation as the server records it. */
interface Operation {
  readonly _id: string;
  readonly type: string;
  readonly importerKey: string;
  readonly ts: string;
  readonly _updatedAt: string;
  readonly status: string;
  readonly valid: boolean;
  readonly user: string;
  readonly count: { readonly total: number; readonly completed: number; readonly error?: number };
}

/** Returns the operation at the time of each request. */
function importOf(options: RocketchatOptions): () => Operation {
  const { progress, invalidated, api = false, version = 8, now = Date.now } = options;
  const ts = new Date(now()).toISOString();
  let last = { status: '', completed: 0, valid: true, _updatedAt: ts };
  return () => {
    const part = Math.min(1, Math.max(0, progress()));
    const { step, completed, total } = standing(part, options);
    const status = `importer_${step}`;
    const valid = invalidated === undefined || part < invalidated.from;
    if (status !== last.status || completed !== last.completed || valid !== last.valid) {
      last = { status, completed, valid, _updatedAt: new Date(now()).toISOString() };
    }
    const kind = api ? { type: 'api', importerKey: 'api' } : {};
    const count = { total, completed, ...(version === 8 && { error: 0 }) };
    return { ...about, ...kind, _id: 'kR3nTq9pXw2LsYb6H', ts, ...last, count };
  };
}

/** The step and count at a part of the import's time. */
function standing(part: number, options: RocketchatOptions) {
  const { outcome = 'success', invalidated, version = 8 } = options;
  const stops = invalidated !== undefined && part >= invalidated.from;
  // `import.clear` and a newer import only stop the newest importer, which then reports that it is
  // done.
  const isStopped = stops && version === 8 && ['clear', 'import'].includes(invalidated.by);
  const isFrozen = stops && invalidated.by === 'restart';
  const got = isStopped || isFrozen ? invalidated.from : part;
  const isOver = isStopped || (part >= 1 && !isFrozen && outcome !== 'error');
  // An import that doesn't succeed stops here.
  const reached = outcome === 'failure' || outcome === 'aborted' ? got * 0.7 : got;
  const { step, completed } = position(reached, options);
  const ending = isStopped || outcome === 'error' ? 'done' : endings[outcome];
  return { step: isOver ? ending : step, completed, total: reached < countedFrom ? 0 : total };
}

/** The server writes counts in jumps of 50 records, or 500 while importing messages. */
function position(
  part: number,
  { selection = false, api = false, version = 8 }: RocketchatOptions,
): { step: string; completed: number } {
  const steps = api
    ? apiCourse
    : course.filter(({ step }) => selection || step !== 'user_selection');
  const index = steps.findIndex(({ until }) => part < until);
  const { step, until, records } = steps[index] as (typeof steps)[number];
  const { until: since, records: before } = steps[index - 1] ?? { until: 0, records: 0 };
  const jump = version === 3 || step === 'importing_messages' ? 500 : 50;
  const written = ((records - before) * (part - since)) / (until - since);
  return { step, completed: before + Math.floor(written / jump) * jump };
}

/** Each route has its own bucket. The reset is in epoch ms, and there is no `Retry-After`. */
function limited(handler: Handler, now: () => number): Handler {
  const windowMs = 60_000;
  const limit = 10;
  const windows = new Map<string, { readonly endsAt: number; readonly calls: number }>();
  return async (request) => {
    const open = windows.get(request.path);
    const { endsAt, calls } =
      open !== undefined && now() < open.endsAt ? open : { endsAt: now() + windowMs, calls: 0 };
    windows.set(request.path, { endsAt, calls: calls + 1 });
    const seconds = Math.ceil((endsAt - now()) / 1000);
    const error = `Error, too many requests. Please slow down. You must wait ${seconds} seconds before trying this endpoint again. [error-too-many-requests]`;
    const reply =
      calls < limit ? await handler(request) : { status: 429, body: { success: false, error } };
    if (reply === undefined || reply === 'reset') return reply;
    const headers = {
      date: new Date(now()).toUTCString(),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - calls - 1)),
      'x-ratelimit-reset': String(endsAt),
    };
    return { ...reply, headers };
  };
}
