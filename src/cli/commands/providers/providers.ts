import { didYouMean } from '../../../config/file/nearest.ts';
import { providerNamed } from '../../../config/schema/provider-named.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { plainText } from '../../../core/text/text.ts';
import { providers } from '../../../providers/index.ts';
import type { ListFlags } from '../../flags.ts';
import { themeFor } from '../../output/presenter.ts';
import { writeJson } from '../../output/write-json.ts';
import type { World } from '../../world.ts';
import { groupedList } from './grouped-list.ts';
import { providerJson } from './provider-json.ts';
import { providerPage } from './provider-page.ts';

export interface ProvidersFlags extends ListFlags {
  readonly search?: string;
}

export async function listProviders(
  name: string | undefined,
  { json, search }: ProvidersFlags,
  world: World,
): Promise<void> {
  if (name === undefined) {
    const found = search === undefined ? providers : matchingProviders(wanted(search));
    if (json) writeJson(found.map(providerJson), world);
    else if (found.length === 0) world.stdout.write(nothingFound(search ?? ''));
    else world.stdout.write(`${groupedList(found)}\n${search === undefined ? next : more}`);
    return;
  }
  if (search !== undefined) {
    throw new ImportwatchError('usage', 'Give the name of a provider or --search, not both.');
  }
  const provider = providerNamed(name, providers);
  if (json) writeJson(providerJson(provider), world);
  else {
    const { paint } = await themeFor(world.stdout, {}, world);
    world.stdout.write(providerPage(provider, paint, world.stdout.columns));
  }
}

function wanted(search: string): string {
  if (search.trim() !== '') return search;
  throw new ImportwatchError('usage', '--search is empty.', {
    hint: 'Add a word, such as --search batch.',
  });
}

const more = "Show one service's settings: importwatch providers <name>\n";
const next = `${more}Find a service: importwatch providers --search <word>\n`;

function nothingFound(search: string): string {
  const meant = didYouMean(
    search,
    providers.map(({ name }) => name),
  );
  return `No service matches "${plainText(search)}".${meant}
importwatch can watch any JSON API: describe it in a profile with "provider: http".
List its settings: importwatch providers http
`;
}

/** The providers that have every word in their name, title or descriptions. */
function matchingProviders(search: string): readonly Provider[] {
  const words = search.toLowerCase().trim().split(/\s+/);
  return providers.filter(({ name, title, id, settings }) => {
    const described = [id, ...Object.values(settings)].map(({ describe }) => describe);
    const text = [name, title, ...described].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
