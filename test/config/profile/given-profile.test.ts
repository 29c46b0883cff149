// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a variable is written
import { expect, it } from 'vitest';
import { resolveGivenProfile } from '../../../src/config/profile/given-profile.ts';
import { http } from '../../../src/providers/http/http.ts';
import { world } from '../world.ts';

it.each([
  ['a structure', { '${X}': ['${X}', { a: '$${X}' }], b: '${' }],
  ['text', '{"a": "${X}", "b": "$${X}"}'],
])('a variable in a body from a program is only text: %s', async (_name, body) => {
  const request = { path: '/a/${X}/{id}', query: { q: '${X}' }, headers: { a: '${X}' }, body };
  const given = {
    baseUrl: 'https://api.example.com',
    request,
    state: { from: 's', words: { d: 'succeeded' } },
  };
  const { described } = await resolveGivenProfile('api', http, given, world({ env: { X: 'x' } }));
  const sent = described?.['request'] as typeof request;
  expect(typeof body === 'string' ? JSON.parse(String(sent.body)) : sent.body).toEqual(
    typeof body === 'string' ? JSON.parse(body) : body,
  );
  expect(sent).toMatchObject({ path: request.path, query: request.query });
});
