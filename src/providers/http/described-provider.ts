import type { HttpAnswer } from '../../core/ports/send.ts';
import type { Settings } from '../../core/provider/field.ts';
import type { Connection, Provider } from '../../core/provider/provider.ts';
import type { ApiDescription, NamedValues, Preset, Variant } from './api-description.ts';
import type { Engine } from './engine.ts';
import { fillAddress } from './request/template.ts';

/**
 * The provider of a service that is known by its description. What reads answers is loaded with the
 * first question: other providers have no need of it.
 */
export function describedProvider(preset: Preset, named: NamedValues = {}): Provider {
  const { description, variants: _variants, idParts, hints = {}, meanings, ...facts } = preset;
  const { statuses, retryHeader } = description;
  const { variables, secrets } = named;
  let engine: Engine | undefined;

  async function load(variant?: Variant): Promise<Engine> {
    const { createEngine } = await import('./engine.ts');
    engine ??= createEngine(description);
    return variant === undefined ? engine : createEngine({ ...description, ...variant });
  }

  return {
    ...facts,
    errorMapping: {
      judge: (status, body) => engine?.judge(status, body),
      message: (body) => engine?.message(body),
      hint: (code) => hints[code],
      ...(statuses && { statuses }),
      ...(meanings && { meanings }),
      ...(retryHeader && { headers: (headers) => withRetryAfter(headers, retryHeader) }),
    },
    baseUrl: (settings) => baseUrlOf(preset, settings),
    connect(settings, client, context) {
      const { baseUrl: _address, ...others } = withDefaults(preset, settings);
      const place = {
        baseUrl: baseUrlOf(preset, settings),
        names: { ...others, ...variables, ...secrets },
        ...(idParts && { idParts }),
      };
      let connection: Promise<Connection> | undefined;
      const variant = variantOf(preset, others);
      return {
        reportsFailed: reportsFailed({ ...description, ...variant }),
        async poll(id, signal) {
          connection ??= load(variant).then((engine) => engine.connect(client, context, place));
          return (await connection).poll(id, signal);
        },
      };
    },
    explain: async (body, at) => (await load()).explain(body, at),
  };
}

/** Throws `config`. */
function baseUrlOf(preset: Preset, settings: Settings): string {
  return withDefaults(preset, settings)['baseUrl'] ?? '';
}

function variantOf({ variants = {} }: Preset, settings: Settings): Variant | undefined {
  for (const [setting, byValue] of Object.entries(variants)) {
    const value = settings[setting] ?? '';
    if (Object.hasOwn(byValue, value)) return byValue[value];
  }
  return undefined;
}

/** The settings, with those that are left out; a default may name other settings. Throws `config`. */
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

/** The header of the service as `Retry-After`, in whole seconds. */
function withRetryAfter(
  headers: HttpAnswer['headers'],
  { name, unit = 's' }: NonNullable<ApiDescription['retryHeader']>,
): HttpAnswer['headers'] {
  const amount = Number.parseFloat(headers[name.toLowerCase()] ?? '');
  if (!(amount >= 0)) return headers;
  return { ...headers, 'retry-after': String(Math.ceil(unit === 'ms' ? amount / 1000 : amount)) };
}

/** By a number, or by a word that means that some records failed. */
function reportsFailed({ failed, state }: ApiDescription): boolean {
  return failed !== undefined || Object.values(state?.words ?? {}).includes('partial');
}
