import type { Command } from 'commander';
import { givenFile } from '../../../config/profile/files/wait-file.ts';
import { listProfiles } from '../../../config/profile/list-profiles.ts';
import type { ConfigChoice } from '../../../config/schema/config.ts';
import { targetText } from '../../../core/model/target.ts';
import { plainText } from '../../../core/text/text.ts';
import { parseJournal } from '../../../history/entries.ts';
import { providers } from '../../../providers/index.ts';
import { configuredHistory } from '../../watching/history/configured-history.ts';
import { createLoadConfig, type LoadConfig } from '../../watching/load-once.ts';
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
  const load = createLoadConfig(world);
  const found = await candidatesFor(words, program, {
    providers,
    profiles: (words) => profilesFor(words, load, world).catch(() => []),
    recent: () => recentTargets(words, load, world).catch(() => []),
  });
  const lines = found === 'files' ? [':files'] : found.map(lineOf);
  world.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function lineOf({ value, about = '' }: Candidate): string {
  return about === '' ? plainText(value) : `${plainText(value)}\t${plainText(about, 80)}`;
}

async function profilesFor(
  words: readonly string[],
  load: LoadConfig,
  { env }: World,
): Promise<readonly Candidate[]> {
  const choice = choiceIn(words, env);
  if (choice === undefined) return [];
  const profiles = listProfiles(await load(choice), env);
  return profiles.map(({ name, provider }) => ({ value: name, about: provider }));
}

/** `undefined` if --config names a program: no code runs for a list of names. */
function choiceIn(words: readonly string[], env: World['env']): ConfigChoice | undefined {
  const at = words.findIndex((word) => word === '-c' || word === '--config');
  const file = at < 0 ? env['IMPORTWATCH_CONFIG'] : words[at + 1];
  if (file === undefined) return {};
  return /\.[cm]?[jt]s$/.test(file) ? undefined : { config: file };
}

const mostRecent = 10;

/** From the history of the profile that the last word begins with. */
async function recentTargets(
  words: readonly string[],
  load: LoadConfig,
  world: World,
): Promise<readonly string[]> {
  const choice = choiceIn(words, world.env);
  const [profile = ''] = (words.at(-1) ?? '').split(':');
  const file =
    givenFile('historyFile', {}, world.env) ??
    (choice && (await configuredHistory(choice, [profile], load, world)));
  const journal = await world.loadJournal(file);
  const targets = parseJournal(await journal.read().catch(() => ''))
    .flatMap((entry) => (entry.type === 'watch' ? entry.targets : []))
    .filter(({ id }) => id !== undefined)
    .map(targetText);
  return [...new Set(targets.toReversed())].slice(0, mostRecent);
}
