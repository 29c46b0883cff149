import { type ChosenTarget, chooseTarget } from '../../config/profile/target.ts';
import type { Config } from '../../config/schema/config.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { WatchFlags } from '../flags.ts';
import type { World } from '../world.ts';
import { type InputTarget, inputTargets } from './input-targets.ts';

const prompt = 'Ids of imports, one a line; Ctrl-D ends them.';

/**
 * The targets on a command line, each once. `-` stands for the targets on standard input,
 * `profile:-` for the ids there.
 */
export async function targetsOf(
  given: readonly string[],
  config: Config,
  flags: WatchFlags,
  world: World,
): Promise<readonly ChosenTarget[]> {
  let input: Promise<readonly InputTarget[]> | undefined;
  const onInput = () => {
    input ??= world.readInput(prompt).then(inputTargets);
    return input;
  };
  const choose = (text: string | undefined, isId = false, flag = flags.profile) =>
    chooseTarget(text, config, { flag, isId }, world.env);
  const words = given.length > 0 ? given : [undefined];
  const chosen = (
    await Promise.all(
      words.map(async (word) => {
        if (word === '-') return (await onInput()).map(({ text, isId }) => choose(text, isId));
        const target = choose(word);
        if (target.id !== '-') return [target];
        const { name } = target.profile;
        const ids = (await onInput()).map(({ text }) => choose(text, true, name));
        const { warnings = [] } = target;
        return ids.map((each, index) => (index === 0 ? { ...each, warnings } : each));
      }),
    )
  ).flat();
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
