import type { ApiDescription, Preset } from '../../src/providers/http/api-description.ts';
import { presets } from '../../src/providers/presets/index.ts';
import { marker } from '../marker.ts';
import { table } from './markdown.ts';

/** Replaces everything below the marker of the page with what each preset reads. */
export function servicesPage(page: string): string {
  const [intro = ''] = page.split(marker);
  const all: readonly Preset[] = Object.values(presets).map((preset) => preset());
  const rows = all.map((preset) => {
    const parts = partsOf(preset);
    return [
      `[\`${preset.name}\`](../presets.md#${preset.name})`,
      preset.title,
      progressOf(parts),
      failedOf(parts),
      parts.some(({ failedRecords }) => failedRecords) ? 'yes' : 'no',
    ];
  });
  const head = ['preset', 'service', 'progress', 'failed records counted', 'failed records listed'];
  return `${intro}${marker}\n\n${table(head, rows)}\n`;
}

type Part = Partial<ApiDescription>;

/** The description, its second request, and the variants that depend on a setting. */
function partsOf({ description, variants = {} }: Preset): readonly Part[] {
  const varying = Object.values(variants).flatMap((each) => Object.values(each));
  return [description, ...varying].flatMap((part: Part) => [
    part,
    ...(part.also ? [part.also] : []),
  ]);
}

function progressOf(parts: readonly Part[]): string {
  const has = (key: keyof ApiDescription) => parts.some((part) => part[key] !== undefined);
  if (has('completed') && has('total')) return 'counts';
  if (has('percent') || has('fraction')) return 'a percentage';
  return has('completed') ? 'a count, without a total' : 'the status only';
}

function failedOf(parts: readonly Part[]): string {
  if (parts.some(({ failed }) => failed !== undefined)) return 'yes';
  const words = parts.flatMap(({ state }) => Object.values(state?.words ?? {}));
  return words.includes('partial') ? 'only whether there are any' : 'no';
}
