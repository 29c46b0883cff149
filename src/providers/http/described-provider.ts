import { errorKinds } from '../../core/model/error-kinds.ts';
import type { ErrorCode } from '../../core/model/errors.ts';
import type { HttpAnswer } from '../../core/ports/send.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import type { Settings } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { ApiDescription, NamedValues, Preset, Variant } from './api-description.ts';
import { batchSize } from './batching/batch-size.ts';
import type { Engine } from './engine.ts';
import { type Memory, newMemory } from './memory.ts';
import { fillAddress, fillPath } from './request/template.ts';

/** A preset, or a profile that describes its API. */
type Described = Omit<Preset, 'group'> & Pick<Provider, 'group'>;

/**
 * The provider for a service that is described by data. The code that reads answers is loaded with
 * the first request, because other providers don't need it.
 */
export function describedProvider(preset: Described, named?: NamedValues): Provider {
  const { description: api, variants: _variants, idParts, hints = {}, meanings, ...facts } = preset;
  const description = { ...api, ...(idParts && { idParts }) };
  const { statuses, retryHeader } = description;
  const { variables, secrets } = named ?? {};
  const advice = adviceOf(preset, named !== undefined);
  let engine: Engine | undefined;

  async function load(variant?: Variant): Promise<Engine> {
    const { createEngine } = await import('./engine.ts');
    engine ??= createEngine(description);
    return variant === undefined ? engine : createEngine({ ...description, ...variant });
  }

  const judging = () => engine?.mapping({});
  const errorMapping: ErrorMapping = {
    judge: (status, body) => judging()?.judge(status, body),
    message: (body) => judging()?.message(body),
    unusable: "it isn't the status of an import",
    hint: (code, status, body) => {
      // Only the author of a description can act on doubts about it, so users of a preset get none.
      const doubt = named && code === 'bad-answer' ? engine?.doubt({ status }, body) : undefined;
      // A preset can only say something about JSON that it can't read.
      const ofPreset = code === 'bad-answer' && body === undefined ? undefined : hints[code];
      return ofPreset ?? doubt ?? (named && pathHint(code, status, preset.id.required));
    },
    ...((named || hasOwnPath(description)) && { namesPath: mayBeWrongPath }),
    ...(statuses && { statuses }),
    ...(meanings && { meanings }),
    ...(retryHeader && { headers: (headers) => withRetryAfter(headers, retryHeader) }),
  };

  return {
    service: 'the API',
    ...facts,
    ...aboutFailed(preset),
    errorMapping,
    baseUrl: (settings) => baseUrlOf(preset, settings),
    statusAddress(settings) {
      const { baseUrl: _address, ...others } = withDefaults(preset, settings);
      const { path, query = {} } = variantOf(preset, others)?.request ?? description.request;
      const key = Object.keys(query).find((key) => query[key] === '{id}');
      const filled = fillPath(path, { ...others, ...variables, ...secrets });
      return key === undefined ? filled : `${filled}?${encodeURIComponent(key)}={id}`;
    },
    connect(settings, client, context) {
      const { baseUrl: _address, ...others } = withDefaults(preset, settings);
      const place = {
        baseUrl: baseUrlOf(preset, settings),
        names: { ...others, ...variables, ...secrets },
        errorMapping,
        isOwn: named !== undefined,
      };
      const variant = variantOf(preset, others);
      const memory = (context?.memory as Memory | undefined) ?? newMemory();
      const described = { ...description, ...variant };
      let connecting: ReturnType<Engine['connect']> | undefined;
      const connection = async () => {
        const engine = await load(variant);
        connecting ??= engine.connect(client, { ...place, memory, context });
        return connecting;
      };
      return {
        memory,
        ...(description.many && { together: batchSize(description.many) }),
        reportsFailed: reportsFailed(described),
        checkId: async (id) => (await connection()).checkId?.(id),
        async poll(id, signal) {
          const snapshot = await (await connection()).poll(id, signal);
          if (snapshot.state !== 'unknown' || advice === undefined) return snapshot;
          const message = `Unknown status "${snapshot.vendorState}"${advice}`;
          return { ...snapshot, warnings: [{ code: 'unknown-state', message }] };
        },
        ...(described.token && {
          logIn: async (signal) => (await connection()).logIn?.(signal),
        }),
        ...(described.failedRecords && {
          failedRecords: async (id, to, signal) =>
            (await connection()).failedRecords?.(id, to, signal) ?? {},
        }),
      };
    },
    explain: async (...given) => (await load()).explain(...given),
  };
}

