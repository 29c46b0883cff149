import { isDeepStrictEqual } from 'node:util';
import { parseConfigText } from '../file/document.ts';
import { addToJson } from './add-to-json.ts';
import { addToYaml } from './add-to-yaml.ts';
import type { NewProfile } from './new-profile.ts';

interface Place {
  /** JSON. Otherwise YAML. */
  readonly json: boolean;
  /** Keys above the configuration: `importwatch` in a package.json. */
  readonly root: readonly string[];
}

/**
 * The text of a configuration with one more profile, or with the profile of that name replaced.
 * Everything else stays unchanged, including comments. `undefined` if that would change the meaning
 * of the rest.
 */
export async function addProfile(
  text: string,
  profile: NewProfile,
  { json, root }: Place,
): Promise<string | undefined> {
  const wanted = withProfile((await parseConfigText(text, root)).value, profile);
  const candidates = json ? [addToJson(text, profile, root)] : await addToYaml(text, profile);
  for (const candidate of candidates) {
    const { value, mistakes } = await parseConfigText(candidate, root);
    if (mistakes.length === 0 && isDeepStrictEqual(plain(value), wanted)) return candidate;
  }
  return undefined;
}

function withProfile(before: unknown, { name, values, isDefault }: NewProfile): unknown {
  const content = (before ?? {}) as { readonly profiles?: object };
  return plain({
    ...content,
    ...(isDefault && { defaultProfile: name }),
    profiles: { ...content.profiles, [name]: values },
  });
}

/** Without undefined values, and with the usual prototypes. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? {}));
}
