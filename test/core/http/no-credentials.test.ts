import { expect, test } from 'vitest';
import { createConnector, type Service } from '../../../src/core/http/connector.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { providers } from '../../../src/providers/index.ts';
import { fixedClock } from '../../helpers/clock.ts';
import { ownService } from '../../helpers/own-service.ts';

const never = new AbortController().signal;

function named(name: string): Provider {
  return providers.find((provider) => provider.name === name) as Provider;
}

/** The error of a poll that is refused. */
async function refused(provider: Provider, parts: Partial<Service>, status = 401) {
  const service = {
    ...ownService(async () => expect.fail('another provider polls')),
    provider,
    settings: { baseUrl: 'https://service.example' },
    secrets: [],
    ...parts,
  };
  const connector = createConnector<Service>({
    clock: fixedClock,
    redactor: createRedactor(),
    createSend: async () => async () => ({ status, headers: {}, text: '{"message":"No."}' }),
  });
  const { poll } = await connector.connect({ id: provider.id.example }, service);
  return poll(never).catch((error: unknown) => error);
}

test.each([
  ['rest-job', 'accessToken, apiKey or username with password'],
  ['respond-async', 'accessToken or username with password'],
  ['airflow-run', 'accessToken or username with password'],
  ['elasticsearch', 'apiKey or username with password'],
  ['jenkins-build', 'username with apiToken'],
  ['rclone-job', 'username with password'],
  ['meilisearch', 'apiKey'],
  ['argo-workflow', 'accessToken'],
  ['kubernetes-job', 'accessToken'],
  ['azure-operation', 'accessToken'],
])('a refusal without credentials names what %s could send: %s', async (name, settings) => {
  for (const status of [401, 403]) {
    const error = await refused(named(name), {}, status);
    expect(error).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/^https:\/\/service\.example refused a request without cred/),
      hint: `The profile sends no credentials. Set ${settings}.`,
    });
  }
});

test('a description without credentials can send them in headers, or exchange them', async () => {
  const provider = named('http').description?.provider({
    request: { path: '/jobs/{id}' },
    state: { from: 'status', words: { done: 'succeeded' } },
  }) as Provider;
  expect(await refused(provider, {})).toMatchObject({
    hint: 'The profile sends no credentials. Set headers, request.basic or token.',
  });
});

test.each([
  ['a secret', { secrets: ['example-key'] }],
  ['a header of its own', { headers: { 'x-team': 'blue' } }],
])('a profile with %s has credentials to check', async (_, parts) => {
  expect(await refused(named('rest-job'), parts)).toMatchObject({
    message: expect.stringContaining('refused the credentials (HTTP 401)'),
    hint: expect.stringMatching(/^Check .*credentials/),
  });
});

test('another error of a profile without credentials is no matter of them', async () => {
  expect(await refused(named('rest-job'), {}, 404)).toMatchObject({
    code: 'not-found',
    hint: 'Check the id, and path and suffix in the profile.',
  });
});
