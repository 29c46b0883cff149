import { type InputSource, inputTargets } from '../../../src/cli/ids/input-targets.ts';
import { responseIds } from '../../../src/cli/ids/response-ids.ts';
import type { Profile } from '../../../src/config/profile/profile.ts';
import { plainSanitizer } from '../../../src/core/model/sanitize.ts';
import { elevate } from '../../../src/providers/elevate/elevate.ts';

type Starting = Pick<Profile, 'provider' | 'settings' | 'baseUrl'> & { readonly idFrom?: string };

export const standardInput: InputSource = {
  text: 'the input',
  name: 'standard input',
  hint: 'Pass one id per line.',
};

/** The ids in an input, for a profile that says nothing of the place of ids, unless it does. */
export async function idsOn(
  input: string,
  profile: Starting = {
    provider: elevate,
    settings: {},
    baseUrl: new URL('https://shop.example.com'),
  },
): Promise<readonly string[]> {
  const { text: sanitize } = plainSanitizer;
  const targets = inputTargets(input, standardInput, sanitize).map((target) =>
    'text' in target ? [target.text] : responseIds(target, profile, standardInput, sanitize),
  );
  return (await Promise.all(targets)).flat();
}
