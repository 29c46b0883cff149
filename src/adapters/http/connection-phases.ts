import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { isOfDns } from './network-error.ts';
import type { ProxyTunnel } from './proxy-tunnel.ts';

/** How far a request has come on its way to a service. */
export type ConnectionPhase = 'name' | 'connection' | 'tls';

/** Told when a stage is passed, with what was found there. */
export type OnConnectionPhase = (stage: ConnectionPhase, found: string) => void;

/** What is found at a stage that a proxy passes for us. */
export const viaProxy = (address: string) => `through the proxy ${address}`;

/**
 * Tells the stages that a request passes; `via`: the address of the proxy it goes through. A proxy
 * that forwards plain http tells by its answer alone whether there is a connection to the service.
 */
export function watchConnectionPhases(
  outgoing: ClientRequest,
  { protocol }: URL,
  told: OnConnectionPhase,
  via?: string,
): void {
  const through = via === undefined ? undefined : viaProxy(via);
  let refused = false;
  outgoing.once('socket', (socket: Socket | TLSSocket) => {
    const connected = () => {
      if (through === undefined) told('connection', addressOf(socket));
      else if (protocol === 'https:') told('connection', through);
    };
    const secured = () => 'getProtocol' in socket && told('tls', certificateOf(socket));
    socket.once('lookup', (error: Error | null, address: string) => {
      if (error === null) told('name', address);
    });
    if (socket.connecting) socket.once('connect', connected);
    else if (!refused) connected();
    socket.once('secureConnect', secured);
  });
  // The library looked the name of the proxy up by itself.
  outgoing.once('proxy', () => told('name', through ?? ''));
  outgoing.once('proxyConnect', ({ statusCode }: { statusCode?: number }) => {
    refused = statusCode !== undefined && statusCode !== 200;
  });
}

/** What the way that a request failed says of the stages that it had passed. */
export function phasesBefore(code: string, tunnel?: ProxyTunnel): readonly ConnectionPhase[] {
  if (isOfDns(code)) return [];
  if (tunnel?.isReached() === false) return ['name'];
  return code === 'EPROTO' || code.startsWith('ERR_SSL') ? ['name', 'connection'] : ['name'];
}

function addressOf({ remoteAddress = '', remotePort }: Socket): string {
  return remoteAddress.includes(':')
    ? `[${remoteAddress}]:${remotePort}`
    : `${remoteAddress}:${remotePort}`;
}

function certificateOf(socket: TLSSocket): string {
  const until = Date.parse(socket.getPeerCertificate().valid_to);
  const protocol = socket.getProtocol() ?? 'TLS';
  if (Number.isNaN(until)) return protocol;
  return `${protocol}, certificate valid until ${new Date(until).toISOString().slice(0, 10)}`;
}
