import { ImportwatchError } from '../model/errors.ts';
import type { TransportOptions } from '../ports/send.ts';

const maxBytes = 1024 * 1024;
const whatItHolds =
  'A PEM file has one or more certificates, each from a BEGIN CERTIFICATE line to an END CERTIFICATE line.';

type ReadFile = (path: string, maxBytes: number) => Promise<string>;

/** The transport settings of a profile. */
interface ConnectionOptions extends Pick<TransportOptions, 'requestTimeoutMs' | 'maxBodyBytes'> {
  readonly name: string;
  readonly insecureTls: boolean;
  readonly proxy?: string;
  /** Absolute. */
  readonly caFile?: string;
}

/** How the requests of a profile are sent. Rejects as `readAuthorities` does. */
export async function transportOptions(
  { name, requestTimeoutMs, maxBodyBytes, insecureTls, proxy, caFile }: ConnectionOptions,
  readFile: ReadFile,
): Promise<TransportOptions> {
  return {
    requestTimeoutMs,
    maxBodyBytes,
    insecureTls,
    ...(proxy !== undefined && { proxy }),
    ...(caFile !== undefined && { ca: await readAuthorities({ name, caFile }, readFile), caFile }),
  };
}

/**
 * The text of a file with certificates, in PEM format. Rejects with a `config` error that names the
 * file if a certificate is truncated or if there are none, because Node would silently ignore that.
 */
export async function readAuthorities(
  { name, caFile }: { readonly name: string; readonly caFile: string },
  readFile: ReadFile,
): Promise<string> {
  const unusable = (message: string, hint?: string): never => {
    throw new ImportwatchError('config', `caFile ${caFile} of ${name} ${message}.`, { hint });
  };
  const spoiled = (message: string): never => unusable(message, whatItHolds);
  const pem = await readFile(caFile, maxBytes).catch(({ message }: Error) => unusable(message));
  const begun = pem.split('-----BEGIN CERTIFICATE-----').length - 1;
  const whole = certificatesIn(pem).length;
  if (begun === 0) spoiled('contains no certificate in PEM format');
  if (whole < begun) spoiled('contains a truncated certificate');
  return pem;
}

/** Each from its BEGIN line to its END line. */
export function certificatesIn(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}
