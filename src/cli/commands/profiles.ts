import { noProfile } from '../../config/profile/choose-profile.ts';
import {
  listProfiles as listingOf,
  type ProfileListing,
} from '../../config/profile/list-profiles.ts';
import { loadConfig } from '../../config/profile/load-config.ts';
import { markMissing } from '../../config/secrets/exposed-files.ts';
import type { NamedOrigin } from '../../config/secrets/secret-origin.ts';
import { abortable } from '../../core/ports/abort.ts';
import { plainText } from '../../core/text/text.ts';
import { providers } from '../../providers/index.ts';
import { type Fact, factLines } from '../../render/result/fact-lines.ts';
import type { Theme } from '../../render/theme/theme.ts';
import type { ListFlags } from '../flags.ts';
import { originWords } from '../output/origin-words.ts';
import { themeFor } from '../output/presenter.ts';
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
    const theme = await themeFor(world.stdout, {}, world);
    const paragraphs = profiles.map((each) => paragraph(each, theme, world.stdout.columns));
    world.stdout.write(`${paragraphs.join('\n\n')}\n`);
  }
}

function paragraph(
  { name, default: isDefault, ...listing }: ProfileListing,
  theme: Theme,
  columns: number | undefined,
): string {
  const heading = `${theme.paint.bold(plainText(name))}${isDefault ? ' (default)' : ''}`;
  return [heading, ...factLines(factsOf(listing), theme, columns)].join('\n');
}

function factsOf({
  provider,
  baseUrl,
  source,
  hides,
  insecureTls,
  secrets,
}: Omit<ProfileListing, 'name' | 'default'>): readonly Fact[] {
  return [
    { label: 'provider', text: provider },
    'url' in baseUrl
      ? { label: 'address', text: baseUrl.url }
      : { label: 'address', text: `unknown: ${baseUrl.problem}`, state: 'failed' },
    { label: 'from', text: hides === undefined ? source : `${source} (overrides ${hides})` },
    ...(insecureTls ? [notVerified] : []),
    ...secrets.map((origin) => ({
      label: 'secret',
      text: originWords(origin),
      state: stateOf(origin),
    })),
  ];
}

const notVerified: Fact = {
  label: 'warning',
  text: "the certificate isn't verified (insecureTls)",
  state: 'doubtful',
};

/** The output of a command isn't known before it runs. */
function stateOf(origin: NamedOrigin): NonNullable<Fact['state']> {
  switch (origin.source) {
    case 'environment': {
      const isMissing = origin.variables.some(({ set, hasDefault }) => !set && !hasDefault);
      return isMissing ? 'failed' : 'passed';
    }
    case 'file':
      return origin.missing ? 'failed' : 'passed';
    case 'literal':
      return 'doubtful';
    case 'command':
      return 'not-tried';
  }
}
