import { noProfile } from '../../config/profile/choose-profile.ts';
import {
  listProfiles as listingOf,
  type ProfileListing,
} from '../../config/profile/list-profiles.ts';
import { loadConfig } from '../../config/profile/load-config.ts';
import { markMissing } from '../../config/secrets/exposed-files.ts';
import { abortable } from '../../core/ports/abort.ts';
import { plainText } from '../../core/text/text.ts';
import { providers } from '../../providers/index.ts';
import type { ListFlags } from '../flags.ts';
import { originWords } from '../output/origin-words.ts';
import { writeJson } from '../output/write-json.ts';
import type { World } from '../world.ts';

export async function showProfiles({ config: file, json }: ListFlags, world: World): Promise<void> {
  const config = await abortable(loadConfig({ config: file }, providers, world.config), world.stop);
  const profiles = await Promise.all(
    listingOf(config, world.env).map(async (listing) => {
      const entry = config.profiles.get(listing.name);
      const secrets = entry && (await markMissing(listing.secrets, entry, world.config));
      return { ...listing, ...(secrets && { secrets }) };
    }),
  );
  if (json) {
    writeJson(profiles, world);
  } else if (profiles.length === 0) {
    world.stdout.write(
      `${noProfile(config)}\nRun "importwatch init" to write one, or "importwatch demo" to see it work without an account.\n`,
    );
  } else {
    world.stdout.write(`${profiles.map(paragraph).join('\n\n')}\n`);
  }
}

function paragraph({
  name,
  provider,
  baseUrl,
  source,
  default: isDefault,
  hides,
  insecureTls,
  secrets,
}: ProfileListing) {
  const facts = [
    ['provider', provider],
    ['address', 'url' in baseUrl ? baseUrl.url : `unknown: ${baseUrl.problem}`],
    ['from', hides === undefined ? source : `${source} (overrides ${hides})`],
    ...(insecureTls ? [['warning', 'the certificate is not verified (insecureTls)']] : []),
    ...secrets.map((origin) => ['secret', originWords(origin)]),
  ];
  const lines = facts.map(([label = '', text = '']) => `  ${label.padEnd(8)}  ${plainText(text)}`);
  return [`${plainText(name)}${isDefault ? ' (default)' : ''}`, ...lines].join('\n');
}
