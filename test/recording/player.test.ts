import { describe, expect, it } from 'vitest';
import type { SavedAnswer } from '../../src/recording/parse-recording.ts';
import { createPlayer } from '../../src/recording/player.ts';

const answer = (ms: number, text: string, request: Partial<SavedAnswer['request']> = {}) =>
  ({
    file: `${text}.json`,
    ms,
    status: 200,
    text,
    request: { profile: 'a', method: 'GET', url: 'https://host-1.example/jobs/7', ...request },
  }) satisfies SavedAnswer;

/** What is answered to these requests, each at its time. */
function played(
  answers: readonly SavedAnswer[],
  asked: readonly (readonly [number, string, string?])[],
) {
  let elapsedMs = 0;
  const player = createPlayer(answers, () => elapsedMs);
  return asked.map(([ms, address, body]) => {
    elapsedMs = ms;
    const method = body === undefined ? 'GET' : 'POST';
    return player({ method, address, ...(body !== undefined && { body }) })?.text;
  });
}

describe('a player', () => {
  it('gives each answer until the time of the next one', () => {
    const course = [answer(0, 'queued'), answer(5000, 'running'), answer(60_000, 'done')];
    const asked = [0, 3000, 5000, 30_000, 61_000, 99_000].map((ms) => [ms, '/jobs/7'] as const);
    expect(played(course, asked)).toEqual([
      'queued',
      'queued',
      'running',
      'running',
      'done',
      'done',
    ]);
  });

  it('gives an answer to a request that comes as long before it as an answer takes', () => {
    const course = [answer(14, 'queued'), answer(2014, 'running'), answer(4400, 'done')];
    const asked = [0, 2000, 4000].map((ms) => [ms, '/jobs/7'] as const);
    expect(played(course, asked)).toEqual(['queued', 'running', 'done']);
  });

  it('skips no answer, however late the request', () => {
    const course = [answer(0, 'queued'), answer(5000, 'running'), answer(60_000, 'done')];
    const asked = [0, 99_000, 99_000].map((ms) => [ms, '/jobs/7'] as const);
    expect(played(course, asked)).toEqual(['queued', 'running', 'done']);
  });

  it('returns an answer once if no poll waited for it: an expired token, then its repetition', () => {
    const course = [answer(0, 'running'), answer(5000, 'expired'), answer(5040, 'running again')];
    const asked = [0, 5000, 5010].map((ms) => [ms, '/jobs/7'] as const);
    expect(played(course, asked)).toEqual(['running', 'expired', 'running again']);
  });

  it('distinguishes requests by path, query and body, whatever their encoding', () => {
    const course = [
      answer(0, 'a', { url: 'https://host-1.example/jobs/a%3Ab' }),
      answer(0, 'page 2', { url: 'https://host-1.example/jobs?page=2' }),
      answer(0, 'first', { method: 'POST', url: 'https://host-1.example/q', body: { id: 1 } }),
      answer(0, 'second', { method: 'POST', url: 'https://host-1.example/q', body: { id: 2 } }),
      answer(0, 'form', { method: 'POST', url: 'https://host-1.example/f', body: 'a=1&b=***' }),
    ];
    const asked = [
      [0, '/jobs/a:b'],
      [0, '/jobs?page=2'],
      [0, '/q', '{"id": 2}'],
      [0, '/q', '{"id": 1}'],
      [0, '/f', 'a=1&b=example-key'],
      [0, '/jobs/other'],
    ] as const;
    expect(played(course, asked)).toEqual(['a', 'page 2', 'second', 'first', 'form', undefined]);
  });
});
