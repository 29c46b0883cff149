import type { ConfigWorld } from '../find/world.ts';
import type { ProfileEntry } from '../schema/config.ts';
import { interpolate } from '../schema/interpolate.ts';
import { pathFrom } from './secret.ts';
import type { NamedOrigin } from './secret-origin.ts';

/** Where secrets come from, with missing files marked. Their content is not kept. */
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
      return /^is (not there|a broken link)/.test((error as Error).message);
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
