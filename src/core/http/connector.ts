import { createSanitizer } from '../model/sanitize.ts';
import type { ConnectedImport } from '../pacing/connected-import.ts';
import { type InFlightPoll, startPoll } from '../pacing/in-flight-poll.ts';
import { joinPolls } from '../pacing/join-polls.ts';
import { createOriginQueue, type OriginQueue } from '../pacing/origin-queue.ts';
import { createRateLimit, type RateLimit } from '../pacing/rate-limit.ts';
import { createRequestLimiter } from '../pacing/request-limiter.ts';
import type { Clock } from '../ports/clock.ts';
import type { Send } from '../ports/send.ts';
import type { ApiClient } from '../provider/api-request.ts';
import { credentialsToSet } from '../provider/credentials.ts';
import type { ErrorMapping } from '../provider/error-mapping.ts';
import type { Settings } from '../provider/field.ts';
import { idMeant } from '../provider/id-in-address.ts';
import type { Connection, Provider } from '../provider/provider.ts';
import type { Redactor } from '../text/redact.ts';
import { type ApiClientOptions, createApiClient } from './api-client.ts';
import { connectionWarnings } from './connection-warnings.ts';
import { rememberingTokens, sanitized } from './guards.ts';
import { renewing } from './renewing.ts';
import { inSpareTime } from './spare-time.ts';

/** A service, and what is needed to reach it. */
export interface Service {
  /** The name that the user gave it. */
  readonly name: string;
  readonly provider: Provider;
  readonly settings: Settings;
  /** http or https, without credentials, query and fragment. */
  readonly baseUrl: URL;
  /** To send with each request. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly insecureTls: boolean;
  /** None of them may be shown. */
  readonly secrets: readonly string[];
  /** The same service with its secrets read again, if they can change. */
  renew?(): Promise<this>;
  /** Paths of settings whose secret could be an ordinary word. */
  readonly weakSecrets?: readonly string[];
}

/** Connects services. Imports share everything that they can. */
export interface Connector<S extends Service> {
  connect(target: { readonly id?: string }, service: S): Promise<ConnectedImport>;
  /** The connection to the service itself, without an import. */
  connection(service: S): Promise<Connection>;
}

export interface ConnectorDependencies<S extends Service> {
  readonly clock: Clock;
  readonly redactor: Redactor;
  createSend(service: S): Promise<Send>;
}

/** Shared by all imports of one origin. */
interface Origin {
  readonly rateLimit: RateLimit;
  readonly pass: (send: Send) => Send;
  /** Monotonic ms. */
  answeredMs: number;
  readonly queue: OriginQueue;
}

export function createConnector<S extends Service>(world: ConnectorDependencies<S>): Connector<S> {
  const { clock, redactor } = world;
  const sanitizer = createSanitizer(redactor);
  const origins = new Map<string, Origin>();
  /** The polls under way, by their signals. */
  const pollsInFlight = new WeakMap<AbortSignal, InFlightPoll>();
  const connections = new Map<S, Promise<Connection>>();
  /** How many are watched, by the name of their service. */
  const imports = new Map<string, number>();
  /** Services whose weak secrets have already been reported, once for all their imports. */
  const doubted = new Set<S>();

  function originOf({ origin }: URL): Origin {
    const known = origins.get(origin);
    if (known) return known;
    const rateLimit = createRateLimit(clock);
    const pass = createRequestLimiter(rateLimit, clock, pollsInFlight);
    const queue = createOriginQueue(rateLimit);
    const made = { rateLimit, pass, answeredMs: Number.NEGATIVE_INFINITY, queue };
    origins.set(origin, made);
    return made;
  }

  async function connect(service: S, before?: Connection): Promise<Connection> {
    const { provider, settings, baseUrl, headers, secrets } = service;
    for (const secret of secrets) redactor.add(secret);
    const keepToken = redactor.tokens();
    const send = rememberingTokens(await world.createSend(service), keepToken);
    const clientAt = (
      baseUrl: URL,
      headers: Service['headers'],
      errorMapping: ErrorMapping,
      own: Pick<ApiClientOptions, 'credentialsToSet'> = {},
    ): ApiClient => {
      const { rateLimit, pass } = originOf(baseUrl);
      const { text: sanitize } = sanitizer;
      return createApiClient({
        baseUrl,
        headers,
        errorMapping,
        send: pass(send),
        clock,
        rateLimit,
        sanitize,
        ...own,
      });
    };
    const client = clientAt(baseUrl, headers, provider.errorMapping, {
      credentialsToSet: secrets.length > 0 ? undefined : credentialsToSet(provider),
    });
    const origin = originOf(baseUrl);
    const noted: ApiClient = async (request, signal) => {
      const answer = await client(request, signal);
      origin.answeredMs = clock.monotonic();
      const inFlight = pollsInFlight.get(signal);
      if (inFlight) inFlight.ageMs = Math.max(inFlight.ageMs ?? 0, answer.ageMs ?? 0);
      return answer;
    };
    const raw =
      before?.renewed?.(settings, noted) ??
      provider.connect(settings, noted, {
        name: service.name,
        clientAt: (address, errorMapping) => clientAt(address, {}, errorMapping),
        keepSecret: keepToken,
        clock,
        inSpareTime: (work, signal) => inSpareTime(work, signal, clock, pollsInFlight.get(signal)),
        joinPolls: (signals) => joinPolls(signals, pollsInFlight),
        imports: () => imports.get(service.name) ?? 1,
        memory: before?.memory,
      });
    return sanitized(raw, sanitizer);
  }

  async function connectForLong(service: S): Promise<Connection> {
    const first = await connect(service);
    if (service.renew === undefined) return first;
    let { secrets } = service;
    return renewing(first, async (before) => {
      const fresh: S | undefined = await service.renew?.();
      if (fresh === undefined || JSON.stringify(fresh.secrets) === JSON.stringify(secrets))
        return undefined;
      secrets = fresh.secrets;
      return connect(fresh, before);
    });
  }

  function connection(service: S): Promise<Connection> {
    const known = connections.get(service);
    if (known) return known;
    const connecting = connectForLong(service).catch((error: unknown) => {
      throw sanitizer.error(error);
    });
    connections.set(service, connecting);
    // The next attempt may succeed.
    connecting.catch(() => connections.delete(service));
    return connecting;
  }

  return {
    connection,
    async connect(target, service) {
      const id = target.id && idMeant(target.id, service);
      const { checkId, poll, reportsFailed, together, failedRecords } = await connection(service);
      await checkId?.(id);
      const { name, provider } = service;
      const warnings = connectionWarnings(service, !doubted.has(service), clock.now());
      doubted.add(service);
      const origin = originOf(service.baseUrl);
      const polled = origin.queue.join(together);
      imports.set(name, (imports.get(name) ?? 0) + 1);
      return {
        target: {
          profile: name,
          provider: provider.name,
          ...(id !== undefined && { id: redactor.redactLine(id) }),
        },
        service: provider.service ?? provider.title,
        async poll(signal, inFlight = startPoll(clock, origin.rateLimit.notBefore())) {
          pollsInFlight.set(signal, inFlight);
          try {
            return await poll(id, signal);
          } finally {
            polled();
          }
        },
        ...(failedRecords && { failedRecords: failedRecords.bind(undefined, id) }),
        rateLimit: origin.rateLimit,
        answeredMs: () => origin.answeredMs,
        queue: origin.queue,
        ...(reportsFailed !== undefined && { reportsFailed }),
        ...(warnings.length > 0 && { warnings }),
      };
    },
  };
}
