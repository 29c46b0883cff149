import { basename, dirname, extname, join, resolve } from 'node:path';
import { parseConfigText } from '../../../config/file/document.ts';
import {
  findConfig,
  findOwnConfig,
  isSearched,
  maxConfigBytes,
  ownConfigFolder,
  unusable,
} from '../../../config/file/find.ts';
import { type ConfigFile, mistakesError } from '../../../config/file/mistakes-error.ts';
import { variable } from '../../../config/file/names.ts';
import type { ConfigWorld } from '../../../config/file/world.ts';
import { validate } from '../../../config/profile/validate.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { folderName } from '../../../core/ports/files.ts';
import type { Prompts } from '../../../core/ports/prompts.ts';
import { plainText } from '../../../core/text/text.ts';
import { providers } from '../../../providers/index.ts';
import type { InitFlags } from './init-given.ts';
import { shownPath } from './shown-path.ts';

/** The file for the new profile, and its present content. */
export interface ProfileFile {
  readonly file: ConfigFile;
  readonly text: string;
  readonly json: boolean;
  /** The user's own file. */
  readonly own: boolean;
  /** Whether secrets may come from commands in it. */
  readonly commands: boolean;
  /** The nearest file, which isn't in the working directory. The user hasn't seen its path yet. */
  readonly above: boolean;
  readonly folder: string;
}

/** The names of its profiles. */
export function profileNamesIn({ file }: ProfileFile): readonly string[] {
  const { profiles } = (file.document.value ?? {}) as { readonly profiles?: object };
  return Object.keys(profiles ?? {});
}

/** The file that the user named or chose. Otherwise the project's file, existing or new. */
export async function placeFor(
  flags: Pick<InitFlags, 'file' | 'config' | 'user'>,
  prompts: Prompts | undefined,
  world: ConfigWorld,
): Promise<ProfileFile> {
  const ownPath = (await findOwnConfig(world))?.path ?? join(ownConfigFolder(world), 'config.yaml');
  const named =
    namedFile(flags) ?? (flags.user ? undefined : variable(world.env, 'IMPORTWATCH_CONFIG'));
  if (named !== undefined) {
    const path = resolve(world.cwd, named);
    if (folderName.test(named)) throw unusable(path, 'is a folder');
    return read(path, ownPath, world, true);
  }
  if (flags.user) return read(ownPath, ownPath, world);
  const path = (await findConfig(world))?.path ?? join(world.cwd, '.importwatchrc');
  const chosen = await prompts?.select({
    message: 'Where should importwatch store the profile?',
    options: [
      { value: path, label: `in this project: ${shownPath(path, world)}` },
      { value: ownPath, label: `in your user configuration: ${shownPath(ownPath, world)}` },
    ],
  });
  const place = await read(chosen ?? path, ownPath, world);
  return { ...place, above: !prompts && place.folder !== world.cwd };
}

/** Throws `usage` for two of them. */
function namedFile({ file, config, user }: Parameters<typeof placeFor>[0]): string | undefined {
  const given = Object.entries({ '--file': file, '--config': config, '--user': user || undefined });
  const [first, second] = given.flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  if (second === undefined || file === config) return file ?? config;
  throw new ImportwatchError('usage', `${first} and ${second} can't be combined.`, {
    hint: `Use only one, for example: importwatch init --file ${plainText(file ?? config ?? '')}`,
  });
}

async function read(
  path: string,
  ownPath: string,
  world: ConfigWorld,
  isNamed = false,
): Promise<ProfileFile> {
  if (/^\.[cm]?[jt]s$/.test(extname(path))) {
    throw unusable(path, 'is a program, and init writes only YAML and JSON');
  }
  const root = basename(path) === 'package.json' ? ['importwatch'] : [];
  const text = await world.readFile(path, maxConfigBytes).catch(({ message }: Error) => {
    if (message === "doesn't exist") return '';
    throw unusable(path, message);
  });
  const own = path === ownPath;
  const document = await parseConfigText(text, root);
  // A file that the search finds is used without being named, and may run no command then.
  const origin = own ? 'own' : isNamed && !isSearched(path) ? 'named' : 'found';
  const file: ConfigFile = { path, origin, document };
  const mistakes = await validate(file, providers);
  if (mistakes.length > 0) throw mistakesError(file, mistakes);
  const folder = dirname(path);
  const commands = origin !== 'found';
  return { file, text, json: isJson(path, text), own, commands, folder, above: false };
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
