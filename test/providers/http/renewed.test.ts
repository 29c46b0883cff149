import { expect, it } from 'vitest';
import { createConnector, type Service } from '../../../src/core/http/connector.ts';
import type { HttpAnswer } from '../../../src/core/ports/send.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { describedProfile } from '../../helpers/described.ts';

it('reading secrets again forgets nothing about earlier answers', async () => {
  const lines = `baseUrl: https://api.example.com
secrets: { key: "\${KEY}" }
request: { path: "/jobs/{id}", headers: { X-Key: "{key}" } }
state: { from: "runs != first(runs) ? 'done' : 'run'", words: { run: running, done: succeeded } }
gone: succeeded
donePolls: 2`;
  const answers: [key: string, status: number, runs?: number][] = [
    ['example-1', 200, 7],
    ['example-1', 401],
    ['example-2', 200, 8],
    ['example-2', 404],
    ['example-2', 401],
    ['example-3', 404],
  ];
  const sent: string[] = [];
  let reads = 0;
  const read = async (): Promise<Service> => {
    const profile = await describedProfile(lines, { KEY: `example-${++reads}` });
    return { ...profile, renew: read as () => Promise<never> };
  };
  const connector = createConnector<Service>({
    clock: { now: () => 0, monotonic: () => 0, sleep: () => new Promise(() => {}) },
    redactor: createRedactor(),
    createSend:
      async () =>
      async ({ headers }): Promise<HttpAnswer> => {
        const [key, status = 200, runs] = answers[sent.length] ?? [];
        sent.push(headers['x-key'] ?? '');
        expect(headers['x-key']).toBe(key);
        return { status, headers: {}, text: JSON.stringify({ runs }) };
      },
  });
  const connected = await connector.connect({ id: '1' }, await read());
  const states: string[] = [];
  for (let poll = 0; poll < 4; poll++) {
    states.push((await connected.poll(new AbortController().signal)).state);
  }
  expect(states).toEqual(['running', 'succeeded', 'running', 'succeeded']);
  expect(sent).toHaveLength(answers.length);
});
