import type { Profile } from '../../config/profile/profile.ts';
import { type Connector, createConnector } from '../../core/http/connector.ts';
import { transportOptions } from '../../core/http/transport-options.ts';
import { createSanitizer, type Sanitize } from '../../core/model/sanitize.ts';
import type { HttpRequest } from '../../core/ports/send.ts';
import type { World } from '../world.ts';

export type ConnectorPorts = Pick<
  World,
  'clock' | 'config' | 'createSend' | 'redactor' | 'throughRecorder'
>;

/** `log` receives a line for each request, if given. */
export function createProfileConnector(
  { clock, config, createSend, redactor, throughRecorder }: ConnectorPorts,
  log?: (line: string) => void,
): Connector<Profile> {
  const { text: sanitize } = createSanitizer(redactor);
  return createConnector<Profile>({
    clock,
    redactor,
    async createSend(profile) {
      const send = await createSend({
        ...(await transportOptions(profile, config.readFile)),
        ...(log && { onExchange: (...exchange) => log(exchangeLine(sanitize, ...exchange)) }),
      });
      return throughRecorder ? throughRecorder(profile, send) : send;
    },
  });
}

/** Values of a query may be secret, so only its presence is shown. */
function exchangeLine(
  sanitize: Sanitize,
  { method, url }: HttpRequest,
  outcome: number | string,
  ms: number,
): string {
  const query = url.search === '' ? '' : '?…';
  return `${method} ${sanitize(url.origin + url.pathname, 2000)}${query} ${outcome} ${ms} ms`;
}
