import type { Key } from '../src/core/provider/field.ts';
import { http } from '../src/providers/http/http.ts';
import { marker } from './marker.ts';

/** Replaces everything below the marker of the page with the reference of all keys. */
export function anyApiPage(page: string): string {
  const [intro = ''] = page.split(marker);
  const rows = rowsOf(http.description.keys).join('\n');
  return `${intro}${marker}\n\n| key | meaning |\n|---|---|\n${rows}\n`;
}

function rowsOf(keys: Readonly<Record<string, Key>>, above = ''): readonly string[] {
  return Object.entries(keys).flatMap(([name, key]) => {
    const path = above + name + (key.names ? '.<name>' : '');
    return [`| \`${path}\` | ${cell(key)} |`, ...rowsOf(key.keys ?? {}, `${above}${name}.`)];
  });
}

function cell(key: Key): string {
  const { names } = key;
  const value = names ?? key;
  const facts = [
    key.required && 'required',
    key.oneOf && `one of ${key.oneOf.map(code).join(' and ')}`,
    value.choices && `one of ${value.choices.map(code).join(', ')}`,
    value.default !== undefined && `by default ${code(value.default)}`,
    value.secret && (value.secret === true ? 'secret' : 'secret by name or reference'),
    value.environment && 'environment',
  ].filter(Boolean);
  const example = value.example === undefined ? '' : ` Example: ${code(value.example)}.`;
  const text = `${key.describe[0]?.toUpperCase()}${key.describe.slice(1)}`;
  const said = facts.length > 0 ? ` (${facts.join('; ')})` : '';
  return `${text.replaceAll('|', '\\|')}${said}.${key.keys ? '' : example}`;
}

/** Escapes bars, which would end the table cell. */
function code(text: string): string {
  const ticks = text.includes('`') ? '``' : '`';
  const space = ticks === '``' ? ' ' : '';
  return `${ticks}${space}${text.replaceAll('|', '\\|')}${space}${ticks}`;
}
