import { variableName } from '../../src/config/file/names.ts';
import { profileOptions } from '../../src/config/schema/profile-options.ts';
import { type WaitOption, waitOptions } from '../../src/config/schema/wait-options.ts';
import type { Field } from '../../src/core/provider/field.ts';
import type { Provider } from '../../src/core/provider/provider.ts';
import { either } from '../../src/core/text/either.ts';
import { providers } from '../../src/providers/index.ts';
import { presets } from '../../src/providers/presets/index.ts';
import { marker } from '../marker.ts';
import { capitalized, code, table } from './markdown.ts';

/** Replaces everything below the marker with all keys of a profile. */
export function configurationPage(page: string): string {
  const [intro = ''] = page.split(marker);
  const described = new Set(Object.keys(presets));
  const own = providers.filter(({ name }) => !described.has(name));
  const parts = [
    '## Keys of every profile',
    'Each profile needs `provider`. It can have these keys, whatever its provider:',
    table(
      ['key', 'meaning', 'default', 'example'],
      [
        [
          '`provider`',
          'The service: one of the names that `importwatch providers` lists',
          '',
          '`elevate`',
        ],
        ['`headers`', 'Headers to send with every request, by name', '', '`{ X-Tenant: shop }`'],
        ...Object.entries<Field>(profileOptions).map(row),
      ],
    ),
    '## Wait options',
    'You can set each of these in a profile, under `defaults`, as an environment variable or on the command line of `wait` and `run`.',
    table(
      ['key', 'option', 'variable', 'meaning', 'default'],
      Object.entries<WaitOption>(waitOptions).map(([key, option]) => [
        code(key),
        code(option.flag.replace(/^-\w, /, '')),
        code(variableName(key)),
        capitalized(option.describe),
        option.default === undefined ? '' : option.default,
      ]),
    ),
    `A file that importwatch found by searching can't set ${ownFileOnly()}. Use your user configuration, a file passed with \`--config\` or the command line.`,
    ...own.flatMap(settingsOf),
    '## Presets',
    `For the settings of the other ${described.size} providers, see [presets](../presets.md).`,
  ];
  return `${intro}${marker}\n\n${parts.join('\n\n')}\n`;
}

function settingsOf({ name, title, settings, oneOf = [], atMostOneOf = [] }: Provider) {
  const list = (group: readonly string[], word: string) => group.map(code).join(` ${word} `);
  const needs = [
    ...oneOf.map((group) => `Set ${list(group, 'or')}.`),
    ...atMostOneOf.map((group) => `Set only one of ${list(group, 'and')}.`),
    ...(name === 'http'
      ? ['All other keys describe the API: see [all keys](../any-api.md#all-keys).']
      : []),
  ];
  return [
    `## Settings of ${name}`,
    `${title}.`,
    table(['key', 'meaning', 'default', 'example'], Object.entries<Field>(settings).map(row)),
    ...(needs.length > 0 ? [needs.join(' ')] : []),
  ];
}

function row([key, field]: readonly [string, Field]): readonly string[] {
  const remarks = [
    field.required && 'required',
    field.secret && 'secret',
    field.choices && `one of ${field.choices.map(code).join(', ')}`,
  ].filter(Boolean);
  const said = remarks.length > 0 ? ` (${remarks.join('; ')})` : '';
  return [
    code(key),
    `${capitalized(field.describe)}${said}`,
    field.default === undefined ? '' : code(field.default),
    field.example === undefined ? '' : code(field.example),
  ];
}

function ownFileOnly(): string {
  const options = Object.entries<Field>(waitOptions).filter(([, option]) => option.ownFileOnly);
  return either(options.map(([key]) => code(key)));
}