/** Whether a wrong path in the profile could have caused this status. */
const mayBeWrongPath = (status: number) => status === 404 || status === 405;

function pathHint(code: ErrorCode, status: number, needsId: boolean): string | undefined {
  if (errorKinds[code].transient || !mayBeWrongPath(status)) return undefined;
  return `Check ${needsId ? 'the id, and ' : ''}baseUrl and request.path in the profile.`;
}

/** Whether the path of a preset is a setting. */
function hasOwnPath({ request }: ApiDescription): boolean {
  return /\{\+(?!id\})/.test(request.path);
}

/** The rest of a warning about an unknown status, unless it is that of one documented service. */
function adviceOf({ name, service }: Described, isOwn: boolean): string | undefined {
  if (isOwn) return '. If you know what it means, add it to state.words in the profile.';
  return service === undefined
    ? ` (not in the ${name} preset). To give this status a meaning, describe the API yourself (docs/any-api.md).`
    : undefined;
}

/** The form in which failed records come, if any variant has them. */
function aboutFailed({ description, variants = {} }: Described): Pick<Provider, 'failedRecords'> {
  const ways = Object.values(variants).flatMap((byValue) => Object.values(byValue));
  const [way] = [description, ...ways].flatMap(({ failedRecords }) => failedRecords ?? []);
  if (way === undefined) return {};
  if (way.records !== undefined || way.only !== undefined) {
    return { failedRecords: 'one line of JSON for each' };
  }
  return { failedRecords: 'a file, as the service sends it' };
}

/** Whether an answer can report failed records, as a number or as a status. */
function reportsFailed({ failed, also, state }: ApiDescription): boolean {
  return (
    (failed ?? also?.failed) !== undefined || Object.values(state?.words ?? {}).includes('partial')
  );
}

/** Throws `config`. */
function baseUrlOf(preset: Described, settings: Settings): string {
  return withDefaults(preset, settings)['baseUrl'] ?? '';
}

function variantOf({ variants = {} }: Described, settings: Settings): Variant | undefined {
  for (const [setting, byValue] of Object.entries(variants)) {
    const value = settings[setting] ?? '';
    if (Object.hasOwn(byValue, value)) return byValue[value];
  }
  return undefined;
}

/** The settings, completed with defaults, which can refer to other settings. Throws `config`. */
function withDefaults({ settings: known }: Pick<Preset, 'settings'>, given: Settings): Settings {
  const defaults = Object.entries(known).flatMap(([key, setting]) =>
    setting.default === undefined ? [] : [[key, setting.default] as const],
  );
  const all: Settings = { ...Object.fromEntries(defaults), ...given };
  const filled = defaults
    .filter(([key, text]) => all[key] === text)
    .map(([key, text]) => [key, fillAddress(text, all)] as const);
  return { ...all, ...Object.fromEntries(filled) };
}

/** Copies the service's own header to `Retry-After`, in whole seconds. */
function withRetryAfter(
  headers: HttpAnswer['headers'],
  { name, unit = 's' }: NonNullable<ApiDescription['retryHeader']>,
): HttpAnswer['headers'] {
  const amount = Number.parseFloat(headers[name.toLowerCase()] ?? '');
  if (!(amount >= 0)) return headers;
  return { ...headers, 'retry-after': String(Math.ceil(unit === 'ms' ? amount / 1000 : amount)) };
}
