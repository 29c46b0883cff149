import { accessSync, constants, lstatSync, readlinkSync, type Stats, statSync } from 'node:fs';
import platformPath, { basename, isAbsolute, join } from 'node:path';
import { ImportwatchError } from '../../core/model/errors.ts';
import { plainText } from '../../core/text/text.ts';
import { type ConfigDocument, parseWith } from './document.ts';
import type { ConfigFile } from './mistakes-error.ts';
import type { ConfigWorld } from './world.ts';

export const maxConfigBytes = 1024 * 1024;

const data = ['json', 'yaml', 'yml'];
const names = [
  '.importwatchrc',
  ...data.map((extension) => `.importwatchrc.${extension}`),
  ...data.map((extension) => `importwatch.config.${extension}`),
];
const bareNames = ['importwatchrc', ...data.map((extension) => `importwatchrc.${extension}`)];
/** Whether the search looks for files of this name, somewhere. */
export function isSearched(path: string): boolean {
  return ['package.json', ...names, ...bareNames].includes(basename(path));
}

const places = [
  'package.json',
  ...names,
  ...[...bareNames, ...names].map((name) => `.config/${name}`),
];

/** The nearest file, searching from the working directory upward, to the user's home at most. */
export async function findConfig({ cwd, home }: ConfigWorld): Promise<ConfigFile | undefined> {
  for (const folder of foldersUpward(cwd, home)) {
    const found = await search(folder, places);
    if (found) return { ...found, origin: 'found' };
  }
  return undefined;
}

/** The nearest empty file, if no file has content. */
export async function findSilent(world: ConfigWorld): Promise<string | undefined> {
  const folders = foldersUpward(world.cwd, world.home);
  const candidates = [
    ...folders.flatMap((folder) => places.map((place) => join(folder, place))),
    ...data.map((extension) => join(ownConfigFolder(world), `config.${extension}`)),
  ];
  for (const path of candidates) {
    if (basename(path) !== 'package.json' && (await isThere(path))) return path;
  }
  return undefined;
}

/** To the home at most. On Windows, `c:\users\me` is `C:\Users\me`. */
export function foldersUpward(
  cwd: string,
  home: string,
  path: Pick<typeof platformPath, 'dirname' | 'relative'> = platformPath,
): readonly string[] {
  const above = path.dirname(cwd);
  if (path.relative(cwd, home) === '' || above === cwd) return [cwd];
  return [cwd, ...foldersUpward(above, home, path)];
}

/** The folder of the user's own file, below `$XDG_CONFIG_HOME` or `~/.config`. */
export function ownConfigFolder({ env, home }: Pick<ConfigWorld, 'env' | 'home'>): string {
  const xdg = env['XDG_CONFIG_HOME'] ?? '';
  return join(isAbsolute(xdg) ? xdg : join(home, '.config'), 'importwatch');
}

/** The user's own file. */
export async function findOwnConfig(world: ConfigWorld): Promise<ConfigFile | undefined> {
  const folder = ownConfigFolder(world);
  statsOf(folder);
  const found = await search(
    folder,
    data.map((extension) => `config.${extension}`),
  );
  return found && { ...found, origin: 'own' };
}

/** The first file in a folder that has content. A file found by searching is never executed. */
async function search(
  folder: string,
  searchPlaces: string[],
): Promise<Omit<ConfigFile, 'origin'> | undefined> {
  const there = searchPlaces.filter((place) => isThere(join(folder, place)));
  if (there.length === 0) return undefined;
  const explorer = await explorerOf(there);
  const found = explorer.search(folder);
  return found ? { path: found.filepath, document: found.config as ConfigDocument } : undefined;
}

/**
 * When an explorer is created, cosmiconfig loads its own configuration from the working directory,
 * and might execute it. So the explorer is created below a file, where no configuration can be. The
 * loaders return a document, because cosmiconfig would follow `$import` in plain data. The explorer
 * reads synchronously: for a few small files, starting Node's threads takes longer than reading.
 */
async function explorerOf(searchPlaces: string[]) {
  const [{ cosmiconfigSync }, yaml] = await Promise.all([import('cosmiconfig'), import('yaml')]);
  const code = ['.js', '.cjs', '.mjs', '.ts'].map((extension) => [extension, refuse]);
  const load = loaderWith(yaml);
  const text = ['.json', '.yaml', '.yml', 'noExt'].map((extension) => [extension, load]);
  const { cwd } = process;
  process.cwd = () => process.execPath;
  try {
    return cosmiconfigSync('importwatch', {
      searchPlaces,
      searchStrategy: 'none',
      cache: false,
      loaders: Object.fromEntries([...code, ...text]),
    });
  } finally {
    process.cwd = cwd;
  }
}

function loaderWith(yaml: typeof import('yaml')) {
  return (path: string, text: string) => {
    if (basename(path) !== 'package.json') return orNothing(parseWith(yaml, text));
    if (!text.includes('"importwatch"')) return {};
    return { importwatch: orNothing(parseWith(yaml, text, ['importwatch'])) };
  };
}

/** Skips a file without content, such as one with only comments. */
function orNothing(document: ConfigDocument): ConfigDocument | undefined {
  return document.value === undefined && document.mistakes.length === 0 ? undefined : document;
}

function refuse(path: string): never {
  throw unusable(path, 'is a program. importwatch runs it only if you name it with --config');
}

/** cosmiconfig reads files of any size, waits for a pipe, and ignores unreadable files silently. */
function isThere(path: string): boolean {
  const stats = statsOf(path);
  if (!stats || stats.isDirectory()) return false;
  if (!stats.isFile()) throw unusable(path, "isn't a regular file");
  if (stats.size > maxConfigBytes) throw unusable(path, 'is larger than 1 MiB');
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw unusable(path, "can't be read: permission denied");
  }
  return true;
}

/** Throws for a broken link, because somebody meant it to lead to a file. */
function statsOf(path: string): Stats | undefined {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats?.isSymbolicLink()) return stats;
  } catch {
    return undefined;
  }
  try {
    return statSync(path);
  } catch {
    throw unusable(path, `is a broken link to ${plainText(readlinkSync(path))}`);
  }
}

export function unusable(path: string, why: string): ImportwatchError {
  return new ImportwatchError('config', `${plainText(path)} ${why}.`);
}
