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
  /** Sent unchanged: for text that is not JSON, and for numbers that JavaScript would round. */
  text?: string;
}

/** Answers of a service and what importwatch makes of them: `test/fixtures/<provider>/*.json`. */
export interface Fixture {
  /** The name of the test: what the service answers, a colon, what importwatch makes of it. */
  about: string;
  /** Where the answer comes from: the vendor's documentation or code, or "follows from …". */
  source?: string;
  id?: string;
  settings?: Record<string, string>;
  /** For `http`: how the profile describes the API. */
  described?: Structure;
  /** The same answer to every request. */
  answer?: FixtureAnswer;
  /** Answers by "METHOD /path", without the query. A list is served in turn, then its last item. */
  answers?: Record<string, FixtureAnswer | FixtureAnswer[]>;
  /** How often to poll. The last poll is checked. */
  polls?: number;
  expect: {
    snapshot?: Partial<ImportSnapshot>;
    /** Fields that must be missing from the snapshot. */
    absent?: string[];
    /** `message` and `hint` are parts of the texts. */
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

/** Plays a fixture to its provider. Returns the snapshot of the last poll, or its error. */
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
    if (found === undefined) throw new Error(`The fixture has no answer for ${call}.`);
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
    name: 'api',
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
