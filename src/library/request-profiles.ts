import { homedir } from 'node:os';
import { readTextFile } from '../adapters/files.ts';
import { resolveGivenProfile } from '../config/profile/given-profile.ts';
import type { Profile } from '../config/profile/profile.ts';
import { providerNamed } from '../config/schema/provider-named.ts';
import type { Provider } from '../core/provider/provider.ts';
import { providers } from '../providers/index.ts';
import type { ConnectionChoices, ImportRequest } from './request.ts';
import { inWords } from './wait-options.ts';

export const connectionKeys = [
  'headers',
  'requestTimeout',
  'proxy',
  'caFile',
  'allowHttp',
  'insecureTls',
  'maxBodyBytes',
] as const satisfies readonly (keyof ConnectionChoices)[];

/** Shares a profile between requests that differ only in the import and in how to wait for it. */
export function profilesByRequest(): (request: ImportRequest) => Promise<Profile> {
  const profiles = new Map<string, Promise<Profile>>();
  const given: Provider[] = [];
  return (request) => {
    const provider = providerOf(request);
    const { name = provider.name, settings } = request;
    if (!given.includes(provider)) given.push(provider);
    const choices = connectionChoices(request);
    const key = JSON.stringify([given.indexOf(provider), name, settings, choices]);
    const known = profiles.get(key) ?? resolve(name, provider, { ...settings, ...choices });
    profiles.set(key, known);
    return known;
  };
}

function providerOf({ provider }: ImportRequest): Provider {
  return typeof provider === 'object' && provider !== null
    ? provider
    : providerNamed(String(provider), providers);
}

function connectionChoices(request: ConnectionChoices): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    connectionKeys.map((key) => [
      key,
      key === 'requestTimeout' ? inWords(request[key]) : request[key],
    ]),
  );
}

function resolve(
  name: string,
  provider: Provider,
  values: Readonly<Record<string, unknown>>,
): Promise<Profile> {
  const world = { cwd: process.cwd(), home: homedir(), readFile: readTextFile };
  return resolveGivenProfile(name, provider, values, world);
}
