import { createConnector } from '../../src/core/http/connector.ts';
import type { HttpAnswer, HttpRequest } from '../../src/core/ports/send.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { describedProfile } from './described.ts';

export interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent unchanged. */
  readonly text?: string;
}

/** Polls an import of a described API. `answer` answers, and can set the time. */
export async function polling(
  lines: string,
  answer: (request: HttpRequest, time: { ms: number }) => Answered = () => ({
    body: { state: 'imported' },
  }),
  id: string | undefined = '10/42',
  env: Readonly<Record<string, string>> = {},
) {
  const never = new AbortController().signal;
  const time = { ms: 0 };
  const clock = {
    now: () => time.ms,
    monotonic: () => time.ms,
    sleep: () => new Promise<void>(() => {}),
  };
  const sent: HttpRequest[] = [];
  const redactor = createRedactor();
  const connector = createConnector({
    clock,
    redactor,
    createSend:
      async () =>
      async (request): Promise<HttpAnswer> => {
        sent.push(request);
        const { status = 200, headers = {}, body, text } = answer(request, time);
        return { status, headers, text: text ?? (body === undefined ? '' : JSON.stringify(body)) };
      },
  });
  const profile = await describedProfile(`baseUrl: https://api.example.com/base\n${lines}`, env);
  const connected = await connector.connect({ id }, profile);
  const poll = () => connected.poll(never);
  return { poll, sent, time, redactor, connected };
}
