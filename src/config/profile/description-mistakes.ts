import type { Provider } from '../../core/provider/provider.ts';
import type { Mistake } from '../file/mistake.ts';
import { asWritten } from '../secrets/read-description.ts';

type Values = Readonly<Record<string, unknown>>;

/** More are not shown, and finding them takes time. */
const enough = 50;

/** What is wrong with the descriptions in a file, for profiles whose structure is right. */
export async function descriptionMistakes(
  file: unknown,
  providers: readonly Provider[],
  known: readonly Mistake[],
): Promise<readonly Mistake[]> {
  const profiles = Object.entries((file as { profiles?: Record<string, Values> }).profiles ?? {});
  const mistakes: Mistake[] = [];
  for (const [name, values] of profiles) {
    const description = providers.find(
      (provider) => provider.name === values?.['provider'],
    )?.description;
    const isWrong = known.some(
      ({ path: [top, profile] }) => top === 'profiles' && profile === name,
    );
    if (description === undefined || isWrong) continue;
    const flaws = await description.check(asWritten(description.keys, values));
    mistakes.push(
      ...flaws.map(({ path, ...flaw }) => ({ path: ['profiles', name, ...path], ...flaw })),
    );
    if (mistakes.length > enough) break;
  }
  return mistakes;
}
