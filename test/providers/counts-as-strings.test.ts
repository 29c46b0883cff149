import { describe, expect, it } from 'vitest';
import { providers } from '../../src/providers/index.ts';
import { type Fixture, fixturesOf, play } from '../helpers/fixtures.ts';

/** Presets whose numbers are codes, or come from typed programs and not from counts of records. */
const others = ['http', 'adobe-commerce', 'airflow-run', 'github-migration', 'kubernetes-job'];
const presets = providers.filter(
  ({ group, name }) => group !== 'native' && ![...others, 'rclone-job'].includes(name),
);

const codes = ['code', 'status', 'life_cycle_state', 'timestamp', 'expires_in'];

function withStrings(json: unknown, key = ''): unknown {
  if (typeof json === 'number') return codes.includes(key) ? json : String(json);
  if (Array.isArray(json)) return json.map((each) => withStrings(each));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, each]) => [key, withStrings(each, key)]),
  );
}

function answeringInStrings(fixture: Fixture): Fixture {
  return JSON.parse(JSON.stringify(fixture), (key, value) =>
    key === 'body' ? withStrings(value) : value,
  );
}

const settingsOf = ({ settings }: (typeof providers)[number]) => ({
  ...Object.fromEntries(
    Object.entries(settings).flatMap(([name, { required, example = 'example' }]) =>
      required ? [[name, example]] : [],
    ),
  ),
  baseUrl: 'https://service.example',
});

describe.each(presets)('$name reads counts in strings like numbers', (provider) => {
  const settings = settingsOf(provider);
  const fixtures = fixturesOf(provider.name).filter(({ fixture }) => fixture.expect.snapshot);

  it.each(fixtures)('$file', async ({ fixture }) => {
    const seen = await play(provider, fixture, settings);
    const inStrings = await play(provider, answeringInStrings(fixture), settings);
    for (const key of ['state', 'completed', 'total', 'failed']) {
      expect(inStrings[key as keyof typeof seen], key).toBe(seen[key as keyof typeof seen]);
    }
  });
});
