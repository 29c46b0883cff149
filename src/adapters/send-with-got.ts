import { got, type OptionsOfTextResponseBody, type RequestError } from 'got';
import { formatDuration } from '../core/duration.ts';
import { ImportwatchError } from '../core/errors.ts';
import type { HttpAnswer, HttpRequest, Send } from '../core/http.ts';
import { type Agents, createAgents } from './agents.ts';
import { maxTimerMs, systemClock } from './clock.ts';
import { networkError } from './network-error.ts';
import { type Passage, watchPassage } from './passage.ts';
import { proxyFor } from './proxy-variables.ts';
import { type OnStage, stagesBefore, watchStages } from './stages.ts';
import { trustedWith } from './trust.ts';

export interface Transport {
  /** From the first byte of the connection to the last of the answer. */
  readonly requestTimeoutMs: number;
  readonly maxBodyBytes: number;
  /** PEM certificates to trust besides the usual ones. */
  readonly ca?: string;
  /** Accept any certificate. */
  readonly insecureTls: boolean;
  /** Used instead of what the proxy variables of the environment say. */
  readonly proxy?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
  /** Told of each exchange: for `--verbose`. `outcome`: an HTTP status, or what went wrong. */
  onExchange?(request: HttpRequest, outcome: number | string, ms: number): void;
  /** Told how far each request comes: for `check`. */
  readonly onStage?: OnStage;
}

/**
 * got would load TLS for its own check of names. Over https that check is Node's own function: with
 * another one, newer versions of Node keep no connection.
 */
const withoutTls = { checkServerIdentity: () => undefined };

/** Sends with got: no retries, no redirects, one bound on time and one on size for each answer. */
export function createSend(transport: Transport): Send {
  const { requestTimeoutMs, maxBodyBytes, ca, insecureTls, userAgent, onExchange, onStage } =
    transport;
  const tls = {
    rejectUnauthorized: !insecureTls,
    ...(ca !== undefined && { certificateAuthority: trustedWith(ca, transport.env) }),
  };
  const agents = new Map<string, Promise<Agents>>();

  function agentsFor({ protocol }: URL, proxy: URL | undefined): Promise<Agents> {
    const key = `${protocol} ${proxy?.href}`;
    const known = agents.get(key) ?? createAgents(protocol === 'https:', proxy);
    agents.set(key, known);
    return known;
  }

  async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const proxy =
      transport.proxy === undefined
        ? proxyFor(request.url, transport.env)
        : new URL(transport.proxy);
    const options: OptionsOfTextResponseBody = {
      method: request.method,
      headers: { 'user-agent': userAgent, ...request.headers },
      agent: await agentsFor(request.url, proxy),
      https: request.url.protocol === 'https:' ? tls : withoutTls,
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      responseType: 'text',
      ...(request.body !== undefined && { body: request.body }),
    };
    signal.throwIfAborted();
    const pending = got(request.url, options);
    let tooLarge = false;
    let late = false;
    let passage: Passage | undefined;
    pending.on('request', (outgoing) => {
      if (proxy) passage = watchPassage(outgoing, request.url, proxy);
      if (onStage) watchStages(outgoing, onStage, passage?.address);
    });
    pending.on('downloadProgress', ({ transferred }) => {
      if (transferred <= maxBodyBytes) return;
      tooLarge = true;
      pending.cancel();
    });
    const cancel = () => pending.cancel();
    // The time-out of got does not hold while a proxy lets it wait for the connection.
    const timer = setTimeout(
      () => {
        late = true;
        pending.cancel();
      },
      Math.min(requestTimeoutMs, maxTimerMs),
    );
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const { statusCode, headers, body } = await pending;
      passage?.check();
      return { status: statusCode, headers: flat(headers), text: body };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      passage?.check();
      if (tooLarge) throw tooLargeError(request.url, maxBodyBytes);
      if (late) throw lateError(request.url, requestTimeoutMs, passage);
      const failure = error as RequestError;
      for (const stage of stagesBefore(failure.code)) onStage?.(stage, '');
      throw networkError(failure, request.url, passage);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    }
  }

  return async (request, signal) => {
    const startedMs = systemClock.monotonic();
    const done = (outcome: number | string) =>
      onExchange?.(request, outcome, Math.round(systemClock.monotonic() - startedMs));
    try {
      const answer = await exchange(request, signal);
      done(answer.status);
      return answer;
    } catch (error) {
      done(error instanceof ImportwatchError ? error.code : 'given up');
      throw error;
    }
  };
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function lateError({ origin }: URL, withinMs: number, passage?: Passage): ImportwatchError {
  const through = passage ? ` through the proxy ${passage.address}` : '';
  const message = `${origin} gave no whole answer${through} within ${formatDuration(withinMs)}.`;
  return new ImportwatchError('no-reply', message, {
    hint: 'If the service is always so slow, raise requestTimeout in the profile.',
  });
}

function tooLargeError({ origin }: URL, maxBodyBytes: number): ImportwatchError {
  return new ImportwatchError(
    'bad-answer',
    `${origin} sent an answer of more than ${maxBodyBytes} bytes, which is not what the service sends.`,
    { hint: 'If it is, raise maxBodyBytes in the profile; if not, check baseUrl.' },
  );
}
