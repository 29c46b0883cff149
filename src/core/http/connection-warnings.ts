import type { OwnWarning } from '../model/warning.ts';

export const insecureTls: OwnWarning = {
  code: 'insecure-tls',
  message:
    "importwatch doesn't verify the certificate of the service (insecureTls), so anyone can answer in its place.",
};

/** `setting`: the path of a setting whose secret could be an ordinary word. */
export function weakSecret(profile: string, setting: string): OwnWarning {
  return {
    code: 'weak-secret',
    message: `The ${setting} of profile ${profile} is short or could be an ordinary word. importwatch masks it wherever the service sends it, even in ordinary text.`,
  };
}
