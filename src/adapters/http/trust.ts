import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { certificatesIn } from '../../core/http/transport-options.ts';
import { ImportwatchError } from '../../core/model/errors.ts';

/** Throws a `config` error for an unreadable certificate in caFile: Node would skip it. */
export function refuseSpoiled(ca: string, caFile = ''): void {
  for (const [index, certificate] of certificatesIn(ca).entries()) {
    try {
      new X509Certificate(certificate);
    } catch {
      const which = `certificate ${index + 1} in it can't be read`;
      throw new ImportwatchError('config', `caFile ${caFile} is damaged: ${which}.`, {
        hint: 'Export the certificate again, in PEM format.',
      });
    }
  }
}

/**
 * The usual authorities plus `ca` (PEM), because Node replaces its own list with a given one. The
 * usual ones include the authorities in NODE_EXTRA_CA_CERTS.
 */
export function trustedWith(
  ca: string,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const { getCACertificates } = tls as { getCACertificates?: (of: 'default') => string[] };
  if (getCACertificates) return [...getCACertificates('default'), ca];
  return [...tls.rootCertificates, ...extra(env['NODE_EXTRA_CA_CERTS']), ca];
}

/** Node itself only warns about an unreadable file. */
function extra(path: string | undefined): readonly string[] {
  try {
    return path ? [readFileSync(path, 'utf8')] : [];
  } catch {
    return [];
  }
}
