import { chooseProfile } from '../../config/profile/choose-profile.ts';
import { type ChosenTarget, chooseTarget } from '../../config/profile/target.ts';
import type { Config } from '../../config/schema/config.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { createSanitizer } from '../../core/model/sanitize.ts';
import { idMeant } from '../../core/provider/id-in-address.ts';
import type { WatchFlags } from '../flags.ts';
import { type InputTarget, inputTargets } from '../ids/input-targets.ts';
import type { World } from '../world.ts';
import type { Resolve } from './resolve-once.ts';

const prompt = 'Enter ids, one per line, then press Ctrl-D.';
const passIds = 'Pass ids, one per line, or the response to the call that started the import.';
const standardInput = {
  text: 'the input',
  name: 'standard input',
  hint: passIds,
  emptyHint: `${passIds} An empty response can mean that the import has already ended.`,
};

/**
 * The targets on a command line, each once. `-` means the targets on standard input,
 * `profile:-` for the ids there. A response there is read as its profile says: `resolve` gives it.
 */
export async function targetsOf(
  given: readonly string[],
  config: Config,
  flags: WatchFlags,
  world: World,
  resolve: Resolve,
): Promise<readonly ChosenTarget[]> {
  const { text: plain } = createSanitizer(world.redactor);
  let input: Promise<readonly InputTarget[]> | undefined;
  const onInput = () => {
    input ??= world.readInput(prompt).then((text) => inputTargets(text, standardInput, plain));
    return input;
  };
  const choose = (text: string, isId: boolean, flag = flags.profile) =>
    chooseTarget(text, config, { flag, isId }, world.env);
  /** `name`: of the profile that all of them belong to. */
  const fromInput = async (name?: string): Promise<readonly ChosenTarget[]> => {
    const targets = (await onInput()).map(async (target) => {
      if ('text' in target) return [choose(target.text, name !== undefined, name)];
      const { responseIds } = await import('../ids/response-ids.ts');
      const entry = chooseProfile(config, { flag: name ?? flags.profile }, world.env);
      const ids = await responseIds(target, await resolve(entry), standardInput, plain);
      return ids.map((id) => choose(id, true, name));
    });
    return (await Promise.all(targets)).flat().map((target) => ({ ...target, justStarted: true }));
  };
  const words = given.length > 0 ? given : [undefined];
  const chosen = (
    await Promise.all(
      words.map(async (word) => {
        if (word === '-') return fromInput();
        const options = { flag: flags.profile, withInput: true };
        const target = chooseTarget(word, config, options, world.env);
        if (target.id !== '-') return [target];
        const ids = await fromInput(target.profile.name);
        const { warnings = [] } = target;
        return ids.map((each, index) => (index === 0 ? { ...each, warnings } : each));
      }),
    )
  ).flat();
  if (flags.new) for (const target of chosen) await refuseNamed(target, resolve);
  const byName = await Promise.all(
    chosen.map(async (target) => [await nameOf(target, resolve), target] as const),
  );
  return [...new Map(byName).values()];
}

/** The same for an id and for the address with it. */
async function nameOf({ profile, id = '' }: ChosenTarget, resolve: Resolve): Promise<string> {
  const meant = id.includes('/') ? idMeant(id, await resolve(profile)) : id;
  return `${profile.name}:${meant}`;
}

async function refuseNamed({ id, profile }: ChosenTarget, resolve: Resolve): Promise<void> {
  if (id === undefined) return;
  // For a described API, the description decides whether there are ids.
  const { provider } = await resolve(profile);
  throw new ImportwatchError('usage', `--new can't be combined with an id (${id}).`, {
    hint: provider.id.required
      ? "Remove --new. It works only with services that don't need an id."
      : `--new waits for the next import, whatever its id: importwatch wait --new ${profile.name}:`,
  });
}
