import { systemClock } from '../adapters/clock.ts';
import { readTextFile } from '../adapters/files.ts';
import type { Profile } from '../config/profile/profile.ts';
import { type Connector, createConnector } from '../core/http/connector.ts';
import { transportOptions } from '../core/http/transport-options.ts';
import type { Redactor } from '../core/text/redact.ts';

/** Version of the package, inserted by the build. */
declare const __VERSION__: string | undefined;
const version = typeof __VERSION__ === 'undefined' ? 'source' : __VERSION__;

export interface ClosableConnector extends Connector<Profile> {
  /** Closes all connections. A program makes many calls, and each has connections of its own. */
  close(): void;
}

/** Connects with the real world. From the environment it reads only the proxy variables. */
export function createClosableConnector(redactor: Redactor): ClosableConnector {
  const open: { close(): void }[] = [];
  const connector = createConnector<Profile>({
    clock: systemClock,
    redactor,
    async createSend(profile) {
      const { createSend } = await import('../adapters/http/send-with-got.ts');
      const send = createSend({
        ...(await transportOptions(profile, readTextFile)),
        env: process.env,
        userAgent: `importwatch/${version}`,
      });
      open.push(send);
      return send;
    },
  });
  return {
    ...connector,
    close() {
      for (const send of open.splice(0)) send.close();
    },
  };
}
