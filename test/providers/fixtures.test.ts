import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../src/core/model/errors.ts';
import { providers } from '../../src/providers/index.ts';
import { fixturesOf, play } from '../helpers/fixtures.ts';

const example = Object.freeze({ baseUrl: 'https://service.example' });

describe.each(providers)('$name reads every answer of its fixtures', (provider) => {
  const examples = Object.fromEntries(
    Object.entries(provider.settings)
      .filter(([name]) => provider.settings[name]?.required)
      .map(([name, setting]) => [name, setting.example ?? 'example']),
  );
  const fixtures = fixturesOf(provider.name);

  it.each(fixtures)('$fixture.about', async ({ fixture }) => {
    const seen = await play(provider, fixture, { ...examples, ...example });
    const { snapshot, absent = [], error } = fixture.expect;
    if (error) {
      expect(seen).toBeInstanceOf(ImportwatchError);
      const { message, hint, ...rest } = error;
      expect(seen).toMatchObject(rest);
      // An answer is never unusable without a reason.
      expect((seen as Error).message).not.toMatch(/unusable answer \(HTTP \d+\)\.$/);
      if (message) expect((seen as Error).message).toContain(message);
      if (hint) expect((seen as ImportwatchError).hint).toContain(hint);
    } else {
      expect(seen).toMatchObject(snapshot ?? {});
      for (const field of absent) expect(seen).not.toHaveProperty(field);
    }
  });
});
