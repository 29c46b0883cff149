import type { Key } from '../../../core/provider/field.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { wrapSentence } from '../../../render/text/wrap.ts';
import type { Paint } from '../../../render/theme/theme.ts';
import { table } from '../../output/table.ts';

/**
 * The content of a profile of this provider, for people. `columns` is the width of the terminal, if
 * there is one.
 */
export function providerPage(provider: Provider, { bold, dim }: Paint, columns?: number): string {
  const { name, title, docs, id, idFrom, settings, description, unconfirmed = [] } = provider;
  const { oneOf = [], atMostOneOf = [], together = [] } = provider;
  const rows = Object.entries(settings).map(([key, setting]) => [
    `  ${key}`,
    setting.describe + remarks(setting),
  ]);
  const choices = [
    ...oneOf.map((group) => `Set ${group.join(' or ')}.\n`),
    ...atMostOneOf.map((group) => `Set only one of ${group.join(', ')}.\n`),
    ...together.map((group) => `Set ${group.join(' and ')} together.\n`),
  ].join('');
  const optional = id.required ? '' : ' (optional)';
  const target = `Target id${optional}: ${id.describe}. Example: ${id.example}`;
  const place =
    idFrom === undefined ? '' : `Id in the response to the call that starts an import: ${idFrom}\n`;
  const keys = description
    ? `\nKeys that describe the API:\n${table(keyRows(description.keys), columns)}`
    : '';
  const doubts = unconfirmed.map((text) => `  - ${text}\n`).join('');
  const open = doubts && `\nAssumptions and limits:\n${doubts}`;
  const wrapped = (text: string) => wrapLines(text, columns);
  return [
    `${bold(title)} (${name})\n${dim(docs)}\n\nSettings of a profile:\n`,
    table(rows, columns),
    wrapped(choices),
    keys,
    wrapped(`\n${target}\n${place}${failedLine(provider)}${open}`),
  ].join('');
}

function wrapLines(text: string, columns: number | undefined): string {
  return text
    .split('\n')
    .flatMap((line) => wrapSentence(line, columns, '    '))
    .join('\n');
}

function failedLine({ failedRecords, description }: Provider): string {
  if (description)
    return 'Failed records: available if failedRecords in the profile says where they are.\n';
  return failedRecords === undefined
    ? 'Failed records: not available.\n'
    : `Failed records: ${failedRecords} ("importwatch failed", "wait --failed-to").\n`;
}

function keyRows(keys: Readonly<Record<string, Key>>, above = '  '): readonly string[][] {
  return Object.entries(keys).flatMap(([name, key]) => [
    [above + name + (key.names ? '.*' : ''), key.describe + remarks(key)],
    ...keyRows(key.keys ?? {}, `${above}${name}.`),
  ]);
}

function remarks({ required, ...key }: Key): string {
  const { secret, choices, default: usual } = key.names ?? key;
  const said = [
    required && 'required',
    secret === true && 'secret',
    choices?.join(' | '),
    usual !== undefined && `default ${usual}`,
  ].filter(Boolean);
  return said.length > 0 ? ` (${said.join('; ')})` : '';
}
