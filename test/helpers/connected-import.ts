import { createSend } from '../../src/adapters/http/send-with-got.ts';
import { createApiClient } from '../../src/core/http/api-client.ts';
import { plainSanitizer } from '../../src/core/model/sanitize.ts';
import type { ConnectedImport } from '../../src/core/pacing/connected-import.ts';
import { createRateLimit } from '../../src/core/pacing/rate-limit.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import type { Send } from '../../src/core/ports/send.ts';
import type { Settings } from '../../src/core/provider/field.ts';
import type { Provider } from '../../src/core/provider/provider.ts';
import { providers } from '../../src/providers/index.ts';

export interface ConnectedImportOptions {
  /** Including `baseUrl`. */
  readonly settings: Settings;
  readonly id: string | undefined;
  readonly clock: Clock;
  readonly send: Send;
}

export function providerNamed(name: string): Provider {
  const found = providers.find((provider) => provider.name === name);
  if (found === undefined) throw new Error(`no provider ${name}`);
  return found;
}

/** Sends over the network, as the program does. */
export function networkSend(requestTimeoutMs: number): Send {
  return createSend({
    requestTimeoutMs,
    maxBodyBytes: 100_000,
    insecureTls: false,
    env: {},
    userAgent: 'test',
  });
}

/** An import to watch. Everything between the watch and `send` is real. */
export function connectedImport(
  provider: Provider,
  { settings, id, clock, send }: ConnectedImportOptions,
): ConnectedImport {
  const rateLimit = createRateLimit(clock);
  const ask = createApiClient({
    baseUrl: new URL(settings['baseUrl'] ?? ''),
    headers: {},
    errorMapping: provider.errorMapping,
    send,
    clock,
    rateLimit,
  });
  const connection = provider.connect(settings, ask);
  return {
    target: { profile: provider.name, provider: provider.name, ...(id !== undefined && { id }) },
    service: provider.title,
    async poll(signal) {
      try {
        return plainSanitizer.snapshot(await connection.poll(id, signal));
      } catch (error) {
        throw plainSanitizer.error(error);
      }
    },
    rateLimit,
  };
}
