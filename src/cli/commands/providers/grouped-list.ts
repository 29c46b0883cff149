import type { Provider, ProviderGroup } from '../../../core/provider/provider.ts';
import { table } from '../../output/table.ts';

const headings: Readonly<Record<ProviderGroup, string>> = {
  native: 'Native',
  standards: 'Standards',
  services: 'Services',
};

export const groupOf = ({ group = 'native' }: Provider): ProviderGroup => group;

/** Names and titles below the headings of their groups, the columns aligned across all groups. */
export function groupedList(providers: readonly Provider[]): string {
  const groups = Object.keys(headings) as ProviderGroup[];
  const sorted = groups.flatMap((group) => providers.filter((one) => groupOf(one) === group));
  const lines = table(sorted.map(({ name, title }) => [`  ${name}`, title])).split('\n');
  return groups
    .map((group) => ({ group, count: sorted.filter((one) => groupOf(one) === group).length }))
    .filter(({ count }) => count > 0)
    .map(({ group, count }) => `${[headings[group], ...lines.splice(0, count)].join('\n')}\n`)
    .join('\n');
}
