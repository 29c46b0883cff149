import { readdirSync, readFileSync } from 'node:fs';
import { createApiClient } from '../../src/core/http/api-client.ts';
import { ImportwatchError } from '../../src/core/model/errors.ts';
import { plainSanitizer } from '../../src/core/model/sanitize.ts';
import type { ImportSnapshot } from '../../src/core/model/snapshot.ts';
import { createRateLimit } from '../../src/core/pacing/rate-limit.ts';
import type { HttpAnswer, HttpRequest } from '../../src/core/ports/send.ts';
import type { ApiClient } from '../../src/core/provider/api-request.ts';
import type { ErrorMapping } from '../../src/core/provider/error-mapping.ts';
import type { Structure } from '../../src/core/provider/field.ts';
import type { Provider } from '../../src/core/provider/provider.ts';
import { fixedClock } from './clock.ts';

interface FixtureAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is: for what is no JSON, and for numbers that JavaScript would spoil. */
  text?: string;
}

/** One answer of a service and what it means. Read from `test/fixtures/<provider>/*.json`. */
export interface Fixture {
  about: string;
  /** Where the answer comes from: the vendor's page, its source, or "follows from …". */
  source?: string;
  id?: string;
  settings?: Record<string, string>;
  /** For `http`: what the profile says of its API. */
  described?: Structure;
  /** The answer to every request, or … */
  answer?: FixtureAnswer;
  /** … by "METHOD /path" (path without query); a list is given one after the other, its last one again and again. */
  answers?: Record<string, FixtureAnswer | FixtureAnswer[]>;
  /** How often to poll; the last poll counts. */
  polls?: number;
  expect: {
    snapshot?: Partial<ImportSnapshot>;
    /** Fields that the snapshot must not have. */
    absent?: string[];
    /** `message` is a part of the sentence. */
    error?: { code: string; status?: number; message?: string; hint?: string };
  };
}

const folder = new URL('../fixtures/', import.meta.url);

export function fixturesOf(provider: string): { file: string; fixture: Fixture }[] {
  const files = readdirSync(new URL(`${provider}/`, folder)).filter((file) =>
    file.endsWith('.json'),
  );
  return files.map((file) => ({
    file,
    fixture: JSON.parse(readFileSync(new URL(`${provider}/${file}`, folder), 'utf8')) as Fixture,
  }));
}

/** Plays a fixture to its provider; gives the snapshot of the last poll, or the error. */
export async function play(
  known: Provider,
  fixture: Fixture,
  settings: Record<string, string>,
): Promise<ImportSnapshot | ImportwatchError> {
  const provider = (fixture.described && known.description?.provider(fixture.described)) ?? known;
  const used = new Map<string, number>();
  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    const call = `${request.method} ${request.url.pathname}`;
    const found = fixture.answers ? fixture.answers[call] : fixture.answer;
    if (found === undefined) throw new Error(`${call} is not in this fixture`);
    const count = used.get(call) ?? 0;
    used.set(call, count + 1);
    const answer = Array.isArray(found) ? found[Math.min(count, found.length - 1)] : found;
    const { status = 200, headers = {}, body, text } = answer as FixtureAnswer;
    return { status, headers, text: text ?? (body === undefined ? '' : JSON.stringify(body)) };
  };
  const resolved = { ...settings, ...fixture.settings };
  const askAt = (baseUrl: URL, errorMapping: ErrorMapping): ApiClient =>
    createApiClient({
      baseUrl,
      headers: {},
      errorMapping,
      send,
      clock: fixedClock,
      rateLimit: createRateLimit(fixedClock),
    });
  const address = new URL(provider.baseUrl?.(resolved) ?? resolved['baseUrl'] ?? '');
  const connection = provider.connect(resolved, askAt(address, provider.errorMapping), {
    clientAt: askAt,
    keepSecret: () => {},
    clock: fixedClock,
    inSpareTime: (work, signal) => work(signal),
    joinPolls: (signals) => ({ signal: signals[0] as AbortSignal, release: () => {} }),
    imports: () => 1,
  });
  const signal = new AbortController().signal;
  let last: ImportSnapshot | ImportwatchError | undefined;
  for (let poll = 0; poll < (fixture.polls ?? 1); poll++) {
    last = await connection.poll(fixture.id, signal).catch((error: unknown) => {
      if (error instanceof ImportwatchError) return error;
      throw error;
    });
  }
  return last instanceof ImportwatchError ? last : plainSanitizer.snapshot(last as ImportSnapshot);
}
