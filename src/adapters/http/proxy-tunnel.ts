import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpAnswer } from '../../core/ports/send.ts';
import { proxyError, proxyPageError } from './proxy-error.ts';

/** The route of a request through a proxy. */
export interface ProxyTunnel {
  /** The proxy's address, without credentials. */
  readonly address: string;
  /** The proxy is connected. For a SOCKS proxy, the service is too. */
  isReached(): boolean;
  /**
   * Throws if the proxy refused the request, or answered in place of the service: its answer is no
   * answer of the service.
   */
  check(answer?: HttpAnswer): void;
}

export function watchProxyTunnel(outgoing: ClientRequest, url: URL, proxy: URL): ProxyTunnel {
  const address = `${proxy.protocol}//${proxy.host}`;
  const forwards = url.protocol === 'http:' && proxy.protocol.startsWith('http');
  let connected = false;
  let refusal: number | undefined;
  outgoing.once('proxyConnect', ({ statusCode }: { statusCode?: number }) => {
    connected = true;
    if (statusCode !== undefined && statusCode !== 200) refusal = statusCode;
  });
  // Newer versions of Node would keep a connection that arrives when no request needs it any more.
  outgoing.once('proxy', ({ socket }: { socket: Socket }) => {
    connected = true;
    if (outgoing.destroyed) setImmediate(() => socket.destroy());
  });
  outgoing.once('response', ({ statusCode = 0, headers }: IncomingMessage) => {
    if (forwards && isOfProxy(statusCode, headers)) refusal = statusCode;
  });
  return {
    address,
    isReached: () => connected || outgoing.reusedSocket,
    check(answer) {
      if (refusal !== undefined) throw proxyError(refusal, url, address);
      if (forwards && answer !== undefined && isPage(answer)) {
        throw proxyPageError(answer.status, url, address);
      }
    },
  };
}

/**
 * Whether the proxy itself answered a forwarded request: 407 belongs to proxies, `Proxy-Status`
 * reports their errors (RFC 9209, 2.1.1), `X-Squid-Error` those of Squid.
 */
function isOfProxy(status: number, headers: IncomingMessage['headers']): boolean {
  if (status === 407) return true;
  if (status < 400) return false;
  const proxyStatus = String(headers['proxy-status'] ?? '');
  return (
    /;\s*error=/.test(proxyStatus) ||
    ['x-squid-error', 'proxy-authenticate'].some((name) => name in headers)
  );
}

/** An error page. A 401 never comes from a proxy, which requests credentials with 407. */
function isPage({ status, headers, text }: HttpAnswer): boolean {
  if (status < 400 || status === 401) return false;
  const isHtml = /^\s*(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '');
  return (isHtml && text.trim() !== '') || /^\s*<(!doctype html|html)\b/i.test(text);
}
