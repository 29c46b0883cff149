import { credentialsIn, parseProxyAddress } from '../../core/http/proxy-address.ts';
import type { Field, Settings } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { SettingMistake } from '../../core/provider/setting-mistake.ts';
import { isLoopback } from '../../core/text/loopback.ts';
import { isWeakSecret } from '../../core/text/secret-forms.ts';
import { type ConfigFile, settingName } from '../file/mistakes-error.ts';
import type { ConfigWorld } from '../file/world.ts';
import { baseUrlMistake, proxyMistake } from '../schema/address.ts';
import type { ProfileEntry } from '../schema/config.ts';
import {
  choiceMistake,
  isOption,
  type Option,
  readBoolean,
  readBytes,
  readDuration,
} from '../schema/option.ts';
import { profileOptions } from '../schema/profile-options.ts';
import { waitOptions } from '../schema/wait-options.ts';
import { readDescription } from '../secrets/read-description.ts';
import { isSecretHeader, pathFrom } from '../secrets/secret.ts';
import { secretValues } from '../secrets/secret-values.ts';
import { createValueReader, type ValueReader } from '../secrets/value-reader.ts';
import type { Profile } from './profile.ts';

/**
 * Replaces `${NAME}`, reads the secrets and checks the result. Rejects with one error for all
 * mistakes: `secret` if one concerns a secret, otherwise `config`.
 */
export async function resolveProfile(entry: ProfileEntry, world: ConfigWorld): Promise<Profile> {
  const { name, file, values } = entry;
  const reader = createValueReader(file, world);
  const at = (...keys: string[]) => ['profiles', name, ...keys];

  const settings: Record<string, string> = {};
  const { settings: known, oneOf = [], together = [] } = entry.provider;
  for (const [key, setting] of Object.entries(known)) {
    const optional =
      !setting.required && ![...oneOf, ...together].some((group) => group.includes(key));
    const rules = { secret: setting.secret, inHeader: setting.secret, optional };
    const text = (await reader.text(at(key), values[key], rules)) ?? setting.default;
    if (text === undefined) continue;
    settings[key] = text;
    const mistake = setting.choices && choiceMistake(text, setting.choices);
    if (mistake) reader.note(at(key), mistake);
  }
  const { description } = entry.provider;
  const described = description && (await readDescription(description, values, at(), reader));
  const headers = await readHeaders(at('headers'), values['headers'], reader);
  const { proxy, caFile, idFrom, ...options } = await readFields(
    profileOptions,
    values,
    at(),
    reader,
  );
  const wait = await readFields(waitOptions, values, at(), reader);
  const defaults = await readFields(waitOptions, entry.defaults, ['defaults'], reader);
  const flaw = idFrom === undefined ? undefined : await entry.provider.checkIdFrom?.(idFrom);
  if (flaw) reader.note(at('idFrom'), flaw.message);
  reader.check();

  const provider = (described && description?.provider(described)) ?? entry.provider;
  const allowHttp = readBoolean(options.allowHttp) ?? false;
  const address = addressOf(provider, settings, (key, problem) => {
    reader.note(at(key), problem);
    reader.check();
  });
  const via = proxy === undefined ? undefined : parseProxyAddress(proxy);
  const mistake =
    baseUrlMistake(address) ?? (allowHttp ? undefined : httpMistake(address, via, file));
  if (mistake) reader.note(at('baseUrl'), mistake);
  const wrongProxy = proxy === undefined ? undefined : proxyMistake(proxy);
  if (wrongProxy) reader.note(at('proxy'), wrongProxy);
  reader.check();
  const hidden = via ? credentialsIn(via) : [];
  if (hidden.some(isWeakSecret)) reader.weakSecrets.push(at('proxy'));

  return {
    name,
    provider,
    settings,
    baseUrl: new URL(address),
    ...((idFrom ?? provider.idFrom) !== undefined && { idFrom: idFrom ?? provider.idFrom }),
    headers,
    requestTimeoutMs: readDuration(options.requestTimeout) ?? provider.requestTimeoutMs ?? 15_000,
    ...(proxy !== undefined && { proxy }),
    ...(caFile !== undefined && { caFile: pathFrom(caFile, file, world) }),
    allowHttp,
    insecureTls: readBoolean(options.insecureTls) ?? false,
    maxBodyBytes: readBytes(options.maxBodyBytes) ?? 1024 * 1024,
    wait,
    defaults,
    source: file.path,
    ...(described && { described }),
    secrets: [...reader.secrets, ...hidden],
    ...(canChange(entry) && { renew: () => resolveProfile(entry, world) }),
    ...(reader.weakSecrets.length > 0 && {
      weakSecrets: reader.weakSecrets.map((path) => path.slice(at().length).join('.')),
    }),
  };
}

/**
 * A process's environment never changes. A file may be replaced, and a command may print something
 * new.
 */
function canChange(entry: ProfileEntry): boolean {
  return secretValues(entry).some(
    ([, raw]) =>
      typeof raw === 'object' && ('file' in (raw as object) || 'command' in (raw as object)),
  );
}

async function readHeaders(
  path: readonly string[],
  values: unknown,
  reader: ValueReader,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, raw] of Object.entries(values ?? {})) {
    const rules = { secret: isSecretHeader(name, raw), inHeader: true, optional: true };
    const text = await reader.text([...path, name], raw, rules);
    if (text !== undefined) headers[name.toLowerCase()] = text;
  }
  return headers;
}

async function readFields<F extends Readonly<Record<string, Field>>>(
  fields: F,
  values: Readonly<Record<string, unknown>>,
  path: readonly string[],
  reader: ValueReader,
): Promise<{ readonly [K in keyof F]?: F[K] extends Option ? unknown : string }> {
  const read: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    const [at, raw] = [[...path, key], values[key]];
    if (raw === undefined) continue;
    const value = isOption(field)
      ? reader.option(at, raw, field)
      : await reader.text(at, raw, { optional: true });
    if (value !== undefined) read[key] = value;
  }
  return read as { readonly [K in keyof F]?: F[K] extends Option ? unknown : string };
}

/** The address of the service. A setting that can't be part of one is passed to `refuse`. */
function addressOf(
  provider: Provider,
  settings: Settings,
  refuse: (key: string, problem: string) => void,
): string {
  try {
    return provider.baseUrl?.(settings) ?? settings['baseUrl'] ?? '';
  } catch (error) {
    if (error instanceof SettingMistake) refuse(error.key, error.problem);
    throw error;
  }
}

function httpMistake(
  address: string,
  proxy: URL | undefined,
  file: ConfigFile,
): string | undefined {
  const url = new URL(address);
  const stays = isLoopback(url) && (proxy === undefined || isLoopback(proxy));
  return url.protocol === 'https:' || stays
    ? undefined
    : `uses plain http, so anyone on the network could read what importwatch sends, such as credentials. Use https, or set ${settingName('allowHttp', file)} to true.`;
}
