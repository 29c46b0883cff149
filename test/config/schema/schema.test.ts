// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { schemas, schemaText } from '../../../scripts/schemas.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { resolveProfile } from '../../../src/config/profile/resolve-profile.ts';
import { profileOptions } from '../../../src/config/schema/profile-options.ts';
import { waitOptions } from '../../../src/config/schema/wait-options.ts';
import { providers } from '../../../src/providers/index.ts';
import { playground } from '../world.ts';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const example = read('.importwatchrc.example');
const schemaFile = 'schema/importwatchrc.schema.json';

describe('the shipped schemas', () => {
  it.each(Object.entries(schemas))(
    '%s is up to date with the code; if not, run node scripts/build-schema.mjs',
    (file, schema) => {
      expect(read(file)).toBe(schemaText(schema));
    },
  );
});

describe('the schema of the configuration', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(read(schemaFile)));
  const shop = { provider: 'elevate', clusterId: 'w1', apiKey: 'example-key' };
  const accepts = (value: unknown) => validate(value);
  const acceptsProfile = (more: object) => accepts({ profiles: { shop: { ...shop, ...more } } });

  it('accepts the example', () => {
    expect(accepts(parse(example)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    {},
    { apiKey: '${KEY}' },
    { apiKey: { env: 'KEY' } },
    { apiKey: { file: 'key' } },
    { apiKey: { command: 'make-key' } },
    { apiVersion: 4 },
    { apiVersion: '4' },
    { apiVersion: '${VERSION}' },
    { timeout: '1h30m', interval: 'auto', heartbeat: 30, any: true, failFast: '${FAST}' },
    { headers: { 'X-Tenant': 'a', Authorization: { env: 'AUTH' } }, maxBodyBytes: 4096 },
  ])('accepts %j', (more) => {
    expect(acceptsProfile(more), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    { apyKey: 'x' },
    { baseUrl: 'https://c.example.com' },
    { apiKey: true },
    { apiKey: { evn: 'KEY' } },
    { apiKey: { env: 'KEY', file: 'key' } },
    { apiVersion: 7 },
    { clusterId: { env: 'ID' } },
    { provider: 'elevat' },
    { timeout: '2 hours' },
    { interval: 'fast' },
    { interval: 0 },
    { any: 'yes' },
    { onActionRequired: 'stop' },
    { headers: { 'a b': 'c' } },
    { maxBodyBytes: 0 },
  ])('rejects %j', (more) => {
    expect(acceptsProfile(more)).toBe(false);
  });

  it('rejects mistakes outside of profiles', () => {
    for (const value of [[], 'x', { profile: {} }, { defaults: { baseUrl: 'x' } }]) {
      expect(accepts(value)).toBe(false);
    }
    expect(accepts({ profiles: { 'a:b': shop } })).toBe(false);
  });

  it('describes every setting of every provider', () => {
    type Property = { description?: string; $ref?: string };
    const { properties, $defs } = JSON.parse(read(schemaFile));
    const options = properties.profiles.additionalProperties.oneOf;
    expect(options.map(({ title }: { title: string }) => title)).toEqual(
      providers.map(({ title }) => title),
    );
    for (const { properties } of options) {
      for (const property of Object.values(properties) as Property[]) {
        const name = property.$ref?.replace('#/$defs/', '');
        const { description } = name === undefined ? property : $defs[name];
        expect(description).toMatch(/\.$/);
      }
    }
  });
});

describe('the example', () => {
  it('refers to the schema in its first line, relative to itself', () => {
    expect(example.split('\n', 1)).toEqual([`# yaml-language-server: $schema=./${schemaFile}`]);
  });

  it('works unchanged', async () => {
    using files = playground();
    files.write('home/work/project/.importwatchrc', example);
    const variables = example.matchAll(/\$\{(\w+)\}|env: (\w+)/g);
    const env = Object.fromEntries([...variables].map(([, a, b]) => [a ?? b, 'example-value']));
    const world = files.world({ env, readFile: async () => 'example-key\n' });
    const { profiles } = await loadConfig({}, providers, world);
    const used = [...profiles.values()].map(({ provider }) => provider.name);
    expect(used).toEqual(expect.arrayContaining(['elevate', 'oracle-commerce', 'rocketchat']));
    for (const profile of profiles.values()) {
      expect(await resolveProfile(profile, world)).toMatchObject({ name: profile.name });
    }
  });
});

describe('the settings of a provider', () => {
  it.each(providers)('of $name differ in name from the keys of every profile', ({ settings }) => {
    const general = { ...waitOptions, ...profileOptions };
    const reserved = [...Object.keys(general), 'provider', 'headers', 'profile', 'config'];
    expect(Object.keys(settings).filter((key) => reserved.includes(key))).toEqual([]);
  });
});
