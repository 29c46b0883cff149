import type { Flaw } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { Mistake } from '../file/mistake.ts';
import { isInterpolated } from '../schema/interpolate.ts';
import { asWritten } from '../secrets/read-description.ts';

type Values = Readonly<Record<string, unknown>>;

/** More are not shown, and finding them takes time. */
const enough = 50;

/**
 * Mistakes in the descriptions and expressions in a file, for profiles with the right structure.
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
