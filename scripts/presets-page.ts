import type { Preset } from '../src/providers/http/api-description.ts';
import { presets } from '../src/providers/presets/index.ts';
import { marker } from './marker.ts';

/** Replaces everything below the marker of the page with one section per preset. */
export function presetsPage(page: string): string {
  const [intro = ''] = page.split(marker);
  const all: readonly Preset[] = Object.values(presets).map((preset) => preset());
  const links = (wanted: Preset['group']) =>
    all
      .filter(({ group }) => group === wanted)
      .map(({ name, title }) => `- [${title}](#${name})`)
      .join('\n');
  const lists = [
    `Standards that several services share:\n\n${links('standards')}`,
    `Services:\n\n${links('services')}`,
  ];
  return `${intro}${marker}\n\n${[...lists, ...all.map(section)].join('\n\n')}\n`;
}

function section({
  name,
  title,
  docs,
  id,
  idFrom,
  settings,
  oneOf = [],
  atMostOneOf = [],
  together = [],
  unconfirmed = [],
  description: { failedRecords },
  variants = {},
}: Preset): string {
  const rows = Object.entries(settings).map(
    ([key, setting]) => `| \`${key}\` | ${setting.describe}${remarks(setting)} |`,
  );
  const choices = [
    ...oneOf.map((group) => `Set ${listOf(group, 'or')}.`),
    ...atMostOneOf.map((group) => `Set only one of ${listOf(group, 'and')}.`),
    ...together.map((group) => `Set ${listOf(group, 'and')} together.`),
  ];
  return [
    `## ${name}`,
    `${title}: [documentation](${docs}). Target id: ${id.describe}. Example: \`${id.example}\`.${idFrom === undefined ? '' : ` In the response: \`${idFrom.replaceAll('|', '\\|')}\`.`}`,
    `| setting | meaning |\n|---|---|\n${rows.join('\n')}`,
    ...(choices.length > 0 ? [choices.join(' ')] : []),
    ...(failedRecords || JSON.stringify(variants).includes('failedRecords')
      ? [`Failed records: \`importwatch failed <profile>:${id.example}\`.`]
      : []),
    ...(unconfirmed.length > 0
      ? [`Assumptions and limits:\n\n${unconfirmed.map((text) => `- ${text}`).join('\n')}`]
      : []),
  ].join('\n\n');
}

/** `a`, `b` and `c`. */
function listOf(keys: readonly string[], word: string): string {
  const names = keys.map((key) => `\`${key}\``);
  return [names.slice(0, -1).join(', '), names.at(-1)].join(` ${word} `);
}

function remarks({
  required,
  secret,
  choices,
  default: usual,
}: Preset['settings'][string]): string {
  const said = [
    required && 'required',
    secret && 'secret',
    choices?.map((choice) => `\`${choice}\``).join(', '),
    usual !== undefined && `by default \`${usual}\``,
  ].filter(Boolean);
  return said.length > 0 ? ` (${said.join('; ')})` : '';
}
