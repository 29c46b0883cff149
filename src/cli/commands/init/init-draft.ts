import { isAbsolute, join } from 'node:path';
import { addProfile } from '../../../config/edit/add-profile.ts';
import type { NewProfile } from '../../../config/edit/new-profile.ts';
import { parseConfigText } from '../../../config/file/document.ts';
import { sentenceAbout } from '../../../config/file/mistake.ts';
import { profileName } from '../../../config/file/names.ts';
import { validate } from '../../../config/profile/validate.ts';
import type { ProfileEntry } from '../../../config/schema/config.ts';
import { insteadOf, providerNamed } from '../../../config/schema/provider-named.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Prompts } from '../../../core/ports/prompts.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { plainText } from '../../../core/text/text.ts';
import { providers } from '../../../providers/index.ts';
import type { World } from '../../world.ts';
import { givenValues, type InitFlags, type Written } from './init-given.ts';
import { askProvider, askSettings } from './init-questions.ts';
import { missingProvider, missingSettings, neededSettings } from './needed-settings.ts';
import { type ProfileFile, profileNamesIn } from './profile-file.ts';

/** A profile to be written, and the text of the file with it. */
export interface Draft {
  readonly entry: ProfileEntry;
  readonly text: string;
}

/**
 * Makes a draft from the options and, with `prompts`, from answers. Throws `usage` for missing or
 * invalid values, and for a name that already exists.
 */
export async function draftOf(
  flags: InitFlags,
  place: ProfileFile,
  prompts: Prompts | undefined,
  { env, config: { cwd } }: World,
): Promise<Draft> {
  const provider = await chosenProvider(flags, prompts);
  const given = givenValues(flags, provider);
  const needs = neededSettings(provider, given);
  if (needs.length > 0 && !prompts) throw missingSettings(provider, needs);
  const secrets = { commands: place.commands, env };
  const answers = prompts ? await askSettings(provider, given, secrets, prompts) : given;
  const values = { provider: provider.name, ...fromFolder(answers, cwd, place) };
  const name = await chosenName(flags, provider, place, prompts);
  const isDefault = flags.default ?? (await asksForDefault(name, place, prompts));
  return withProfile({ name, values, isDefault }, provider, place);
}

async function chosenProvider(
  { provider: name }: InitFlags,
  prompts: Prompts | undefined,
): Promise<Provider> {
  if (name === undefined && !prompts) throw missingProvider(providers);
  const provider =
    name === undefined && prompts
      ? await askProvider(providers, prompts)
      : providerNamed(name ?? '', providers);
  if (provider.description === undefined) return provider;
  const message = `A profile for "${provider.name}" describes an API, so init can't write it.`;
  throw new ImportwatchError('usage', message, {
    hint: insteadOf(provider, 'importwatch init --provider '),
  });
}

/**
 * The user gives a path relative to the working directory. The file needs it relative to its
 * folder.
 */
function fromFolder(values: Written, cwd: string, { folder }: ProfileFile): Written {
  const entries = Object.entries(values).map(([key, value]) => {
    if (typeof value !== 'object' || value.file === undefined) return [key, value];
    const file = String(value.file);
    const stays = cwd === folder || isAbsolute(file) || file.startsWith('~/');
    return [key, { file: stays ? file : join(cwd, file) }];
  });
  return Object.fromEntries(entries);
}

async function chosenName(
  { name, force, yes }: InitFlags,
  provider: Provider,
  place: ProfileFile,
  prompts: Prompts | undefined,
): Promise<string> {
  if (name !== undefined && !profileName.pattern.test(name)) {
    const message = `"${plainText(name)}" ${profileName.message}`;
    throw new ImportwatchError('usage', message, { hint: 'Nothing was written.' });
  }
  const taken = profileNamesIn(place);
  const path = plainText(place.file.path);
  const replaces = async (wanted: string) =>
    !taken.includes(wanted) ||
    force ||
    (await prompts?.confirm({
      message: `${path} already has a profile "${wanted}". Replace it?`,
      initial: false,
    }));
  let wanted = name ?? (yes || !prompts ? provider.name : await askName(provider.name, prompts));
  while (!(await replaces(wanted))) {
    if (!prompts) {
      const message = `${path} already has a profile "${plainText(wanted)}".`;
      throw new ImportwatchError('usage', message, {
        hint: 'Use --force to replace it, or --name to choose another name.',
      });
    }
    wanted = await askName(`${wanted}-2`, prompts);
  }
  return wanted;
}

function askName(usual: string, prompts: Prompts): Promise<string> {
  return prompts.text({
    message: 'Name of the profile, for targets such as name:id',
    usual,
    check: (text) => (profileName.pattern.test(text) ? undefined : `This ${profileName.message}`),
  });
}

async function asksForDefault(
  name: string,
  place: ProfileFile,
  prompts: Prompts | undefined,
): Promise<boolean> {
  const others = profileNamesIn(place).filter((other) => other !== name);
  if (!prompts || others.length === 0) return false;
  const message = `Make "${name}" the default profile?`;
  return prompts.confirm({ message, initial: false });
}

/** Throws `usage` if the profile is invalid: `init` never writes an invalid one. */
async function withProfile(
  profile: NewProfile,
  provider: Provider,
  { file, text: before, json }: ProfileFile,
): Promise<Draft> {
  const { root } = file.document;
  const text = await addProfile(before, profile, { json, root });
  if (text === undefined) {
    const message = `importwatch can't add a profile to ${plainText(file.path)}.`;
    throw new ImportwatchError('config', message, { hint: 'Add the profile by hand.' });
  }
  const after = { ...file, document: await parseConfigText(text, root) };
  const mistakes = await validate(after, providers);
  if (mistakes.length > 0) {
    const subjectOf = (path: readonly string[]) =>
      path.slice(2).join('.') || `"${plainText(profile.name)}"`;
    const lines = mistakes.map(({ path, message }) => sentenceAbout(subjectOf(path), message));
    throw new ImportwatchError('usage', lines.join('\n'), { hint: 'Nothing was written.' });
  }
  const { name, values } = profile;
  const draft = { ...after, draft: true };
  return { text, entry: { name, provider, file: draft, values, defaults: {} } };
}
