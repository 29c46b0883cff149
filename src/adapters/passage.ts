import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { proxyError } from './proxy-error.ts';

/** The way of a request through a proxy. */
export interface Passage {
  /** Of the proxy, without credentials. */
  readonly address: string;
  /** There is a connection to it. */
  isReached(): boolean;
  /** Throws if the proxy would not let the request through: what it said is no answer of the service. */
  check(): void;
}

export function watchPassage(outgoing: ClientRequest, url: URL, proxy: URL): Passage {
  const address = `${proxy.protocol}//${proxy.host}`;
  let connected = false;
  let refusal: number | undefined;
  outgoing.once('proxyConnect', ({ statusCode }: { statusCode?: number }) => {
    connected = true;
    if (statusCode !== undefined && statusCode !== 200) refusal = statusCode;
  });
  // Newer versions of Node would keep a connection for others that came when nobody waited any more.
  outgoing.once('proxy', ({ socket }: { socket: Socket }) => {
    if (outgoing.destroyed) setImmediate(() => socket.destroy());
  });
  outgoing.once('response', ({ statusCode }: IncomingMessage) => {
    if (url.protocol === 'http:' && statusCode === 407) refusal = statusCode;
  });
  return {
    address,
    isReached: () => connected || outgoing.reusedSocket,
    check() {
      if (refusal !== undefined) throw proxyError(refusal, url, address);
    },
  };
}
