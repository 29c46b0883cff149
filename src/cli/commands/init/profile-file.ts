import { basename, dirname, extname, join, resolve } from 'node:path';
import { parseConfigText } from '../../../config/file/document.ts';
import {
  findConfig,
  findOwnConfig,
  maxConfigBytes,
  ownConfigFolder,
  unusable,
} from '../../../config/file/find.ts';
import { type ConfigFile, mistakesError } from '../../../config/file/mistakes-error.ts';
import type { ConfigWorld } from '../../../config/file/world.ts';
import { validate } from '../../../config/profile/validate.ts';
import type { Prompts } from '../../../core/ports/prompts.ts';
import { providers } from '../../../providers/index.ts';
import type { InitFlags } from './init-given.ts';

/** The file for the new profile, and its present content. */
export interface ProfileFile {
  readonly file: ConfigFile;
  readonly text: string;
  readonly json: boolean;
  /** The user's own file, in which secrets may come from commands. */
  readonly own: boolean;
  readonly folder: string;
}

/** The names of its profiles. */
export function profileNamesIn({ file }: ProfileFile): readonly string[] {
  const { profiles } = (file.document.value ?? {}) as { readonly profiles?: object };
  return Object.keys(profiles ?? {});
}

/** The file that the user named or chose. Otherwise the project's file, existing or new. */
export async function placeFor(
  { file, user }: Pick<InitFlags, 'file' | 'user'>,
  prompts: Prompts | undefined,
  world: ConfigWorld,
): Promise<ProfileFile> {
  const ownPath = (await findOwnConfig(world))?.path ?? join(ownConfigFolder(world), 'config.yaml');
  if (file !== undefined) return read(resolve(world.cwd, file), ownPath, world);
  if (user) return read(ownPath, ownPath, world);
  const path = (await findConfig(world))?.path ?? join(world.cwd, '.importwatchrc');
  const chosen = await prompts?.select({
    message: 'Where should importwatch store the profile?',
    options: [
      { value: path, label: 'in this project', hint: path },
      { value: ownPath, label: 'in your own file, for all projects', hint: ownPath },
    ],
  });
  return read(chosen ?? path, ownPath, world);
}

async function read(path: string, ownPath: string, world: ConfigWorld): Promise<ProfileFile> {
  if (/^\.[cm]?[jt]s$/.test(extname(path))) {
    throw unusable(path, 'is a program; init writes only YAML and JSON');
  }
  const root = basename(path) === 'package.json' ? ['importwatch'] : [];
  const text = await world.readFile(path, maxConfigBytes).catch(({ message }: Error) => {
    if (message === 'does not exist') return '';
    throw unusable(path, message);
  });
  const own = path === ownPath;
  const document = await parseConfigText(text, root);
  const file: ConfigFile = { path, origin: own ? 'own' : 'found', document };
  const mistakes = await validate(file, providers);
  if (mistakes.length > 0) throw mistakesError(file, mistakes);
  return { file, text, json: isJson(path, text), own, folder: dirname(path) };
}

function isJson(path: string, text: string): boolean {
  if (extname(path) === '.json') return true;
  if (extname(path) !== '' || !text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
