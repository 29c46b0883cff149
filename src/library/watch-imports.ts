import { systemClock } from '../adapters/clock.ts';
import { proxySecrets } from '../adapters/http/proxy-variables.ts';
import type { Profile } from '../config/profile/profile.ts';
import { missingId } from '../config/profile/target.ts';
import { ImportwatchError } from '../core/model/errors.ts';
import type { ImportEvent, ResultEvent, WatchEvent } from '../core/model/events.ts';
import { cleanId } from '../core/model/import-id.ts';
import type { Provider } from '../core/provider/provider.ts';
import { createRedactor, type Redactor } from '../core/text/redact.ts';
import { type Watched, watchAll } from '../core/watch/watch-all.ts';
import { asId, asObject, asSignal, refuseUnknown } from './check-arguments.ts';
import { closable } from './closable.ts';
import { createClosableConnector } from './closable-connector.ts';
import type { GroupChoices, ImportRequest, Interruptible, ProviderName } from './request.ts';
import { connectionKeys, profilesByRequest } from './request-profiles.ts';
import { waitChoices, watchOptions } from './wait-options.ts';

/**
 * Watches one import until it has ended. Polling begins when you request the first event. If you
 * stop iterating, the request in flight is aborted.
 *
 * @returns The events of the import as they come. The last one is its `result`, whatever the
 * outcome: a failure, a time-out and an aborted signal are outcomes too, and not thrown.
 * @throws {ImportwatchError} `usage`, `config` or `secret`: the request itself is invalid.
 * @example
 * for await (const event of watchImport({ provider: 'elevate', settings, id, timeout: '2h' })) {
 *   if (event.type === 'progress') console.log(event.snapshot.state, event.snapshot.percent);
 *   if (event.type === 'result') console.log(event.outcome);
 * }
 */
export function watchImport<const P extends ProviderName | Provider>(
  request: ImportRequest<P> & Interruptible,
): AsyncGenerator<ImportEvent, void, void> {
  return closable((closed) => watchOne(request as ImportRequest & Interruptible, false, closed));
}

/**
 * Watches several imports in parallel, under one time limit. Requests to one origin share
 * connections and rate limits, and at most eight run in parallel.
 *
 * @returns The events of all, as they come, each with its `target`. The last one is `end`, with the
 * exit code that `importwatch wait` would have. Imports still running when the watch ends early
 * (`any`, `failFast`) get a `result` without an outcome.
 * @throws {ImportwatchError} like `watchImport`.
 */
export function watchImports(
  requests: readonly ImportRequest[],
  choices: GroupChoices = {},
): AsyncGenerator<WatchEvent, void, void> {
  return closable((closed) => watchRequests(requests, choices, false, closed));
}

/**
 * Watches one import until it has ended, and returns only its outcome.
 *
 * @returns Its `result`. `outcome` is one of the names next to the exit codes in the README.
 * @throws {ImportwatchError} like `watchImport`.
 */
export async function waitForImport<const P extends ProviderName | Provider>(
  request: ImportRequest<P> & Interruptible,
): Promise<ResultEvent> {
  return resultOf(watchOne(request as ImportRequest & Interruptible, false));
}

/**
 * Polls an import once, and up to twice more if the service gives no usable answer.
 *
 * @returns Its `result`. `outcome` is `null` while the import is running, `snapshot` has its status.
 * @throws {ImportwatchError} like `watchImport`.
 */
export async function getStatus<const P extends ProviderName | Provider>(
  request: ImportRequest<P> & Interruptible,
): Promise<ResultEvent> {
  return resultOf(watchOne(request as ImportRequest & Interruptible, true));
}

async function resultOf(events: AsyncIterable<ImportEvent>): Promise<ResultEvent> {
  for await (const event of events) if (event.type === 'result') return event;
  throw new ImportwatchError('bug', 'The watch ended without a result.');
}

async function* watchOne(
  given: ImportRequest & Interruptible,
  once: boolean,
  closed?: AbortSignal,
): AsyncGenerator<ImportEvent, void> {
  const { signal, ...request } = asObject(given, 'The request is');
  for await (const event of watchRequests([request as ImportRequest], { signal }, once, closed)) {
    if (event.type !== 'end') yield event;
  }
}

async function* watchRequests(
  requests: readonly ImportRequest[],
  choices: GroupChoices,
  once: boolean,
  closed: AbortSignal = new AbortController().signal,
): AsyncGenerator<WatchEvent, void> {
  const { any = false, failFast = false, signal, ...group } = asObject(choices, 'The options are');
  refuseUnknown(group, waitChoices);
  if (!Array.isArray(requests)) throw new ImportwatchError('usage', "The requests aren't a list.");
  if (requests.length === 0) throw new ImportwatchError('usage', 'There is no import to watch.');
  const stop = signal ? AbortSignal.any([asSignal(signal), closed]) : closed;
  const now = systemClock.now();
  const redactor = createRedactor();
  for (const secret of proxySecrets(process.env)) redactor.add(secret);
  const connector = createClosableConnector(redactor);
  const profileOf = profilesByRequest();
  try {
    const imports = await Promise.all(
      requests.map(async (request): Promise<Watched> => {
        refuseUnknown(asObject(request, 'The request is'), requestKeys);
        const options = watchOptions(request, group, { once, now });
        const profile = await profileOf(request);
        return { connected: await connector.connect(targetOf(request, profile), profile), options };
      }),
    );
    const world = { clock: systemClock, random: Math.random };
    yield* watchAll(imports, { any, failFast }, world, stop);
  } catch (error) {
    if (error instanceof ImportwatchError) throw error;
    throw unexpected(error, redactor);
  } finally {
    connector.close();
  }
}

/** Wraps what a provider threw. It may hold secrets, so it doesn't become the `cause`. */
function unexpected(error: unknown, { redact }: Redactor): ImportwatchError {
  const message = redact(error instanceof Error ? error.message : String(error));
  return new ImportwatchError('bug', `The provider threw an unexpected error: ${message}`, {
    hint: 'If this is your own provider, throw an ImportwatchError instead. Otherwise, report this bug.',
  });
}

const requestKeys = ['provider', 'settings', 'name', 'id', ...waitChoices, ...connectionKeys];

function targetOf(
  { id: given }: ImportRequest,
  profile: Pick<Profile, 'name' | 'provider'>,
): { readonly id?: string } {
  const id = cleanId(asId(given));
  if (id !== '') return { id };
  const { required, example } = profile.provider.id;
  if (!required) return {};
  throw missingId(profile, `For example ${example}.`);
}
