import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { profileOptions } from '../src/config/schema/profile-options.ts';
import { configSchema } from '../src/config/schema/schema.ts';
import { waitKeys } from '../src/config/schema/wait-options.ts';
import { providers } from '../src/providers/index.ts';
import { eventsSchema } from '../src/render/json/json-schema.ts';
import { blocksOf, readPage } from './helpers/page.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const filesIn = (folder: string, extension: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(extension),
  );

describe('docs/reference/json.md', () => {
  const page = readPage('reference/json.md');
  const lines = blocksOf(page)
    .filter(({ language }) => language === 'json')
    .map(({ text }) => text.trimEnd());
  const schema = eventsSchema() as {
    oneOf: readonly { properties: { type: { const: string } } }[];
    $defs: Readonly<Record<string, { properties: object }>>;
  };
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(schema);

  it.each(lines)('has a line as the program writes it: %s', (line) => {
    expect(line).not.toContain('\n');
    expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('has an example of each type of line', () => {
    const shown = new Set(lines.map((line) => JSON.parse(line).type));
    expect([...shown].sort()).toEqual(schema.oneOf.map((one) => one.properties.type.const).sort());
  });

  it.each(['snapshot', 'error', 'gate'])('explains each field of a %s', (name) => {
    const fields = Object.keys(schema.$defs[name]?.properties ?? {});
    expect(fields.length).toBeGreaterThan(3);
    expect(fields.filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
  });
});

describe('docs/reference/environment.md', () => {
  it('has every variable that the program reads by its name', () => {
    const page = readPage('reference/environment.md');
    const sources = [
      ...filesIn('src', '.ts').map((file) => join('src', file)),
      ...filesIn('bin', '.js').map((file) => join('bin', file)),
    ].map((file) => readFileSync(join(root, file), 'utf8'));
    const named = sources.flatMap((source) => [
      ...source.matchAll(/\benv(?:\.|\[')([A-Za-z_]+)(?:'\])?|variable\([\w.]+, '([A-Z_]+)'\)/g),
    ]);
    const taken = sources.flatMap((source) => [
      ...source.matchAll(/\{([^{}]+)\}(?:: Environment| = env;)/g),
    ]);
    const names = new Set([
      ...named.map(([, one, other]) => one ?? other ?? ''),
      ...taken.flatMap(([, list = '']) => list.match(/\b[A-Z][A-Z_]+\b/g) ?? []),
    ]);
    // What a shell sets for itself.
    names.delete('PWD');
    expect(names.size).toBeGreaterThan(25);
    expect([...names].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('docs/reference/configuration.md', () => {
  it('has every key of a file', () => {
    const section = readPage('reference/configuration.md')
      .split('## Keys of a file')[1]
      ?.split('\n## ')[0];
    const keys = [...(section ?? '').matchAll(/^\| `([^`]+)`/gm)].map(([, key]) => key);
    const schema = configSchema(providers, { commands: true }) as unknown as { entries: object };
    expect(keys).toEqual(Object.keys(schema.entries));
  });
});

describe('docs/README.md', () => {
  it('leads to every page', () => {
    const index = readPage('README.md');
    const vendors = readPage('vendors/README.md');
    const pages = filesIn('docs', '.md').filter((page) => page !== 'README.md');
    const linked = (page: string) =>
      index.includes(`](${page})`) || vendors.includes(`](${page.replace('vendors/', '')})`);
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.filter((page) => !linked(page))).toEqual([]);
  });

  it('has every variable of an option, of the connection and of a setting', () => {
    const page = readPage('reference/environment.md');
    const services = providers.filter(({ description }) => description === undefined);
    const keys = [
      ...waitKeys,
      ...Object.keys(profileOptions),
      ...services.flatMap(({ settings }) => Object.keys(settings)),
    ];
    const names = keys.map((key) => `IMPORTWATCH_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`);
    expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
