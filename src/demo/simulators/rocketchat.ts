import { type Handler, type Reply, serve } from '../serve.ts';
import type { Simulate, Simulator, SimulatorOptions } from '../simulator.ts';

export type RocketchatOptions = SimulatorOptions & {
  /** 10 calls a minute for each route, as for users who are not exempt. */
  readonly rateLimit?: boolean;
  /** An older import, long done, is the newest one until `progress` is above 0. */
  readonly previous?: boolean;
  /** The import waits for a person to choose what to import, for a while. */
  readonly selection?: boolean;
};

const user = { userId: 'd26x6zSkaPSe5gCyy', authToken: 'example-key' } as const;
const about = { type: 'Slack', importerKey: 'slack', valid: true, user: user.userId } as const;

const previousImport = {
  ...about,
  _id: '7PbvsnKJD9ZAqw38C',
  ts: '2026-01-05T08:00:00.000Z',
  _updatedAt: '2026-01-05T08:20:00.000Z',
  status: 'importer_done',
  count: { total: 4200, completed: 4200 },
};

/** A server (8.x) with one import of a Slack export, asked by a user who may run imports. */
export const simulate = (async (options: RocketchatOptions): Promise<Simulator> => {
  const { intercept, rateLimit, now = Date.now } = options;
  const answering = server(options);
  const served = await serve(intercept, rateLimit ? limited(answering, now) : answering);
  return { ...served, settings: { baseUrl: served.url, ...user } };
}) satisfies Simulate;

function server(options: RocketchatOptions): Handler {
  const { outcome, previous, progress } = options;
  const running = importOf(options);
  return ({ method, path, query, headers }) => {
    if (method !== 'GET' || !path.startsWith('/api/v1/')) return undefined;
    if (headers['x-user-id'] !== user.userId || headers['x-auth-token'] !== user.authToken) {
      const message = 'You must be logged in to do this.';
      return { status: 401, body: { success: false, error: message, status: 'error', message } };
    }
    if (query.size > 0) return rejection('must NOT have additional properties', 'invalid-params');
    if (outcome === 'error' && progress() >= 0.5) {
      return rejection('The importer was not found', 'error-importer-not-defined');
    }
    const newest = previous && progress() <= 0 ? previousImport : running();
    const { importerKey: key, type: name, status: step, count } = newest;
    switch (path.slice('/api/v1/'.length)) {
      case 'getCurrentImportOperation':
        return { body: { operation: newest, success: true } };
      case 'getImportProgress':
        return { body: { key, name, step, count, success: true } };
      case 'getLatestImportOperations':
        return {
          body: previous && newest !== previousImport ? [newest, previousImport] : [newest],
        };
      default:
        return undefined;
    }
  };
}

function rejection(words: string, errorType: string): Reply {
  return { status: 400, body: { success: false, error: `${words} [${errorType}]`, errorType } };
}

/** Where an import stands until a part of its time is over, and the records it has by then. */
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
  { step: 'importing_messages', until: 0.95, records: 12_000 },
  { step: 'finishing', until: Number.POSITIVE_INFINITY, records: 12_000 },
] as const;
const total = 12_000;
const countedFrom = 0.25;

const endings = { success: 'done', failure: 'import_failed', aborted: 'import_cancelled' } as const;

/** The operation as the server records it, asked again and again. */
function importOf(options: RocketchatOptions) {
  const { outcome = 'success', progress, selection = false, now = Date.now } = options;
  const ts = new Date(now()).toISOString();
  let last = { status: '', completed: 0, _updatedAt: ts };
  return () => {
    const part = Math.min(1, Math.max(0, progress()));
    const ending = part < 1 || outcome === 'error' ? undefined : endings[outcome];
    // One that does not succeed gets no further than this.
    const reached = outcome === 'failure' || outcome === 'aborted' ? part * 0.7 : part;
    const { step, completed } = position(reached, selection);
    const status = `importer_${ending ?? step}`;
    if (status !== last.status || completed !== last.completed) {
      last = { status, completed, _updatedAt: new Date(now()).toISOString() };
    }
    const count = { total: reached < countedFrom ? 0 : total, completed, error: 0 };
    return { ...about, _id: 'kR3nTq9pXw2LsYb6H', ts, status, _updatedAt: last._updatedAt, count };
  };
}

/** Counts are written in jumps: every 50 records, every 500 while importing messages. */
function position(part: number, selection: boolean): { step: string; completed: number } {
  const steps = course.filter(({ step }) => selection || step !== 'user_selection');
  const index = steps.findIndex(({ until }) => part < until);
  const { step, until, records } = steps[index] as (typeof course)[number];
  const { until: since, records: before } = steps[index - 1] ?? { until: 0, records: 0 };
  const jump = step === 'importing_messages' ? 500 : 50;
  const written = ((records - before) * (part - since)) / (until - since);
  return { step, completed: before + Math.floor(written / jump) * jump };
}

/** Each route has a bucket of its own. The reset is in epoch ms, and there is no `Retry-After`. */
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
