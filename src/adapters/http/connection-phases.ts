import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { TransportOptions } from '../../core/ports/send.ts';
import { isOfDns } from './network-error.ts';
import type { ProxyTunnel } from './proxy-tunnel.ts';

type OnConnectionPhase = NonNullable<TransportOptions['onPhase']>;

/** The result of a phase that the proxy handles for us. */
export const viaProxy = (address: string) => `through the proxy ${address}`;

/**
 * Reports the phases that a request completes. `via` is the address of its proxy. With a proxy that
 * forwards plain http, only its answer shows whether it is connected to the service.
 */
export function watchConnectionPhases(
  outgoing: ClientRequest,
  { protocol }: URL,
  onPhase: OnConnectionPhase,
  via?: string,
): void {
  const through = via === undefined ? undefined : viaProxy(via);
  let refused = false;
  outgoing.once('socket', (socket: Socket | TLSSocket) => {
    const connected = () => {
      if (through === undefined) onPhase('connection', addressOf(socket));
      else if (protocol === 'https:') onPhase('connection', through);
    };
    const secured = () => 'getProtocol' in socket && onPhase('tls', certificateOf(socket));
    socket.once('lookup', (error: Error | null, address: string) => {
      if (error === null) onPhase('name', address);
    });
    if (socket.connecting) socket.once('connect', connected);
    else if (!refused) connected();
    socket.once('secureConnect', secured);
  });
  // The library looked up the name of the proxy itself.
  outgoing.once('proxy', () => onPhase('name', through ?? ''));
  outgoing.once('proxyConnect', ({ statusCode }: { statusCode?: number }) => {
    refused = statusCode !== undefined && statusCode !== 200;
  });
}

/** The phases that a request had completed, judging by how it failed. */
export function phasesBefore(
  code: string,
  tunnel?: ProxyTunnel,
): readonly Parameters<OnConnectionPhase>[0][] {
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
