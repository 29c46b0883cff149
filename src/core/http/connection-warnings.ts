import type { OwnWarning } from '../model/warning.ts';

export const insecureTls: OwnWarning = {
  code: 'insecure-tls',
  message:
    'The certificate of the service is not verified (insecureTls): anyone may answer in its place.',
};

/** `setting`: the path of one whose secret could be an ordinary word. */
export function weakSecret(profile: string, setting: string): OwnWarning {
  return {
    code: 'weak-secret',
    message: `${setting} of ${profile} is short or a common word: importwatch also hides it where the service means the word.`,
  };
}
