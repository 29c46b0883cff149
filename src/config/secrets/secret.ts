import platformPath, { dirname } from 'node:path';
import { isAboutSecret } from '../../core/provider/errors/sensitive-names.ts';
import { type ConfigFile, isInNoFile } from '../file/mistakes-error.ts';
import { variable, withoutLineEnd } from '../file/names.ts';
import type { ConfigWorld } from '../file/world.ts';
import { interpolate, isInterpolated, notSet, Unresolved } from '../schema/interpolate.ts';

/** A reference to a secret: exactly one of them. */
export interface Reference {
  readonly env?: string | number;
  readonly file?: string | number;
  readonly command?: string | number;
}

const limits = { fileBytes: 64 * 1024, commandMs: 60_000 };

/** Reads the secret. Rejects with `Unresolved`. `${NAME}` in a command is left to its shell. */
export async function readSecret(
  { env, file, command }: Reference,
  origin: ConfigFile,
  world: ConfigWorld,
): Promise<string> {
  if (env !== undefined) {
    const name = interpolate(String(env), world.env).text;
    const value = variable(world.env, name);
    if (!value) throw new Unresolved(`needs ${notSet(name, world.env)}.`);
    return value;
  }
  if (command !== undefined) {
    const options = { cwd: folderOf(origin, world), timeoutMs: limits.commandMs };
    const output = await world.run(String(command), options).catch((error: Error) => {
      throw new Unresolved(`comes from a command that ${error.message}.`);
    });
    return withoutLineEnd(output);
  }
  const path = pathFrom(interpolate(String(file), world.env).text, origin, world);
  const content = await world.readFile(path, limits.fileBytes).catch((error: Error) => {
    throw new Unresolved(`comes from the file ${path}, which ${error.message}.`);
  });
  return withoutLineEnd(content);
}

/** A path in a configuration is relative to the folder of its file. `~/` is the home. */
export function pathFrom(
  path: string,
  origin: Pick<ConfigFile, 'origin' | 'path'>,
  world: Pick<ConfigWorld, 'cwd' | 'home'>,
  { join, resolve, sep }: Pick<typeof platformPath, 'join' | 'resolve' | 'sep'> = platformPath,
): string {
  return ['~/', `~${sep}`].some((home) => path.startsWith(home))
    ? join(world.home, path.slice(2))
    : resolve(folderOf(origin, world), path);
}

function folderOf(
  { origin, path }: Pick<ConfigFile, 'origin' | 'path'>,
  { cwd }: Pick<ConfigWorld, 'cwd'>,
): string {
  return isInNoFile({ origin }) ? cwd : dirname(path);
}

/**
 * A header counts as secret if it is a reference, comes from the environment, or has such a name.
 */
export function isSecretHeader(name: string, raw: unknown): boolean {
  return (
    typeof raw === 'object' ||
    isInterpolated(raw) ||
    (/auth|cookie|key|pass|secret|token/i.test(name) && !isAboutSecret(name))
  );
}
