import type { RecordingFolder } from '../../src/core/ports/recording-folder.ts';
import type { HttpAnswer, HttpRequest } from '../../src/core/ports/send.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { createRecorder, type RecorderOptions } from '../../src/recording/recorder.ts';

interface Exchange {
  readonly url?: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly answer: Partial<HttpAnswer> | Error;
}

interface Setting extends Partial<RecorderOptions> {
  /** What importwatch knows to be secret. */
  readonly secrets?: readonly string[];
  readonly id?: string;
}

/** A folder in memory. */
export function memoryFolder() {
  const files = new Map<string, string>();
  const folder: RecordingFolder = {
    path: '/recording',
    async write(name, text) {
      files.set(name, text);
    },
  };
  return { files, folder };
}

/** Time that each request moves on by a second. */
export function steppedClock() {
  let ms = 5_000;
  return { now: () => Date.UTC(2026, 0, 15, 10) + ms, monotonic: () => (ms += 500) };
}

export function request({
  url = 'https://api.acme.se/v1/jobs/7',
  method = 'GET',
  body,
}: Partial<Exchange>): HttpRequest {
  return { method, url: new URL(url), headers: {}, ...(body !== undefined && { body }) };
}

/** The files of a recording of these exchanges. */
export async function recorded(
  exchanges: readonly Exchange[],
  { secrets = [], id, ...options }: Setting = {},
) {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  const { files, folder } = memoryFolder();
  const recorder = createRecorder({
    open: async () => folder,
    clock: steppedClock(),
    redactor,
    version: '0.0.0',
    ...options,
  });
  recorder.profile('shop', { provider: 'http' }, []);
  recorder.target({ profile: 'shop', ...(id !== undefined && { id }), options: {} });
  const left = [...exchanges];
  const send = recorder.through('shop', async () => {
    const answer = left.shift()?.answer;
    if (answer instanceof Error) throw answer;
    return { status: 200, headers: {}, text: '', ...answer };
  });
  const signal = new AbortController().signal;
  for (const exchange of exchanges) await send(request(exchange), signal).catch(() => {});
  const report = await recorder.close(0);
  const answers = [...files].filter(([name]) => /^\d+\.json$/.test(name));
  return {
    report,
    files,
    all: [...files.entries()].flat().join('\n'),
    answers: answers.map(([, text]) => JSON.parse(text)),
    index: JSON.parse(files.get('recording.json') ?? 'null'),
  };
}

/** What is saved of one answer. */
export async function savedOf(answer: Partial<HttpAnswer>, setting: Setting = {}, url?: string) {
  const { answers } = await recorded([{ answer, ...(url !== undefined && { url }) }], setting);
  return answers[0];
}
