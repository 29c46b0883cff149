import { ImportwatchError } from '../../core/model/errors.ts';
import { plainText } from '../../core/text/text.ts';

/** A TLS failure as Node reports it. */
export interface TlsFailure {
  readonly code: string;
  readonly message: string;
}

const certificateCodes =
  /^(CERT_|CRL_|ERROR_IN_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH_EXCEEDED)/;

/** The origin or the proxy at the other end of a connection. */
export interface OtherEnd {
  readonly name: string;
  /** The setting that has its address. */
  readonly setting: 'baseUrl' | 'proxy';
  /** The proxy between us and the origin. */
  readonly through?: string;
}

/** The error for a connection that TLS prevented. `undefined` for any other failure. */
export function tlsError(failure: TlsFailure, otherEnd: OtherEnd): ImportwatchError | undefined {
  const { code } = failure;
  if (certificateCodes.test(code)) return certificateError(failure, otherEnd);
  if (code !== 'EPROTO' && !code.startsWith('ERR_SSL_')) return undefined;
  return handshakeError(failure, otherEnd);
}

const ownAuthority =
  "If your own authority signed the certificate, set caFile in the profile to that authority's certificate.";

function certificateError(
  { code, message }: TlsFailure,
  { name, setting }: OtherEnd,
): ImportwatchError {
  const [reason, hint] = certificateFault(code, setting) ?? [
    `${plainText(message, 120)} (${code})`,
    ownAuthority,
  ];
  const sentence = `The certificate of ${name} can't be verified: ${reason}.`;
  return new ImportwatchError('tls', sentence, { hint });
}

function certificateFault(
  code: string,
  setting: string,
): readonly [reason: string, hint: string] | undefined {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return [
        'it has expired',
        'Renew the certificate of the service, and check the clock of this machine.',
      ];
    case 'CERT_NOT_YET_VALID':
      return ["it isn't yet valid", 'Check the clock of this machine.'];
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return [
        'it is for a different host name',
        `Compare the host name in ${setting} with the names in the certificate.`,
      ];
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return [
        `it is self-signed (${code})`,
        'If you trust it, save the certificate as a PEM file and set caFile to its path.',
      ];
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return [`this machine doesn't trust its authority (${code})`, ownAuthority];
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return [
        `this machine doesn't trust its issuer, or an intermediate certificate is missing (${code})`,
        `${ownAuthority} Otherwise the server must send its intermediate certificates. Until then, add them to caFile.`,
      ];
    default:
      return undefined;
  }
}

interface Handshake {
  /** The problem that OpenSSL reports, in its message or, without spaces, in the code. */
  readonly when: RegExp;
  readonly code?: 'wrong-protocol';
  readonly what: string;
  readonly hint: (setting: string) => string;
}

const handshakes: readonly Handshake[] = [
  {
    when: /certificate.required|alert.(bad|no|unsupported).certificate|alert.(access.denied|unknown.ca)/i,
    what: "requires a client certificate, which importwatch can't present",
    hint: (setting) =>
      `Ask for an address that needs no client certificate, and set it as ${setting}.`,
  },
  {
    when: /alert.handshake.failure/i,
    what: "refused the TLS handshake: it may require a client certificate, or ciphers that Node.js doesn't offer",
    hint: () => 'Ask its operator what it requires of clients.',
  },
  {
    when: /protocol.version|unsupported.protocol|version.too.low/i,
    what: 'offers no safe version of TLS (1.2 or later)',
    hint: () => 'Turn on TLS 1.2 or later on that server.',
  },
  {
    when: /no.application.protocol/i,
    code: 'wrong-protocol',
    what: "doesn't offer HTTP/1.1: it probably offers only HTTP/2",
    hint: (setting) =>
      `Set ${setting} to an address that offers HTTP/1.1, or turn on HTTP/1.1 there.`,
  },
  {
    when: /unrecognized.name/i,
    what: "doesn't know the host name",
    hint: (setting) => `Check the host name in ${setting}.`,
  },
  {
    when: /wrong.version.number|packet.length.too.long|unknown.protocol|http.request/i,
    what: 'answers without TLS: it is probably a port for plain HTTP',
    hint: (setting) => `Check the port and the scheme of ${setting}.`,
  },
];

function handshakeError(
  { code, message }: TlsFailure,
  { name, setting, through }: OtherEnd,
): ImportwatchError | undefined {
  const said = `${code.replaceAll('_', ' ')} ${message}`;
  const known = handshakes.find(({ when }) => when.test(said));
  if (known === undefined) return undefined;
  const way = through === undefined ? '' : `Through the proxy ${through}, `;
  return new ImportwatchError(known.code ?? 'tls', `${way}${name} ${known.what}.`, {
    hint: known.hint(setting),
  });
}
