// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a variable is written
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { exposedFiles } from '../../../src/config/secrets/exposed-files.ts';
import { secretOrigins } from '../../../src/config/secrets/secret-origin.ts';
import { providers } from '../../../src/providers/index.ts';
import { world } from '../world.ts';

const examples = fileURLToPath(new URL('../../../examples/servers/', import.meta.url));

/** Where the secrets of the only profile in this text are, and the files that expose one. */
async function placesOf(text: string) {
  const from = world({ readFile: async () => text, mode: async () => 0o644 });
  const config = await loadConfig({ config: 'c.yaml' }, providers, from);
  const [entry] = [...config.profiles.values()];
  if (entry === undefined) throw new Error('There is no profile.');
  const places = secretOrigins(entry, {}).map(({ setting, source }) => `${setting}: ${source}`);
  return { places, exposed: (await exposedFiles(entry, from)).map(({ path }) => path) };
}

const described = (lines: string) =>
  placesOf(
    `profiles: { api: { provider: http, baseUrl: "https://a.example", secrets: { pw: "\${P}" }, variables: { user: bob, word: example-key }, state: { from: s, words: { d: succeeded } }, ${lines} } }`,
  );

describe('a text that inserts a secret', () => {
  it.each([
    'request: { path: /a, basic: "bob:{pw}" }',
    'request: { path: /a, basic: "{user}:{pw}" }',
    'request: { path: /a, headers: { Authorization: "Bearer {pw}" } }',
    'request: { path: /a, query: { api_key: "{pw}" } }',
    'token: { path: /t, form: { password: "{pw}" } }, request: { path: /a, headers: { Cookie: "SID={token}" } }',
  ])('is no place of a secret: %s', async (lines) => {
    expect(await described(lines)).toEqual({ places: ['secrets.pw: environment'], exposed: [] });
  });

  it.each([
    ['request.basic: literal', 'request: { path: /a, basic: "{user}:example-key" }'],
    ['request.basic: literal', 'request: { path: /a, basic: "{user}:{word}" }'],
    ['request.headers.X-Key: literal', 'request: { path: /a, headers: { X-Key: "v1 {word}" } }'],
  ])('is one if it inserts only variables: %s', async (place, lines) => {
    const { places, exposed } = await described(lines);
    expect(places).toEqual(['secrets.pw: environment', place]);
    expect(exposed).toEqual(['/project/c.yaml']);
  });

  it('still names the variables in it', async () => {
    const { places } = await described('request: { path: /a, basic: "${U}:{pw}" }');
    expect(places).toEqual(['secrets.pw: environment', 'request.basic: environment']);
  });
});

describe('a profile for a server', () => {
  it.each(readdirSync(examples))('has no secret in its file: %s', async (name) => {
    const { places, exposed } = await placesOf(readFileSync(join(examples, name), 'utf8'));
    expect(places).toEqual([expect.stringMatching(/^secrets\.\w+: environment$/)]);
    expect(exposed).toEqual([]);
  });
});
