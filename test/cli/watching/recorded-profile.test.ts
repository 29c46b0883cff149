import { expect, it } from 'vitest';
import { recordedProfile } from '../../../src/cli/watching/recorded-profile.ts';
import { describedProfile } from '../../helpers/described.ts';

it('keeps lists and data of a description, and no secret', async () => {
  const profile = await describedProfile(
    `baseUrl: https://api.example.com
secrets: { key: "\${KEY}" }
answers: [202, 204]
request: { path: /rpc, headers: { X-Key: "{key}" }, body: { params: ["token:{key}", [1]], n: null } }
state: { from: http_status(), words: { 202: running, 204: succeeded } }`,
    { KEY: 'very-example-key' },
  );
  const { values } = recordedProfile(profile);
  expect(values).toMatchObject({
    answers: ['202', '204'],
    request: { path: '/rpc', body: { params: ['token:{key}', [1]] } },
  });
  expect(JSON.stringify(values)).not.toContain('very-example-key');
});
