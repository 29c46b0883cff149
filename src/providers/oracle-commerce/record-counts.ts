import { ImportwatchError } from '../../core/model/errors.ts';
import type { ApiClient, ApiRequest } from '../../core/provider/api-request.ts';
import { asCount, at, type Json } from '../../core/text/json.ts';

/** The processed and failed records of a process. */
export interface RecordCounts {
  readonly completed: number;
  readonly total: number;
  readonly failed: number;
}

/** How often to repeat the poll for a file that can't be read, before giving up on the file. */
const repeats = 2;

/**
 * Reads the counts of a finished process from the file that it links as `meta`. Returns `undefined`
 * if there is no such file, if it is on another origin, or if it isn't JSON with counts.
 */
export function createCountReader(client: ApiClient, baseUrl: string | undefined) {
  const failures = new Map<string, number>();
  return async (
    id: string,
    address: string | undefined,
    signal: AbortSignal,
  ): Promise<RecordCounts | undefined> => {
    const question = address === undefined ? undefined : requestAt(address, baseUrl);
    if (question === undefined) return undefined;
    try {
      return countsOf((await client(question, signal)).body);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ImportwatchError)) throw error;
      const count = (failures.get(id) ?? 0) + 1;
      failures.set(id, count);
      if (passes(error) && count <= repeats) throw error;
      return undefined;
    }
  };
}

/** Whether retrying can help. A file that isn't JSON won't change. */
function passes({ transient, code }: ImportwatchError): boolean {
  return transient && code !== 'bad-answer';
}

/**
 * Finds `{standaloneItem: {result}}` or `{bundleItems: [{result}, …]}`, where a result is
 * `{successCount, failureCount}`. The `dataImport` webhook describes the same file in this form.
 * Oracle doesn't document where in the file they are, so this searches all of it.
 */
function countsOf(body: Json): RecordCounts | undefined {
  const results = resultsIn(body);
  if (results.length === 0) return undefined;
  const sum = (key: string) =>
    results.reduce<number>((total, result) => total + (asCount(at(result, key)) ?? 0), 0);
  const failed = sum('failureCount');
  const completed = sum('successCount') + failed;
  return { completed, total: completed, failed };
}

function resultsIn(json: Json): readonly Json[] {
  if (typeof json !== 'object' || json === null) return [];
  return asCount(at(json, 'failureCount')) === undefined
    ? Object.values(json).flatMap(resultsIn)
    : [json];
}

/**
 * The request for an address that the service links. Only addresses below `baseUrl` are allowed, so
 * that the access token goes nowhere else.
 */
function requestAt(address: string, baseUrl = ''): ApiRequest | undefined {
  if (!URL.canParse(address, baseUrl)) return undefined;
  const { origin, pathname, searchParams } = new URL(address, baseUrl);
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  if (origin !== base.origin || !pathname.startsWith(`${prefix}/`)) return undefined;
  const path = pathname.slice(prefix.length);
  return { path, query: Object.fromEntries(searchParams) };
}
