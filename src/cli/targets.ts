import type { Config } from '../config/config.ts';
import { type ChosenTarget, chooseTarget } from '../config/target.ts';
import { ImportwatchError } from '../core/errors.ts';
import type { WatchFlags } from './flags.ts';
import { inputTargets } from './input-targets.ts';
import type { World } from './world.ts';

const prompt = 'Ids of imports, one a line; Ctrl-D ends them.';

/** What the words of a command line mean, `-` being those on standard input; each target once. */
export async function targetsOf(
  given: readonly string[],
  config: Config,
  flags: WatchFlags,
  world: World,
): Promise<readonly ChosenTarget[]> {
  const input = given.includes('-') ? inputTargets(await world.readInput(prompt)) : undefined;
  const choose = (text: string | undefined, isId = false) =>
    chooseTarget(text, config, { flag: flags.profile, isId }, world.env);
  const words = given.length > 0 ? given : [undefined];
  const chosen = words.flatMap((word) =>
    word === '-' && input
      ? input.targets.map((text) => choose(text, input.areIds))
      : [choose(word)],
  );
  if (flags.new) for (const target of chosen) refuseNamed(target);
  const byName = chosen.map(
    (target) => [`${target.profile.name}:${target.id ?? ''}`, target] as const,
  );
  return [...new Map(byName).values()];
}

function refuseNamed({ id, profile }: ChosenTarget): void {
  if (id === undefined) return;
  throw new ImportwatchError('usage', `--new cannot go with the id of an import (${id}).`, {
    hint: profile.provider.id.required
      ? `It is for services that speak of their newest import only, which ${profile.provider.title} does not. Leave it out.`
      : `It waits for the import that starts next, whatever its id: importwatch wait --new ${profile.name}:`,
  });
}
