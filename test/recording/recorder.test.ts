import { describe, expect, it } from 'vitest';
import { createConnector, type Service } from '../../src/core/http/connector.ts';
import { ImportwatchError } from '../../src/core/model/errors.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { createRecorder } from '../../src/recording/recorder.ts';
import { fixedClock } from '../helpers/clock.ts';
import { describedProfile } from '../helpers/described.ts';
import { memoryFolder, recorded, request, steppedClock } from './recorded.ts';

const counted = (done: number) => ({ answer: { text: `{"done":${done}}` } });
const bodies = (answers: readonly { readonly body: unknown }[]) => answers.map(({ body }) => body);

describe('a recorder', () => {
  it('saves an answer only if it differs from the one before it to the same request', async () => {
    const other = { url: 'https://api.acme.se/v1/other', answer: { text: '{"done":1}' } };
    const { answers } = await recorded([counted(1), other, counted(1), counted(2), counted(1)]);
    expect(bodies(answers)).toEqual([{ done: 1 }, { done: 1 }, { done: 2 }, { done: 1 }]);
  });

  it('treats another status or failure as a difference, and another header not', async () => {
    const { answers } = await recorded([
      { answer: { text: '{}', headers: { 'x-a': '1' } } },
      { answer: { text: '{}', headers: { 'x-a': '2' } } },
      { answer: { text: '{}', status: 503 } },
      { answer: new ImportwatchError('unreachable', "https://api.acme.se can't be reached.") },
      { answer: new ImportwatchError('no-reply', 'https://api.acme.se gives no answer.') },
    ]);
    const seen = answers.map(({ status, failure }) => status ?? failure);
    expect(seen).toEqual([200, 503, 'unreachable', 'no-reply']);
  });

  it('counts time from the first request, and records when that was', async () => {
    const { answers, index } = await recorded([counted(1), counted(2)]);
    expect(answers.map(({ ms }) => ms)).toEqual([500, 1000]);
    expect(index.startedAt).toBe('2026-01-15T10:00:05.000Z');
  });

  it('saves a request without its headers, its secrets and its host', async () => {
    const { answers } = await recorded([
      {
        method: 'POST',
        url: 'https://api.acme.se:8443/v1/jobs?api_key=abc&page=2',
        body: '{"query":"{ job }","password":"abc"}',
        answer: { text: '{}' },
      },
      { method: 'POST', body: 'grant_type=x&client_secret=abc', answer: { text: '{}' } },
    ]);
    expect(answers.map(({ request }) => request)).toEqual([
      {
        profile: 'shop',
        method: 'POST',
        url: 'https://host-1.example:8443/v1/jobs?api_key=***&page=2',
        body: { query: '{ job }', password: 'example-secret-1' },
      },
      {
        profile: 'shop',
        method: 'POST',
        url: 'https://host-1.example/v1/jobs/7',
        body: 'grant_type=x&client_secret=***',
      },
    ]);
  });

  it('that is full keeps the last answer to each request, and reports it', async () => {
    const { answers, report, index } = await recorded(
      [counted(1), counted(2), counted(3), counted(4)],
      { mostAnswers: 2 },
    );
    expect(bodies(answers)).toEqual([{ done: 1 }, { done: 4 }]);
    expect(report).toMatchObject({
      answers: 2,
      problem: expect.stringMatching(/^A recording keeps at most 2 answers/),
    });
    expect(index.incomplete).toMatch(/^A recording keeps at most 2 answers/);
  });

  it('has at most the allowed number of bytes', async () => {
    const large = (sign: string) => ({ answer: { text: JSON.stringify(sign.repeat(3000)) } });
    const { answers } = await recorded([large('a b '), large('c d '), large('e f ')], {
      mostBytes: 15_000,
    });
    expect(answers).toHaveLength(1);
    expect(answers[0].body).toContain('e f ');
  });

  it('opens no folder if nothing was sent', async () => {
    const { files, report } = await recorded([]);
    expect([...files]).toEqual([]);
    expect(report).toEqual({ answers: 0 });
  });

  it.each([
    ['opened', async () => Promise.reject(new Error('/recording is on a full disk.'))],
    [
      'written',
      async () => ({
        path: '/recording',
        write: () => Promise.reject(new Error('/recording is on a full disk.')),
      }),
    ],
  ])('lets the answer through if the folder cannot be %s', async (_what, open) => {
    const recorder = createRecorder({
      open,
      clock: steppedClock(),
      redactor: createRedactor(),
      version: '0.0.0',
    });
    const answer = { status: 200, headers: {}, text: '{}' };
    const send = recorder.through('shop', async () => answer);
    expect(await send(request({}), new AbortController().signal)).toBe(answer);
    const { problem } = await recorder.close(0);
    expect(problem).toBe('/recording is on a full disk.');
  });

  it('lets nothing that goes wrong while saving reach the watch', async () => {
    const redactor = {
      redact(): string {
        throw new RangeError('too deep');
      },
    };
    const recorder = createRecorder({
      open: async () => memoryFolder().folder,
      clock: steppedClock(),
      redactor,
      version: '0.0.0',
    });
    recorder.target({ profile: 'shop', id: '7', options: {} });
    const answer = { status: 200, headers: {}, text: '{}' };
    const send = recorder.through('shop', async () => answer);
    expect(await recorder.open()).toBe('too deep');
    expect(await send(request({}), new AbortController().signal)).toBe(answer);
    expect(await recorder.close(0)).toMatchObject({ problem: 'too deep' });
  });

  it('adds a page that lists what to check', async () => {
    const { files } = await recorded([counted(1)]);
    expect(files.get('README.md')).toContain('**Read the files before you share them.**');
  });

  it('hides a token with an ordinary name, because the connection knows it by then', async () => {
    const profile = await describedProfile(
      [
        'baseUrl: https://api.acme.se',
        "request: { path: '/v1/jobs/{id}' }",
        'token: { path: /enter, from: data.open_with }',
        'state: { from: state, words: { done: succeeded } }',
      ].join('\n'),
    );
    const { files, folder } = memoryFolder();
    const redactor = createRedactor();
    const recorder = createRecorder({
      open: async () => folder,
      clock: fixedClock,
      redactor,
      version: '0.0.0',
    });
    const send = recorder.through('api', async ({ url }) => ({
      status: 200,
      headers: {},
      text: url.pathname === '/enter' ? '{"data":{"open_with":"open sesame"}}' : '{"state":"done"}',
    }));
    const connector = createConnector<Service>({
      clock: fixedClock,
      redactor,
      createSend: async () => send,
    });
    const { poll } = await connector.connection({ ...profile, name: 'api' });
    await recorder.open();
    await poll('7', new AbortController().signal);
    await recorder.close(0);
    expect([...files.values()].join('\n')).not.toContain('sesame');
    expect(files.size).toBe(4);
  });
});
