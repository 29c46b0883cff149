import { ImportwatchError } from './errors.ts';

const maxBytes = 1024 * 1024;

/**
 * The certificates in a file, in PEM format. Rejects with a `config` error about the service that
 * names it: Node trusts in silence nobody more where there is no certificate in the text.
 */
export async function readAuthorities(
  { name, caFile }: { readonly name: string; readonly caFile: string },
  readFile: (path: string, maxBytes: number) => Promise<string>,
): Promise<string> {
  const unusable = ({ message }: Error): never => {
    throw new ImportwatchError('config', `${name}: caFile ${caFile} ${message}.`);
  };
  const pem = await readFile(caFile, maxBytes).catch(unusable);
  const isPem = pem.includes('-----BEGIN CERTIFICATE-----');
  return isPem ? pem : unusable(new Error('holds no certificate in PEM format'));
}
