import type { OwnWarning, Warning } from '../model/warning.ts';
import type { Settings } from '../provider/field.ts';
import type { Provider } from '../provider/provider.ts';

interface Doubtful {
  readonly name: string;
  readonly provider: Pick<Provider, 'warnings'>;
  readonly settings: Settings;
  readonly insecureTls: boolean;
  readonly weakSecrets?: readonly string[];
}

/**
 * The warnings about a service at epoch ms `at`, before the first poll of an import. `isFirst`: no
 * other import of the service has reported its secrets.
 */
export function connectionWarnings(
  { name, provider, settings, insecureTls: isInsecure, weakSecrets = [] }: Doubtful,
  isFirst: boolean,
  at: number,
): readonly Warning[] {
  return [
    ...(isInsecure ? [insecureTls] : []),
    ...(isFirst ? weakSecrets.map((setting) => weakSecret(name, setting)) : []),
    ...(provider.warnings?.(settings, at) ?? []),
  ];
}

const insecureTls: OwnWarning = {
  code: 'insecure-tls',
  message:
    "importwatch doesn't verify the certificate of the service (insecureTls), so anyone can answer in its place.",
};

/** `setting`: the path of a setting whose secret could be an ordinary word. */
function weakSecret(profile: string, setting: string): OwnWarning {
  return {
    code: 'weak-secret',
    message: `The ${setting} of profile ${profile} is short or could be an ordinary word. importwatch masks it wherever the service sends it, even in ordinary text.`,
  };
}
