import { didYouMean } from '../config/nearest.ts';
import { ImportwatchError } from '../core/errors.ts';
import type { Provider } from '../core/provider.ts';
import { providers } from '../providers/index.ts';
import { inertJson } from '../render/inert-json.ts';
import type { ListFlags } from './list.ts';
import { table } from './table.ts';
import type { World } from './world.ts';

export async function listProviders(
  name: string | undefined,
  { json }: ListFlags,
  { stdout }: World,
): Promise<void> {
  if (json) {
    const listed = name === undefined ? providers.map(described) : described(providerOf(name));
    stdout.write(`${inertJson(listed, 2)}\n`);
  } else if (name === undefined) {
    const rows = providers.map(({ name, title }) => [name, title]);
    stdout.write(`${table(rows)}\nSettings of one: importwatch providers <name>\n`);
  } else {
    stdout.write(page(providerOf(name)));
  }
}

function providerOf(name: string): Provider {
  const provider = providers.find((provider) => provider.name === name);
  if (provider) return provider;
  const names = providers.map(({ name }) => name);
  const message = `There is no provider "${name}".${didYouMean(name, names)}`;
  throw new ImportwatchError('usage', message, { hint: `The providers are ${names.join(', ')}.` });
}

function described({ name, title, docs, id, settings, oneOf = [] }: Provider): object {
  return { name, title, docs, id, settings, oneOf };
}

function page({ name, title, docs, id, settings, oneOf = [] }: Provider): string {
  const rows = Object.entries(settings).map(([key, setting]) => [
    `  ${key}`,
    setting.describe + remarks(setting),
  ]);
  const choices = oneOf.map((group) => `One of ${group.join(' and ')} is needed.\n`).join('');
  const need = id.required
    ? 'The import is named by its'
    : 'The import needs no id; one may be given: its';
  return `${title} (${name})\n${docs}\n\nSettings of a profile:\n${table(rows)}${choices}\n${need} ${id.describe}, for example ${id.example}\n`;
}

function remarks(setting: Provider['settings'][string]): string {
  const said = [
    setting.required && 'required',
    setting.secret && 'secret',
    setting.choices?.join(' | '),
    setting.default !== undefined && `default ${setting.default}`,
  ].filter(Boolean);
  return said.length > 0 ? ` (${said.join('; ')})` : '';
}
