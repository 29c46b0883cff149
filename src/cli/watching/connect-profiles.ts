import type { Profile } from '../../config/profile/profile.ts';
import { readAuthorities } from '../../core/http/authorities.ts';
import { type Connector, createConnector as connectorOf } from '../../core/http/connect.ts';
import { createSanitizer, type Sanitize } from '../../core/model/sanitize.ts';
import type { HttpRequest } from '../../core/ports/send.ts';
import type { World } from '../world.ts';

export type ConnectorPorts = Pick<World, 'clock' | 'config' | 'createSend' | 'redactor'>;

/** `log` receives a line for each request, if given. */
export function createProfileConnector(
  { clock, config, createSend, redactor }: ConnectorPorts,
  log?: (line: string) => void,
): Connector<Profile> {
  const { words } = createSanitizer(redactor);
  return connectorOf<Profile>({
    clock,
    redactor,
    async createSend({ name, requestTimeoutMs, maxBodyBytes, insecureTls, proxy, caFile }) {
      return createSend({
        requestTimeoutMs,
        maxBodyBytes,
        insecureTls,
        ...(proxy !== undefined && { proxy }),
        ...(caFile !== undefined && {
          ca: await readAuthorities({ name, caFile }, config.readFile),
          caFile,
        }),
        ...(log && { onExchange: (...exchange) => log(exchangeLine(words, ...exchange)) }),
      });
    },
  });
}

/** Values of a query may be secret, so only its presence is shown. */
function exchangeLine(
  words: Sanitize,
  { method, url }: HttpRequest,
  outcome: number | string,
  ms: number,
): string {
  const query = url.search === '' ? '' : '?…';
  return `${method} ${words(url.origin + url.pathname, 2000)}${query} ${outcome} ${ms} ms`;
}
