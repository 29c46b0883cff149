import { isInNoFile } from '../file/mistakes-error.ts';
import type { ConfigWorld } from '../file/world.ts';
import type { ProfileEntry } from '../schema/config.ts';
import { interpolate, isInterpolated } from '../schema/interpolate.ts';
import { pathFrom, type Reference } from './secret.ts';
import type { NamedOrigin } from './secret-origin.ts';
import { secretValues } from './secret-values.ts';

/** A file with a secret that others on this machine may read. */
export interface ExposedFile {
  readonly path: string;
  /** Permissions, such as 0o644. */
  readonly mode: number;
}

/** Files named as `{file}`, and the configuration itself if it contains a literal secret. */
export async function exposedFiles(
  entry: ProfileEntry,
  world: ConfigWorld,
): Promise<readonly ExposedFile[]> {
  const paths = new Set(secretValues(entry).flatMap(([, raw]) => fileOf(raw, entry, world)));
  const modes = [...paths].map(async (path) => ({ path, mode: (await world.mode?.(path)) ?? 0 }));
  return (await Promise.all(modes)).filter(({ mode }) => (mode & 0o044) !== 0);
}

function fileOf(raw: unknown, { file }: ProfileEntry, world: ConfigWorld): readonly string[] {
  if (typeof raw !== 'object') {
    return isInterpolated(raw) || isInNoFile(file) ? [] : [file.path];
  }
  const { file: named } = raw as Reference;
  if (named === undefined) return [];
  return [pathFrom(interpolate(String(named), world.env).text, file, world)];
}

/** The places of secrets, with missing files marked. Their content is not kept. */
export async function markMissing(
  origins: readonly NamedOrigin[],
  { file }: Pick<ProfileEntry, 'file'>,
  world: ConfigWorld,
): Promise<readonly NamedOrigin[]> {
  const isMissing = async (path: string): Promise<boolean> => {
    try {
      await world.readFile(pathFrom(interpolate(path, world.env).text, file, world), 0);
      return false;
    } catch (error) {
      return /^(doesn't exist|is a broken link)/.test((error as Error).message);
    }
  };
  return Promise.all(
    origins.map(async (origin) =>
      origin.source === 'file' && (await isMissing(origin.path))
        ? { ...origin, missing: true as const }
        : origin,
    ),
  );
}
