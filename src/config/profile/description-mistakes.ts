import type { Flaw } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { Mistake } from '../file/mistake.ts';
import { isInterpolated } from '../schema/interpolate.ts';
import { insteadOf } from '../schema/provider-named.ts';
import { repaired } from '../schema/repaired.ts';
import { asWritten, insertsSecret } from '../secrets/read-description.ts';

type Values = Readonly<Record<string, unknown>>;

/** More are not shown, and finding them takes time. */
const enough = 50;

/**
 * Mistakes in the descriptions and expressions in a file, besides those of structure, which are
 * `known`.
 */
export async function descriptionMistakes(
  file: unknown,
  providers: readonly Provider[],
  known: readonly Mistake[],
): Promise<readonly Mistake[]> {
  const profiles = Object.entries((file as { profiles?: Record<string, Values> }).profiles ?? {});
  const mistakes: Mistake[] = [];
  for (const [name, values] of profiles) {
    const provider = providers.find((provider) => provider.name === values?.['provider']);
    const own = known.flatMap(({ path: [top, profile, ...path], ...mistake }) =>
      top === 'profiles' && profile === name ? [{ ...mistake, path }] : [],
    );
    // It lacks its description, or the provider itself is wrong.
    const isWrong = own.some(({ path: [key] }) => key === 'provider');
    if (provider === undefined || isWrong) continue;
    const flaws = await flawsOf(provider, values, own);
    mistakes.push(
      ...flaws.map(({ path, dependent: _dependent, ...flaw }) => ({
        path: ['profiles', name, ...path],
        ...flaw,
      })),
    );
    if (mistakes.length > enough) break;
  }
  return mistakes;
}

async function flawsOf(
  provider: Provider,
  values: Values,
  known: readonly Mistake[],
): Promise<readonly Flaw[]> {
  const { description } = provider;
  const idFrom = values['idFrom'];
  const isPlain =
    idFrom !== undefined &&
    !isInterpolated(idFrom) &&
    known.every(({ path: [key] }) => key !== 'idFrom');
  const flaw = isPlain ? await provider.checkIdFrom?.(String(idFrom)) : undefined;
  return [
    ...(flaw ? [flaw] : []),
    ...Object.entries(values['headers'] ?? {})
      .filter(([, raw]) => insertsSecret(raw, values, description))
      .map(([header]) => ({ path: ['headers', header], message: misplacedHeader })),
    ...(description ? await described(description) : []),
  ];

  /** Only the flaws that remain once the known mistakes are fixed. */
  async function described({
    keys,
    check,
  }: NonNullable<Provider['description']>): Promise<readonly Flaw[]> {
    const { values: whole, madeUp, isPartial } = repaired(keys, values, known);
    const flaws = await check(asWritten(keys, whole));
    return flaws.filter(
      ({ path, dependent }) =>
        !(isPartial && dependent) &&
        !madeUp.some((place) => contains(place, path) || contains(path, place)),
    );
  }
}

const misplacedHeader =
  'uses a secret, but secrets work only below request. Move it to request.headers.';

function contains(path: readonly string[], other: readonly string[]): boolean {
  return path.every((key, depth) => other[depth] === key);
}

/**
 * The same mistakes, with one for each profile that lacks all of its description, instead of one
 * for each required key of it.
 */
export function withUndescribed(
  file: unknown,
  providers: readonly Provider[],
  mistakes: readonly Mistake[],
): readonly Mistake[] {
  const { profiles } = Object(file) as { readonly profiles?: unknown };
  const lacking = Object.entries(Object(profiles)).flatMap(([name, values]) => {
    const given = Object(values) as Readonly<Record<string, unknown>>;
    const provider = providers.find((provider) => provider.name === given['provider']);
    const keys = Object.keys(provider?.description?.keys ?? {});
    const isDescribed = keys.length === 0 || keys.some((key) => given[key] !== undefined);
    return provider && !isDescribed ? [{ name, provider, keys }] : [];
  });
  const isImplied = ({ path: [top, profile, key, ...below] }: Mistake) =>
    top === 'profiles' &&
    below.length === 0 &&
    lacking.some(({ name, keys }) => name === profile && (key === undefined || keys.includes(key)));
  return [
    ...mistakes.filter((mistake) => !isImplied(mistake)),
    ...lacking.map(({ name, provider }) => ({
      path: ['profiles', name, 'provider'],
      message: `"${provider.name}" needs a description of the API. ${insteadOf(provider, 'provider: ')}`,
    })),
  ];
}
