import { systemClock } from '../adapters/clock.ts';
import { proxySecrets } from '../adapters/proxy-variables.ts';
import type { Profile } from '../config/profile.ts';
import { missingId } from '../config/target.ts';
import { ImportwatchError } from '../core/errors.ts';
import type { ImportEvent, ResultEvent, WatchEvent } from '../core/events.ts';
import type { Provider } from '../core/provider.ts';
import { createRedactor } from '../core/redact.ts';
import { type Watched, watchAll } from '../core/watch-all.ts';
import { connectionKeys, connectorFor, profilesByRequest } from './connect.ts';
import { refuseUnknown } from './known-keys.ts';
import type { GroupChoices, ImportRequest, Interruptible, ProviderName } from './request.ts';
import { waitChoices, watchOptions } from './wait-options.ts';

/**
 * Watches one import until it has ended. Nothing is asked before the first event is; whoever stops
 * listening stops the request in flight.
 *
 * @returns The events of the import as they come. The last one is its `result`, whatever the
 * outcome: a failure, a time-out and an aborted signal are outcomes too, and not thrown.
 * @throws {ImportwatchError} `usage`, `config` or `secret`: what is asked for makes no sense.
 * @example
 * for await (const event of watchImport({ provider: 'elevate', settings, id, timeout: '2h' })) {
 *   if (event.type === 'progress') console.log(event.snapshot.state, event.snapshot.percent);
 *   if (event.type === 'result') console.log(event.outcome);
 * }
 */
export async function* watchImport<const P extends ProviderName | Provider>(
  request: ImportRequest<P> & Interruptible,
): AsyncGenerator<ImportEvent, void, void> {
  yield* watchOne(request as ImportRequest & Interruptible, false);
}

/**
 * Watches several imports side by side, under one deadline. Requests to one origin share
 * connections, are eight at a time at most, and share what the service says of its limits.
 *
 * @returns The events of all, as they come; `target` says whose. The last one is `end`, with the
 * exit code that `importwatch wait` would have. What is unfinished where the watch ends early
 * (`any`, `failFast`) has a `result` without an outcome.
 * @throws {ImportwatchError} as `watchImport` does.
 */
export async function* watchImports(
  requests: readonly ImportRequest[],
  choices: GroupChoices = {},
): AsyncGenerator<WatchEvent, void, void> {
  yield* watchRequests(requests, choices, false);
}

/**
 * Watches one import until it has ended, and says only what became of it.
 *
 * @returns Its `result`; `outcome` is one of the words behind the exit codes of `importwatch wait`.
 * @throws {ImportwatchError} as `watchImport` does.
 */
export async function waitForImport<const P extends ProviderName | Provider>(
  request: ImportRequest<P> & Interruptible,
): Promise<ResultEvent> {
  return resultOf(watchOne(request as ImportRequest & Interruptible, false));
}

/**
 * Asks once where an import stands; twice more where the service gives no usable answer.
 *
 * @returns Its `result`; `outcome` is `null` while the import goes on, `snapshot` says where it is.
 * @throws {ImportwatchError} as `watchImport` does.
 */
export async function getStatus<const P extends ProviderName | Provider>(
  request: ImportRequest<P> & Interruptible,
): Promise<ResultEvent> {
  return resultOf(watchOne(request as ImportRequest & Interruptible, true));
}

async function resultOf(events: AsyncIterable<ImportEvent>): Promise<ResultEvent> {
  for await (const event of events) if (event.type === 'result') return event;
  throw new ImportwatchError('bug', 'A watch has ended without a result.');
}

async function* watchOne(
  { signal, ...request }: ImportRequest & Interruptible,
  once: boolean,
): AsyncGenerator<ImportEvent, void> {
  for await (const event of watchRequests([request as ImportRequest], { signal }, once)) {
    if (event.type !== 'end') yield event;
  }
}

async function* watchRequests(
  requests: readonly ImportRequest[],
  { any = false, failFast = false, signal = new AbortController().signal, ...group }: GroupChoices,
  once: boolean,
): AsyncGenerator<WatchEvent, void> {
  refuseUnknown(group, waitChoices);
  if (requests.length === 0) throw new ImportwatchError('usage', 'There is nothing to watch.');
  const redactor = createRedactor();
  for (const secret of proxySecrets(process.env)) redactor.add(secret);
  const connector = connectorFor(redactor);
  const profileOf = profilesByRequest();
  const imports = await Promise.all(
    requests.map(async (request): Promise<Watched> => {
      refuseUnknown(request, requestKeys);
      const options = watchOptions(request, group, once);
      const profile = await profileOf(request);
      return { subject: await connector.subject(targetOf(request, profile), profile), options };
    }),
  );
  const world = { clock: systemClock, random: Math.random };
  yield* watchAll(imports, { any, failFast }, world, signal);
}

const requestKeys = ['provider', 'settings', 'name', 'id', ...waitChoices, ...connectionKeys];

function targetOf(
  { id }: ImportRequest,
  profile: Pick<Profile, 'name' | 'provider'>,
): { readonly id?: string } {
  if (id !== undefined && id !== '') return { id: String(id) };
  const { required, example } = profile.provider.id;
  if (!required) return {};
  throw missingId(profile, `For example ${example}.`);
}
