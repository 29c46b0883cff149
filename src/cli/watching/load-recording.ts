import { resolve } from 'node:path';
import { resolveGivenProfile } from '../../config/profile/given-profile.ts';
import type { Profile } from '../../config/profile/profile.ts';
import { providerNamed } from '../../config/schema/provider-named.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { plainText } from '../../core/text/text.ts';
import { providers } from '../../providers/index.ts';
import { parseRecording, type Recording } from '../../recording/parse-recording.ts';
import type { World } from '../world.ts';

/** Rejects with a `usage` error. */
export async function loadRecording(folder: string, world: World): Promise<Recording> {
  const files = await world
    .readRecording(resolve(world.config.cwd, folder))
    .catch(({ message }: Error) => {
      throw new ImportwatchError('usage', plainText(message, 1000));
    });
  if (files) return parseRecording(plainText(folder), files);
  throw new ImportwatchError('usage', `There is no folder "${plainText(folder)}".`, {
    hint: 'Create a recording: importwatch wait --record <folder> …',
  });
}

/** The profile of a recording, checked as one in a file is. Rejects with `config` or `usage`. */
export async function profileOf(
  { index, path }: Recording,
  name: string,
  world: World,
): Promise<Profile> {
  // Somebody else may have written it: it reads nothing of this machine, and nothing leaves it.
  const at = `profiles.${plainText(name)}`;
  if (!Object.hasOwn(index.profiles, name)) throw unusable(`${path} has no ${at}.`);
  const { provider: named, caFile: _, proxy: __, ...values } = index.profiles[name] ?? {};
  if (typeof named !== 'string') throw unusable(`${path}: ${at}.provider must be text.`);
  const provider = providerNamed(named, providers, `${at}.provider in ${path}`);
  const readFile = () => Promise.reject(new Error("isn't read for a recording"));
  const given = { ...values, allowHttp: true };
  const place = `${path}: ${at}`;
  return resolveGivenProfile(name, provider, given, { ...world.config, readFile }, place);
}

function unusable(message: string): ImportwatchError {
  return new ImportwatchError('usage', message, {
    hint: 'Create a recording with importwatch wait --record <folder>.',
  });
}
