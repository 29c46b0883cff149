import { variableName } from '../../src/config/file/names.ts';
import { profileOptions } from '../../src/config/schema/profile-options.ts';
import { waitOptions } from '../../src/config/schema/wait-options.ts';
import type { Field } from '../../src/core/provider/field.ts';
import { providers } from '../../src/providers/index.ts';
import { marker } from '../marker.ts';
import { capitalized, code, table } from './markdown.ts';

/** Replaces everything below the marker with the variables of all options and settings. */
export function environmentPage(page: string): string {
  const [intro = ''] = page.split(marker);
  const parts = [
    '## Options of wait and run',
    'Write a duration, number or name as on the command line. Write `true` or `false` for an option without a value.',
    table(
      ['variable', 'meaning'],
      Object.entries<Field>(waitOptions).map(([key, { describe }]) => [
        code(variableName(key)),
        capitalized(describe),
      ]),
    ),
    '## Settings of a service',
    'importwatch reads these only with `--provider` or `IMPORTWATCH_PROVIDER`. A profile in a file ignores them.',
    table(
      ['variable', 'meaning', 'services'],
      [...settings()].map(([key, names]) => [
        code(variableName(key)),
        meaningOf(key),
        names.length > 6 ? `${names.length} services` : names.map(code).join(', '),
      ]),
    ),
    '## Connection',
    'These, too, apply only with `--provider` or `IMPORTWATCH_PROVIDER`.',
    table(
      ['variable', 'meaning'],
      Object.entries<Field>(profileOptions).map(([key, { describe }]) => [
        code(variableName(key)),
        capitalized(describe),
      ]),
    ),
  ];
  return `${intro}${marker}\n\n${parts.join('\n\n')}\n`;
}

/** Services that need no configuration file: all they need is in their settings. */
const services = providers.filter(({ description }) => description === undefined);

/** The providers that have each setting. */
function settings(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { name, settings } of services) {
    for (const key of Object.keys(settings)) found.set(key, [...(found.get(key) ?? []), name]);
  }
  return found;
}

/** The meaning of a setting, unless it differs between services. */
function meaningOf(key: string): string {
  const meanings = new Set(services.flatMap(({ settings }) => settings[key]?.describe ?? []));
  const [only, second] = meanings;
  return only === undefined || second !== undefined
    ? `The ${code(key)} setting`
    : capitalized(only);
}
