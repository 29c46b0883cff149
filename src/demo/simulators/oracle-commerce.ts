import { type Handler, type Received, type Reply, serve } from '../serve.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';

const applicationKey = 'example-application-key';
const importId = 'a1b2_c3';
const total = 5000;
const tokenLifeSeconds = 300;
/** The progress at which the assets have been counted. */
const countedAt = 0.05;
const stopsAt = { failure: 0.6, error: 0.5 } as const;

export interface OracleOptions extends SimulatorOptions {
  /** While this is true, every call is denied for load: 403 with errorCode 60012. */
  readonly denies?: () => boolean;
  /** The progress at which the asset import starts. Until then, it has counts but does not run. */
  readonly startsAt?: number;
  /** The progress at which the asset import stops and loses its counts. */
  readonly vanishesAt?: number;
}

/**
 * An instance with one asset import and, under the same id, one import and one export process.
 * Supports login, its renewal and the calls for progress of the Admin API. Only processes can
 * report a failure or an abort, so the profile watches a process for these outcomes. An asset
 * import that fails only stops at 60 %, which importwatch accepts as the end after a minute.
 */
export const simulateOracleCommerce = async (options: OracleOptions): Promise<Simulator> => {
  const served = await serve(options.intercept, instance(options));
  const hasWord = options.outcome === 'failure' || options.outcome === 'aborted';
  const operation = hasWord ? 'import-process' : 'asset-import';
  return { ...served, settings: { baseUrl: served.url, applicationKey, operation }, id: importId };
};

function instance(options: OracleOptions): Handler {
  const tokens = createTokens(options.now ?? Date.now);
  return (request) => {
    const { method, path } = request;
    const call = `${method} ${path}`;
    if (options.denies?.()) {
      return wrong(403, 'Request denied due to performance constraints.', '60012');
    }
    if (call === 'POST /ccadmin/v1/login') return login(request, tokens);
    const isMeta = call === `GET ${metaPath}`;
    if (!path.startsWith('/ccadmin/v1/') && !isMeta) return undefined;
    if (!tokens.isValid(bearer(request))) return wrong(401, 'The access token is not valid.');
    if (isMeta) return { body: tallies };
    if (call === 'POST /ccadmin/v1/refresh') return { body: tokens.grant() };
    if (call === 'GET /ccadmin/v1/asset/importStatus') {
      return { body: { importInProgressStatus: isImporting(options) } };
    }
    const [, resource, id] =
      /^GET \/ccadmin\/v1\/(asset\/import|importProcess|exportProcess)\/([^/]+)$/.exec(call) ?? [];
    if (resource === undefined || id !== importId) return wrong(404, 'There is no such resource.');
    if (options.outcome === 'error' && options.progress() >= stopsAt.error) {
      return wrong(400, 'The request is rejected.');
    }
    return { body: resource === 'asset/import' ? counts(options) : processBody(request, options) };
  };
}

interface Tokens {
  grant(): object;
  isValid(token: string): boolean;
}

function createTokens(now: () => number): Tokens {
  const expiries = new Map<string, number>();
  return {
    grant() {
      const token = `example-token-${expiries.size + 1}`;
      expiries.set(token, now() + tokenLifeSeconds * 1000);
      const links = [{ rel: 'self', href: 'https://ccadmin.example.com/ccadmin/v1/login' }];
      return { access_token: token, token_type: 'bearer', expires_in: tokenLifeSeconds, links };
    },
    isValid: (token) => (expiries.get(token) ?? 0) > now(),
  };
}

function login(request: Received, tokens: Tokens): Reply {
  if (bearer(request) !== applicationKey) return wrong(401, 'The application key is not valid.');
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const grantType = new URLSearchParams(request.body).get('grant_type');
  return isForm && grantType === 'client_credentials'
    ? { body: tokens.grant() }
    : wrong(400, 'The grant type is not supported.');
}

function bearer({ headers }: Received): string {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** Oracle's error model: `status` and `errorCode` are strings. */
function wrong(status: number, message: string, errorCode?: string): Reply {
  return { status, body: { message, status: String(status), errorCode } };
}

/** `{}` until the assets have been counted, and again once their record is gone. */
function counts({ outcome, progress, startsAt = 0, vanishesAt = Infinity }: OracleOptions): object {
  const done = progress();
  if (done < countedAt || done >= vanishesAt) return {};
  const most = outcome === 'failure' ? stopsAt.failure : 1;
  return { total, current: done < startsAt ? 0 : Math.floor(total * Math.min(done, most)) };
}

function isImporting(options: OracleOptions): boolean {
  const { outcome, progress, startsAt = 0, vanishesAt = Infinity } = options;
  const endsAt = outcome === 'failure' ? stopsAt.failure : 1;
  return progress() >= startsAt && progress() < Math.min(endsAt, vanishesAt);
}

const words = { success: 'succeeded', failure: 'failed', aborted: 'aborted' } as const;
const reason = { type: 'failed', title: 'Import failed', detail: 'A record could not be read.' };

const metaPath = '/file/v1/importStatus.json';
const tallies = {
  standaloneItem: {
    id: 'Products',
    format: 'json',
    result: { successCount: 250, failureCount: 0 },
  },
};

/** As in Oracle's samples, both files are linked even if no record failed. */
function linksOf({ headers }: Received): readonly object[] {
  const origin = `http://${headers.host}`;
  return [
    { rel: 'meta', href: `${origin}${metaPath}` },
    { rel: 'failedRecordsFile', href: `${origin}/file/v1/failedRecords.json` },
  ];
}

/** A process whose requests are rejected halfway through would have succeeded. */
function processBody(request: Received, options: SimulatorOptions): object {
  const { outcome = 'success', progress } = options;
  const ending = outcome === 'error' ? 'success' : outcome;
  const most = ending === 'success' ? 1 : stopsAt.failure;
  const done = Math.min(progress(), most);
  const completed = done === most;
  return {
    completed,
    completedPercentage: Math.floor(100 * done),
    progress: completed ? words[ending] : done < countedAt ? 'pending' : 'processing',
    links: completed && ending === 'success' ? linksOf(request) : [],
    ...(completed && ending === 'failure' && { error: reason }),
  };
}
