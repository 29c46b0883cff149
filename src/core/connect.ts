import { type Ask, createAsk } from './ask.ts';
import type { Clock } from './clock.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import type { Dialect } from './dialect.ts';
import { createGate } from './gate.ts';
import type { Send } from './http.ts';
import type { Connection, Provider, Settings } from './provider.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import type { Redactor } from './redact.ts';
import { newTurn, type Turn } from './turn.ts';
import type { Subject } from './watch.ts';

/** A service, and what is needed to ask it. */
export interface Service {
  /** As the person calls it. */
  readonly name: string;
  readonly provider: Provider;
  readonly settings: Settings;
  /** http or https, without credentials, query and fragment. */
  readonly baseUrl: URL;
  /** To send with each request; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly insecureTls: boolean;
  /** None of them may be shown. */
  readonly secrets: readonly string[];
}

/** Makes services into something that can be asked; what they can share they share. */
export interface Connector<S extends Service> {
  subject(target: { readonly id?: string }, service: S): Promise<Subject>;
  /** What asks the service, without an import. */
  connection(service: S): Promise<Connection>;
}

export interface ConnectorWorld<S extends Service> {
  readonly clock: Clock;
  readonly redactor: Pick<Redactor, 'add'>;
  createSend(service: S): Promise<Send>;
}

/** What all that ask one service share. */
interface Origin {
  readonly rateLimit: RateLimit;
  readonly pass: (send: Send) => Send;
  /** Monotonic ms. */
  answeredMs: number;
  readonly crowd: Crowd;
}

const insecureTls = {
  code: 'insecure-tls',
  message:
    'The certificate of the service is not verified (insecureTls): anyone may answer in its place.',
};

export function createConnector<S extends Service>(world: ConnectorWorld<S>): Connector<S> {
  const { clock, redactor } = world;
  const origins = new Map<string, Origin>();
  /** The polls under way, by their signals. */
  const turns = new WeakMap<AbortSignal, Turn>();
  const connections = new Map<S, Promise<Connection>>();

  function originOf({ origin }: URL): Origin {
    const known = origins.get(origin);
    if (known) return known;
    const rateLimit = createRateLimit(clock);
    const pass = createGate(rateLimit, clock, turns);
    const crowd = createCrowd(rateLimit);
    const made = { rateLimit, pass, answeredMs: Number.NEGATIVE_INFINITY, crowd };
    origins.set(origin, made);
    return made;
  }

  async function connect(service: S): Promise<Connection> {
    const { provider, settings, baseUrl, headers, secrets } = service;
    for (const secret of secrets) redactor.add(secret);
    const send = guarded(await world.createSend(service), redactor);
    const askAt = (baseUrl: URL, headers: Service['headers'], dialect: Dialect): Ask => {
      const { rateLimit, pass } = originOf(baseUrl);
      return createAsk({ baseUrl, headers, dialect, send: pass(send), clock, rateLimit });
    };
    const ask = askAt(baseUrl, headers, provider.dialect);
    const origin = originOf(baseUrl);
    const noted: Ask = async (question, signal) => {
      const answer = await ask(question, signal);
      origin.answeredMs = clock.monotonic();
      const turn = turns.get(signal);
      if (turn) turn.ageMs = Math.max(turn.ageMs ?? 0, answer.ageMs ?? 0);
      return answer;
    };
    return provider.connect(settings, noted, {
      askElsewhere: (address, dialect) => askAt(address, {}, dialect),
      keepSecret: (secret) => redactor.add(secret),
    });
  }

  function connection(service: S): Promise<Connection> {
    const connecting = connections.get(service) ?? connect(service);
    connections.set(service, connecting);
    return connecting;
  }

  return {
    connection,
    async subject({ id }, service) {
      const { poll, reportsFailed } = await connection(service);
      const { name, provider } = service;
      const origin = originOf(service.baseUrl);
      const polled = origin.crowd.join();
      return {
        target: { profile: name, provider: provider.name, ...(id !== undefined && { id }) },
        service: provider.title,
        async poll(signal, turn = newTurn(clock, origin.rateLimit.notBefore())) {
          turns.set(signal, turn);
          try {
            return await poll(id, signal);
          } finally {
            polled();
          }
        },
        rateLimit: origin.rateLimit,
        answeredMs: () => origin.answeredMs,
        crowd: origin.crowd,
        ...(reportsFailed !== undefined && { reportsFailed }),
        ...(service.insecureTls && { warnings: [insecureTls] }),
      };
    },
  };
}

/** A token that a service hands out is a secret from the moment it is used. */
function guarded(send: Send, redactor: Pick<Redactor, 'add'>): Send {
  return (request, signal) => {
    const token = /^\w+ (.+)$/.exec(request.headers['authorization'] ?? '')?.[1];
    if (token !== undefined) redactor.add(token);
    return send(request, signal);
  };
}
