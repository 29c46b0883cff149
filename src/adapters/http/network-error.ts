import type { RequestError } from 'got';
import { ImportwatchError } from '../../core/model/errors.ts';
import { cannotOpenAny, limitError } from '../too-many-files.ts';
import { checkProxy, socksError } from './proxy-error.ts';
import type { ProxyTunnel } from './proxy-tunnel.ts';
import { type OtherEnd, tlsError } from './tls-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing is listening there (connection refused)',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
  ENOTFOUND: "the host name doesn't resolve (DNS)",
  ENODATA: "the host name doesn't resolve (DNS)",
  EAI_AGAIN: "the host name couldn't be resolved (DNS)",
  EHOSTUNREACH: "the host can't be reached",
  ENETUNREACH: "the network can't be reached",
  ENETDOWN: 'the network of this machine is down',
  EADDRNOTAVAIL: 'this machine has no address or port left for the connection',
  EACCES: "this machine doesn't allow the connection",
  EPERM: "this machine doesn't allow the connection",
  ETIMEDOUT: 'the connection timed out',
  EPROTO: 'the TLS handshake failed',
};

/**
 * The error for a request without an answer. It shows nothing of the library's message, which
 * contains the whole address. Inspecting that error would print headers.
 */
export function networkError(
  error: RequestError,
  url: URL,
  tunnel?: ProxyTunnel,
): ImportwatchError {
  const { origin, hostname, protocol } = url;
  const { address, isReached = () => true } = tunnel ?? {};
  const code = codeOf(error);
  // Through a proxy that forwards plain http, the connection leads only to the proxy.
  const forwards = protocol === 'http:' && address?.startsWith('http');
  const isAtProxy = address !== undefined && (forwards || !isReached());
  const otherEnd: OtherEnd = isAtProxy
    ? { name: address, setting: 'proxy' }
    : { name: origin, setting: 'baseUrl', ...(address !== undefined && { through: address }) };
  const known =
    limitError(code) ??
    (isOfDns(code) ? cannotOpenAny() : undefined) ??
    (address?.startsWith('socks')
      ? (lookupError(error, url, code) ?? socksError(error.message, url, address))
      : undefined) ??
    tlsError({ code, message: error.message }, otherEnd) ??
    protocolError(error, code, otherEnd);
  if (known) return known;
  const reason = reasonOf(error, code);
  if (address !== undefined && !isReached()) {
    const message = `No connection to the proxy ${address}: ${reason}.`;
    return new ImportwatchError('unreachable', message, { hint: checkProxy });
  }
  const way = address === undefined ? '' : ` through the proxy ${address}`;
  return new ImportwatchError('unreachable', `No answer from ${origin}${way}: ${reason}.`, {
    hint:
      code === 'ENOTFOUND'
        ? `Check that the host name ${hostname} is right and that this machine can resolve it.`
        : 'Check that baseUrl is right and that this machine can reach the service.',
  });
}

/** With some kinds of SOCKS, this machine resolves the service itself, so the proxy isn't to blame. */
function lookupError(
  { message }: RequestError,
  { origin, hostname }: URL,
  code: string,
): ImportwatchError | undefined {
  if (!isOfDns(code) || !message.endsWith(` ${hostname}`)) return undefined;
  return new ImportwatchError('unreachable', `Can't reach ${origin}: ${reasons[code]}.`, {
    hint: `This machine resolves ${hostname}. To let the proxy do it, use socks5h:// (or socks4a://) in its address.`,
  });
}

/** Whether a name could not be looked up. */
export function isOfDns(code: string): boolean {
  return ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code);
}

/** The SOCKS library keeps only the message of a network error. */
export function codeOf({ code = '', message }: RequestError): string {
  if (!code.startsWith('ERR_GOT')) return code;
  return /^\w+ (E[A-Z_]+)\b/.exec(message)?.[1] ?? code;
}

function reasonOf({ name, message }: RequestError, code: string): string {
  if (name === 'ReadError') return 'the connection broke in the middle of an answer';
  if (/^(Proxy connection ended|Socket closed)/.test(message)) return 'it closed the connection';
  if (code.startsWith('ERR_SSL_')) return `the TLS handshake failed (${code})`;
  const codeText = code.startsWith('ERR_GOT') ? '' : ` (${code})`;
  return reasons[code] ?? `the network failed${codeText}`;
}

/** The error for an answer that isn't HTTP/1.1, by its first bytes. */
function protocolError(
  { cause }: RequestError,
  code: string,
  { name, setting }: OtherEnd,
): ImportwatchError | undefined {
  if (!code.startsWith('HPE_')) return undefined;
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ImportwatchError('bad-answer', `The headers from ${name} are too large.`, {
      hint: `If this keeps happening, check ${setting}: something else seems to be answering there.`,
    });
  }
  const { rawPacket = Buffer.alloc(0) } = (cause ?? {}) as { rawPacket?: Buffer };
  if (startsHttp2(rawPacket)) {
    return new ImportwatchError(
      'wrong-protocol',
      `${name} only offers HTTP/2, and importwatch uses HTTP/1.1.`,
      { hint: `Set ${setting} to an address that offers HTTP/1.1, or turn on HTTP/1.1 there.` },
    );
  }
  if (startsTls(rawPacket)) {
    return new ImportwatchError('wrong-protocol', `${name} answers with TLS, not plain HTTP.`, {
      hint: `Use https:// in ${setting}.`,
    });
  }
  return new ImportwatchError('bad-answer', `The server at ${name} doesn't answer with HTTP.`, {
    hint: `Check the port and the scheme of ${setting}.`,
  });
}

/** A SETTINGS frame of stream 0 (RFC 9113, 3.4 and 6.5), which each side sends first, or a preface. */
function startsHttp2(bytes: Buffer): boolean {
  const isSettings = bytes.length >= 9 && bytes[3] === 4 && bytes.readUInt32BE(5) === 0;
  const isGoaway = bytes.length >= 9 && bytes[3] === 7 && bytes.readUInt32BE(5) === 0;
  return isSettings || isGoaway || bytes.toString('latin1', 0, 14) === 'PRI * HTTP/2.0';
}

/** A record of TLS: an alert or a handshake, of version 3.x. */
function startsTls(bytes: Buffer): boolean {
  return (bytes[0] === 21 || bytes[0] === 22) && bytes[1] === 3;
}
