import type { Command } from 'commander';
import { listProfiles } from '../../../config/profile/list-profiles.ts';
import { loadConfig } from '../../../config/profile/load-config.ts';
import { targetText } from '../../../core/model/target.ts';
import { plainText } from '../../../core/text/text.ts';
import { parseJournal } from '../../../history/entries.ts';
import { providers } from '../../../providers/index.ts';
import type { World } from '../../world.ts';
import { type Candidate, candidatesFor } from './candidates.ts';

/**
 * Answers the completion script of a shell: one candidate per line, its description after a tab.
 */
export async function complete(
  words: readonly string[],
  program: Command,
  world: World,
): Promise<void> {
  const found = await candidatesFor(words, program, {
    providers,
    profiles: (words) => profilesFor(words, world).catch(() => []),
    recent: () => recentTargets(world),
  });
  const lines = found === 'files' ? [':files'] : found.map(lineOf);
  world.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function lineOf({ value, about = '' }: Candidate): string {
  return about === '' ? plainText(value) : `${plainText(value)}\t${plainText(about, 80)}`;
}

/** Runs no code for a list of names, although --config may name a program. */
async function profilesFor(
  words: readonly string[],
  { config, env }: World,
): Promise<readonly Candidate[]> {
  const at = words.findIndex((word) => word === '-c' || word === '--config');
  const file = at < 0 ? env['IMPORTWATCH_CONFIG'] : words[at + 1];
  if (file !== undefined && /\.[cm]?[jt]s$/.test(file)) return [];
  const choice = file === undefined ? {} : { config: file };
  const profiles = listProfiles(await loadConfig(choice, providers, config), env);
  return profiles.map(({ name, provider }) => ({ value: name, about: provider }));
}

const mostRecent = 10;

async function recentTargets({ loadJournal }: World): Promise<readonly string[]> {
  const journal = await loadJournal();
  const targets = parseJournal(await journal.read().catch(() => ''))
    .flatMap((entry) => (entry.type === 'watch' ? entry.targets : []))
    .filter(({ id }) => id !== undefined)
    .map(targetText);
  return [...new Set(targets.toReversed())].slice(0, mostRecent);
}
