import type { Flaw } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { Mistake } from '../file/mistake.ts';
import { isInterpolated } from '../schema/interpolate.ts';
import { insteadOf } from '../schema/provider-named.ts';
import { asWritten } from '../secrets/read-description.ts';

type Values = Readonly<Record<string, unknown>>;

/** More are not shown, and finding them takes time. */
const enough = 50;

/** What is wrong with the descriptions and expressions in a file, for profiles whose structure is right. */
export async function descriptionMistakes(
  file: unknown,
  providers: readonly Provider[],
  known: readonly Mistake[],
): Promise<readonly Mistake[]> {
  const profiles = Object.entries((file as { profiles?: Record<string, Values> }).profiles ?? {});
  const mistakes: Mistake[] = [];
  for (const [name, values] of profiles) {
    const provider = providers.find((provider) => provider.name === values?.['provider']);
    const isWrong = known.some(
      ({ path: [top, profile] }) => top === 'profiles' && profile === name,
    );
    if (provider === undefined || isWrong) continue;
    const flaws = await flawsOf(provider, values);
    mistakes.push(
      ...flaws.map(({ path, ...flaw }) => ({ path: ['profiles', name, ...path], ...flaw })),
    );
    if (mistakes.length > enough) break;
  }
  return mistakes;
}

async function flawsOf(provider: Provider, values: Values): Promise<readonly Flaw[]> {
  const { description } = provider;
  const idFrom = values['idFrom'];
  const isPlain = idFrom !== undefined && !isInterpolated(idFrom);
  const flaw = isPlain ? await provider.checkIdFrom?.(String(idFrom)) : undefined;
  const flaws = await description?.check(asWritten(description.keys, values));
  return [...(flaw ? [flaw] : []), ...(flaws ?? [])];
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
      message: `${provider.name} needs a description of the API. ${insteadOf(provider, 'provider: ')}`,
    })),
  ];
}
