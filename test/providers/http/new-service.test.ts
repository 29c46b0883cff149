import { afterAll, describe, expect, it } from 'vitest';
import { createConnector } from '../../../src/core/http/connector.ts';
import type { ImportEvent, ResultEvent } from '../../../src/core/model/events.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { watch } from '../../../src/core/watch/watch.ts';
import { type Received, type Reply, type Served, serve } from '../../../src/demo/serve.ts';
import { networkSend } from '../../helpers/connected-import.ts';
import { describedProfile } from '../../helpers/described.ts';
import { hurriedClock } from '../../helpers/hurried-clock.ts';
import { waiting } from '../../helpers/story.ts';

/*
 * Batch operations of Mailchimp (GET /3.0/batches/{batch_id}), which no preset describes, as a
 * reader of docs/any-api.md alone would describe them. The words of its status are listed in
 * https://github.com/Arcadier/Mailchimp-Exporter/wiki/Mailchimp-API-Playground
 */
const lines = `
secrets: { key: "\${MAILCHIMP_KEY}" }
request: { path: "/batches/{id}", basic: "anystring:{key}" }
state:
  from: status
  words:
    pending: queued
    preprocessing: running
    started: running
    finalizing: running
    finished: succeeded
failedWhen: "errored_operations > \`0\` && errored_operations == total_operations"
completed: finished_operations
total: total_operations
failed: errored_operations
startedAt: submitted_at
updatedAt: completed_at
`;

const clock = hurriedClock(50);
const open: Served[] = [];
afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

const submitted = { submitted_at: '2024-01-15T10:30:00+00:00', completed_at: '' };
const completed = { ...submitted, completed_at: '2024-01-15T10:31:12+00:00' };
const batch = (
  status: string,
  total: number,
  finished: number,
  errored: number,
  times = submitted,
) => ({
  id: 'abc123',
  status,
  total_operations: total,
  finished_operations: finished,
  errored_operations: errored,
  ...times,
});
const before = [
  batch('pending', 0, 0, 0),
  batch('preprocessing', 10, 0, 0),
  batch('started', 10, 4, 1),
  batch('finalizing', 10, 10, 1),
];
const problem = (status: number, title: string, detail: string): Reply => ({
  status,
  body: { type: 'https://mailchimp.com/developer/marketing/docs/errors/', title, status, detail },
});

function mailchimp(end: object) {
  const story = [...before];
  return ({ method, path, headers }: Received): Reply => {
    const allowed = `Basic ${Buffer.from('anystring:key-us6').toString('base64')}`;
    if (headers.authorization !== allowed) {
      return problem(401, 'API Key Invalid', 'Your API key may be invalid.');
    }
    if (method !== 'GET' || path !== '/3.0/batches/abc123') {
      return problem(404, 'Resource Not Found', 'The requested resource could not be found.');
    }
    return { body: story.shift() ?? end };
  };
}

async function watched(end: object, { id = 'abc123', key = 'key-us6' } = {}) {
  const served = await serve(mailchimp(end));
  open.push(served);
  const profile = await describedProfile(`baseUrl: ${served.url}/3.0\n${lines}`, {
    MAILCHIMP_KEY: key,
  });
  const createSend = async () => networkSend(5000);
  const connector = createConnector({ clock, redactor: createRedactor(), createSend });
  const connected = await connector.connect({ id }, profile);
  const options = { ...waiting, intervalMs: 500 };
  const events: ImportEvent[] = [];
  const world = { clock, random: () => 0.5 };
  for await (const event of watch(connected, options, world, new AbortController().signal)) {
    events.push(event);
  }
  const seen = events.flatMap((event) => (event.type === 'progress' ? [event.snapshot] : []));
  return { result: events.at(-1) as ResultEvent, seen };
}

describe('a service that no preset describes', () => {
  it('is watched to its end', async () => {
    const { result, seen } = await watched(batch('finished', 10, 10, 1, completed));
    expect(
      seen.map(({ vendorState, state, completed }) => [vendorState, state, completed]),
    ).toEqual([
      ['pending', 'queued', 0],
      ['preprocessing', 'running', 0],
      ['started', 'running', 4],
      ['finalizing', 'running', 10],
      ['finished', 'succeeded', 10],
    ]);
    expect(result).toMatchObject({
      outcome: 'succeeded',
      snapshot: { failed: 1, updatedAt: Date.parse('2024-01-15T10:31:12Z') },
    });
  });

  it('has failed if the status for the end does not show the outcome', async () => {
    const { result } = await watched(batch('finished', 10, 10, 10, completed));
    expect(result).toMatchObject({ outcome: 'failed', snapshot: { vendorState: 'finished' } });
  });

  it.each([
    [{ id: 'other' }, 'not-found', 'The requested resource could not be found.'],
    [{ key: 'old' }, 'refused', 'Your API key may be invalid.'],
  ])('has its own messages for errors: %o', async (wrong, outcome, detail) => {
    const { result } = await watched({}, wrong);
    expect(result.outcome).toBe(outcome);
    expect(result.error?.message).toContain(detail.replace(/\.$/, ''));
  });
});
