import type { SavedAnswer } from './parse-recording.ts';

/** Identifies a request to the server that answers it. */
interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly address: string;
  readonly body?: string;
}

/** Returns the recorded answers of a request in order, or `undefined` for a request without any. */
export type Player = (asked: Asked) => SavedAnswer | undefined;

/** An answer this soon after the one before was not waited for: a login or a retry. */
const soonMs = 1000;

/**
 * Answers each request as the recording did at that time. No answer is skipped: if several are due,
 * each request gets the next one. `elapsedMs` counts from the first request.
 */
export function createPlayer(answers: readonly SavedAnswer[], elapsedMs: () => number): Player {
  const calls = new Map<string, SavedAnswer[]>();
  const inOrder = [...answers].sort((a, b) => a.ms - b.ms);
  for (const answer of inOrder) {
    const { method, url, body } = answer.request;
    const { pathname, search } = new URL(url);
    const text = body === undefined ? undefined : JSON.stringify(body);
    // A request that differs only in its secrets is the same, unless there is an exact match.
    for (const key of new Set(keysOf({ method, address: pathname + search }, text))) {
      calls.set(key, [...(calls.get(key) ?? []), answer]);
    }
  }
  /** How many answers each request has received. */
  const given = new Map<string, number>();

  return (asked) => {
    const keys = keysOf(asked, sameJson(asked.body));
    const key = keys.find((each) => calls.has(each));
    const known = calls.get(key ?? '');
    if (key === undefined || known === undefined) return undefined;
    const count = given.get(key) ?? 0;
    const [last, next] = [known[count - 1], known[count]];
    if (last === undefined || (next && isDue(last, next, elapsedMs()))) {
      given.set(key, count + 1);
      return next;
    }
    return last;
  };
}

/** The time of an answer is that of its arrival, so its request came somewhat earlier. */
function isDue(last: SavedAnswer, next: SavedAnswer, elapsedMs: number): boolean {
  const gapMs = next.ms - last.ms;
  return gapMs < soonMs || next.ms - Math.min(soonMs / 2, gapMs / 4) <= elapsedMs;
}

/** From most to least specific: with body and query, with the query, with the path. */
function keysOf({ method, address }: Asked, body: string | undefined): readonly string[] {
  const url = new URL(address, 'http://loopback');
  const path = url.pathname.split('/').map(decoded).join('/');
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  const plain = `${method} ${path}`;
  const asked = query.length > 0 ? `${plain}?${query.join('&')}` : plain;
  return body === undefined ? [asked, plain] : [`${asked} ${body}`, asked, plain];
}

function sameJson(body: string | undefined): string | undefined {
  if (body === undefined || body === '') return undefined;
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return JSON.stringify(body);
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
