import { generate } from 'selfsigned';

/** In PEM format. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Validity {
  readonly from?: Date;
  readonly until?: Date;
}

/** A certificate authority that nothing trusts, or an intermediate one below `parent`. */
export async function authority(parent?: Certificate): Promise<Certificate> {
  const { cert, private: key } = await generate(
    [{ name: 'commonName', value: `Test authority${parent ? ' below' : ''}` }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, critical: true },
      ],
      ...(parent && { ca: parent }),
    },
  );
  return { cert, key };
}

/** A certificate for a host name or an IP address. Self-signed without `ca`. */
export async function certificateFor(
  host: string,
  ca?: Certificate,
  { from, until }: Validity = {},
): Promise<Certificate> {
  const isAddress = /^[\d.]+$|:/.test(host);
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [isAddress ? { type: 7, ip: host } : { type: 2, value: host }],
      },
    ],
    ...(ca && { ca }),
    ...(from && { notBeforeDate: from }),
    ...(until && { notAfterDate: until }),
  });
  return { cert, key };
}
