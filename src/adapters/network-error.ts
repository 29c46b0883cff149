import type { RequestError } from 'got';
import { ImportwatchError } from '../core/errors.ts';
import { plainText } from '../core/text.ts';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
  ENOTFOUND: 'no such host is known (DNS)',
  EAI_AGAIN: 'the host name could not be looked up (DNS)',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the connection timed out',
  EPROTO: 'the TLS handshake failed',
};

const certificateCodes =
  /^(CERT_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET|DECRYPT)|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)/;

/**
 * The words for a request that got no answer. Nothing of the library's message is shown: it holds
 * the whole address, and inspecting it would print headers.
 */
export function networkError(error: RequestError, { origin, hostname }: URL, within: string) {
  const { code = '', name } = error;
  if (name === 'TimeoutError') {
    const message = `${origin} gave no whole answer within ${within}.`;
    return new ImportwatchError('no-reply', message, {
      hint: 'If the service is always so slow, raise requestTimeout in the profile.',
    });
  }
  if (certificateCodes.test(code)) {
    const message = `The certificate of ${origin} cannot be verified: ${certificateReason(error)}.`;
    return new ImportwatchError('tls', message, {
      hint: 'If it is signed by an authority of your own, name its certificate as caFile in the profile.',
    });
  }
  if (code.startsWith('HPE_')) {
    return new ImportwatchError('bad-answer', `What answers at ${origin} does not speak HTTP.`, {
      hint: 'Check the port and the scheme of baseUrl.',
    });
  }
  const lost =
    name === 'ReadError' ? 'the connection broke in the middle of the answer' : undefined;
  const reason = lost ?? reasons[code] ?? `the network failed${code && ` (${code})`}`;
  return new ImportwatchError('unreachable', `No answer from ${origin}: ${reason}.`, {
    hint:
      code === 'ENOTFOUND'
        ? `Check the host name ${hostname} in baseUrl, and that this machine can look it up.`
        : 'Check baseUrl, and that this machine can reach the service.',
  });
}

function certificateReason({ code, message }: RequestError): string {
  if (code === 'CERT_HAS_EXPIRED') return 'it has expired';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'it is for another host name';
  return `${plainText(message, 120)} (${code})`;
}

/** The proxy would not connect to the service: what it said is not the answer of the service. */
export function proxyError(status: number, { origin }: URL): ImportwatchError {
  if (status >= 500) {
    const message = `The proxy cannot connect to ${origin} now (HTTP ${status}).`;
    return new ImportwatchError('unreachable', message, { status });
  }
  const why = status === 407 ? 'wants other credentials to connect' : 'refuses to connect';
  return new ImportwatchError('proxy', `The proxy ${why} to ${origin} (HTTP ${status}).`, {
    status,
    hint: 'Check the proxy variables of the environment, or proxy in the profile.',
  });
}
