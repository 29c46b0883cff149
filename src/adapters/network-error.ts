import type { RequestError } from 'got';
import { ImportwatchError } from '../core/errors.ts';
import { plainText } from '../core/text.ts';
import type { Passage } from './passage.ts';
import { checkProxy } from './proxy-error.ts';

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
  /^(CERT_|CRL_|ERROR_IN_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH_EXCEEDED)/;

/**
 * The words for a request that got no answer. Nothing of the library's message is shown: it holds
 * the whole address, and inspecting it would print headers.
 */
export function networkError(
  error: RequestError,
  { origin, hostname }: URL,
  passage?: Passage,
): ImportwatchError {
  const { code = '', name } = error;
  const through = passage ? ` through the proxy ${passage.address}` : '';
  const lostAt = passage?.isReached() === false ? passage.address : undefined;
  if (certificateCodes.test(code)) return certificateError(error, lostAt ?? origin);
  if (code.startsWith('HPE_')) {
    return new ImportwatchError('bad-answer', `What answers at ${origin} does not speak HTTP.`, {
      hint: 'Check the port and the scheme of baseUrl.',
    });
  }
  const lost =
    name === 'ReadError' ? 'the connection broke in the middle of the answer' : undefined;
  const told = code.startsWith('ERR_GOT') ? '' : code;
  const reason = lost ?? reasons[code] ?? `the network failed${told && ` (${told})`}`;
  if (lostAt !== undefined) {
    const message = `No connection to the proxy ${lostAt}: ${reason}.`;
    return new ImportwatchError('unreachable', message, { hint: checkProxy });
  }
  return new ImportwatchError('unreachable', `No answer from ${origin}${through}: ${reason}.`, {
    hint:
      code === 'ENOTFOUND'
        ? `Check the host name ${hostname} in the profile, and that this machine can look it up.`
        : 'Check baseUrl, and that this machine can reach the service.',
  });
}

const certificateFaults: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  CERT_HAS_EXPIRED: [
    'it has expired',
    'Have the certificate renewed, and check the clock of this machine.',
  ],
  CERT_NOT_YET_VALID: ['it is not yet valid', 'Check the clock of this machine.'],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'it is for another host name',
    'Check the host name in baseUrl: the certificate says who answers there.',
  ],
};

function certificateError({ code, message }: RequestError, holder: string): ImportwatchError {
  const [reason, hint] = certificateFaults[code] ?? [
    `${plainText(message, 120)} (${code})`,
    'If it is signed by an authority of your own, name its certificate as caFile in the profile.',
  ];
  const sentence = `The certificate of ${holder} cannot be verified: ${reason}.`;
  return new ImportwatchError('tls', sentence, { hint });
}
