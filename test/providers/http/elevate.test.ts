import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { describedProfile } from '../../helpers/described.ts';
import { fixturesOf, play } from '../../helpers/fixtures.ts';

/** What the provider `elevate` does, said in a profile. */
const reading = `
baseUrl: https://service.example
secrets: { apiKey: example-key }
state:
  from: "type(status) == 'string' ? status : null"
  words:
    WAITING: queued
    BLOCKED: blocked
    IN_PROGRESS: running
    SUCCESS: succeeded
    FAILURE: failed
    ABORTED: aborted
    NOT_FOUND: not-found
kind: type
message: (message && trim(to_string(message))) || reason
error: { message: message || reason || error || to_string(@) }
`;

const requests: Readonly<Record<string, string>> = {
  2: 'request: { path: "/api/v2/import/status/{id}", headers: { Api-Key: "{apiKey}" } }',
  3: 'request: { path: /api/admin/v3/import/status, query: { id: "{id}" }, headers: { Api-Key: "{apiKey}" } }',
  4: 'request: { path: /api/admin/v4/import/status, query: { id: "{id}" }, headers: { Api-Key: "{apiKey}" } }',
};

describe('a description of Elevate reads every answer as the provider elevate does', () => {
  it.each(fixturesOf('elevate'))('$fixture.about', async ({ fixture }) => {
    const { apiVersion = '2', ...settings } = fixture.settings ?? {};
    const { provider } = await describedProfile(`${requests[apiVersion]}\n${reading}`);
    const seen = await play(
      provider,
      { ...fixture, settings },
      { baseUrl: 'https://service.example' },
    );
    const { snapshot, absent = [], error } = fixture.expect;
    if (error) {
      expect(seen).toBeInstanceOf(ImportwatchError);
      // What to do next, and that a 404 means the cluster, a description cannot say.
      const { message, hint: _hint, ...rest } = error;
      expect(seen).toMatchObject(rest);
      if (message && error.status !== 404) expect((seen as Error).message).toContain(message);
    } else {
      expect(seen).toMatchObject(snapshot ?? {});
      for (const field of absent) expect(seen).not.toHaveProperty(field);
    }
  });
});
