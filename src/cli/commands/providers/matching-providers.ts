import type { Provider } from '../../../core/provider/provider.ts';

/** The providers whose name, title and descriptions contain every word. */
export function matchingProviders(
  search: string,
  providers: readonly Provider[],
): readonly Provider[] {
  const words = search.toLowerCase().trim().split(/\s+/);
  return providers.filter(({ name, title, id, settings }) => {
    const described = [id, ...Object.values(settings)].map(({ describe }) => describe);
    const text = [name, title, ...described].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
