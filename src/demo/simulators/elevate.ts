import { type Handler, type Reply, serve } from '../serve.ts';
import type { Simulate, SimulatorOptions } from '../simulator.ts';

const apiKey = 'example-key';
const importId = '5537431447739019570';

/** The status of the import, independent of the API version. */
interface Standing {
  readonly status: string;
  readonly message?: string;
}

const endings = {
  success: { status: 'SUCCESS' },
  failure: { status: 'FAILURE', message: 'Stopped by harmful import protection.' },
  aborted: { status: 'ABORTED' },
} as const satisfies Record<string, Standing>;

/**
 * A cluster with one import of products. Supports the call that starts it (Web API v2), and the
 * status calls of Web API v2 and of Admin API v3 and v4.
 */
export const simulateElevate: Simulate = async (options) => {
  const served = await serve(options.intercept, cluster(options));
  return { ...served, settings: { baseUrl: served.url, apiKey }, id: importId };
};

function cluster(options: SimulatorOptions): Handler {
  return ({ method, path, query, headers }) => {
    const call = `${method} ${path}`;
    const starts = call === 'POST /api/v2/import/products';
    const isAdmin = /^GET \/api\/admin\/v[34]\/import\/status$/.test(call);
    const inPath = /^GET \/api\/v2\/import\/status\/([^/]+)$/.exec(call)?.[1];
    const id = starts ? importId : isAdmin ? (query.get('id') ?? '') : inPath;
    if (id === undefined) return undefined;
    if (headers['api-key'] !== apiKey) {
      return { status: 403, text: 'Api-Key could not be validated.' };
    }
    const standing = id === importId ? standingOf(options) : { status: 'NOT_FOUND' };
    if (standing === undefined)
      return { status: 400, body: { message: 'The request is rejected.' } };
    return isAdmin ? adminReply(id, standing) : webReply(id, standing, starts ? 202 : 200);
  };
}

/** `undefined` if the service rejects the request. */
function standingOf({ outcome = 'success', progress }: SimulatorOptions): Standing | undefined {
  const done = progress();
  if (done < 0.1) return { status: 'WAITING' };
  if (done < 0.15) return { status: 'BLOCKED' };
  if (done < (outcome === 'error' ? 0.5 : 1)) return { status: 'IN_PROGRESS' };
  return outcome === 'error' ? undefined : endings[outcome];
}

function webReply(id: string, { status, message }: Standing, httpStatus: number): Reply {
  return { status: httpStatus, body: { id, status, type: 'PRODUCTS', message } };
}

/** The Admin API prints ids as numbers, even with 19 digits, which JavaScript can't serialize. */
function adminReply(id: string, { status, message }: Standing): Reply {
  const number = id === importId ? id : JSON.stringify(id);
  return {
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    text: `{\n  "id" : ${number},\n  "reason" : ${JSON.stringify(message ?? null)},\n  "status" : "${status}"\n}`,
  };
}
