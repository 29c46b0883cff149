import type { Profile } from '../config/profile.ts';
import type { ChosenTarget } from '../config/target.ts';
import { createAsk } from '../core/ask.ts';
import { ImportwatchError } from '../core/errors.ts';
import { createGate } from '../core/gate.ts';
import type { HttpRequest, Send } from '../core/http.ts';
import type { Connection } from '../core/provider.ts';
import { createRateLimit, type RateLimit } from '../core/rate-limit.ts';
import { plainText } from '../core/text.ts';
import type { Subject } from '../core/watch.ts';
import type { World } from './world.ts';

const insecureTls = {
  code: 'insecure-tls',
  message:
    'The certificate of the service is not verified (insecureTls): anyone may answer in its place.',
};
const maxCaBytes = 1024 * 1024;

/** What all that ask one service share. */
interface Origin {
  readonly rateLimit: RateLimit;
  readonly pass: (send: Send) => Send;
}

/** Makes profiles into something that can be asked; what they can share they share. */
export interface Connector {
  subject(target: Pick<ChosenTarget, 'id'>, profile: Profile): Promise<Subject>;
}

export type ConnectorWorld = Pick<World, 'clock' | 'config' | 'createSend' | 'redactor'>;

/** `log` gets a line for each request, where it is wanted. */
export function createConnector(world: ConnectorWorld, log?: (line: string) => void): Connector {
  const origins = new Map<string, Origin>();
  const connections = new Map<Profile, Promise<Connection>>();

  function originOf({ origin }: URL): Origin {
    const known = origins.get(origin);
    if (known) return known;
    const rateLimit = createRateLimit(world.clock);
    const made = { rateLimit, pass: createGate(rateLimit, world.clock) };
    origins.set(origin, made);
    return made;
  }

  async function connect(profile: Profile): Promise<Connection> {
    const { provider, settings, baseUrl, headers, secrets } = profile;
    for (const secret of secrets) world.redactor.add(secret);
    const { rateLimit, pass } = originOf(baseUrl);
    const send = pass(guarded(await createSend(profile, world, log), world));
    const { dialect } = provider;
    const ask = createAsk({ baseUrl, headers, dialect, send, clock: world.clock, rateLimit });
    return provider.connect(settings, ask);
  }

  return {
    async subject({ id }, profile) {
      const connecting = connections.get(profile) ?? connect(profile);
      connections.set(profile, connecting);
      const connection = await connecting;
      const { name, provider } = profile;
      return {
        target: { profile: name, provider: provider.name, ...(id !== undefined && { id }) },
        service: provider.title,
        poll: (signal) => connection.poll(id, signal),
        rateLimit: originOf(profile.baseUrl).rateLimit,
        ...(profile.insecureTls && { warnings: [insecureTls] }),
      };
    },
  };
}

async function createSend(
  profile: Profile,
  world: ConnectorWorld,
  log?: (line: string) => void,
): Promise<Send> {
  const { requestTimeoutMs, maxBodyBytes, insecureTls, proxy } = profile;
  const ca = await readAuthorities(profile, world);
  return world.createSend({
    requestTimeoutMs,
    maxBodyBytes,
    insecureTls,
    ...(proxy !== undefined && { proxy }),
    ...(ca !== undefined && { ca }),
    ...(log && { onExchange: (...exchange) => log(exchangeLine(...exchange)) }),
  });
}

/** Node trusts in silence nobody more where there is no certificate in the text. */
async function readAuthorities(
  { name, caFile }: Profile,
  { config }: ConnectorWorld,
): Promise<string | undefined> {
  if (caFile === undefined) return undefined;
  const unusable = ({ message }: Error): never => {
    throw new ImportwatchError('config', `${name}: caFile ${caFile} ${message}.`);
  };
  const pem = await config.readFile(caFile, maxCaBytes).catch(unusable);
  const isPem = pem.includes('-----BEGIN CERTIFICATE-----');
  return isPem ? pem : unusable(new Error('holds no certificate in PEM format'));
}

/** A token that a service hands out is a secret from the moment it is used. */
function guarded(send: Send, { redactor }: ConnectorWorld): Send {
  return (request, signal) => {
    const token = /^\w+ (.+)$/.exec(request.headers['authorization'] ?? '')?.[1];
    if (token !== undefined) redactor.add(token);
    return send(request, signal);
  };
}

function exchangeLine({ method, url }: HttpRequest, outcome: number | string, ms: number): string {
  return `${method} ${plainText(url.href, 2000)} ${outcome} ${ms} ms`;
}
