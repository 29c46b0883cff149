import type { RequestError } from 'got';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { HttpAnswer, HttpRequest, Send } from '../../core/ports/send.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { maxTimerMs, systemClock } from '../clock.ts';
import { createDeadline } from './answer/deadline.ts';
import { SinkError, streamedAnswer } from './answer/streamed-answer.ts';
import { TooLarge, wholeAnswer } from './answer/whole-answer.ts';
import { createClients, type Transport } from './clients.ts';
import { phasesBefore, viaProxy, watchConnectionPhases } from './connection-phases.ts';
import { codeOf, networkError } from './network-error.ts';
import { type ProxyTunnel, watchProxyTunnel } from './proxy-tunnel.ts';
import { proxyFor } from './proxy-variables.ts';
import { refuseSpoiled } from './trust.ts';

/** `close` closes the reusable connections. */
export type ClosableSend = Send & { close(): void };

/** Sends with got: no retries, no redirects, one limit in time and one in size for each answer. */
export function createSend(transport: Transport): ClosableSend {
  const { requestTimeoutMs, maxBodyBytes, onExchange, onPhase, ca, caFile } = transport;
  if (ca !== undefined) refuseSpoiled(ca, caFile);
  const clientFor = createClients(transport);

  async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { url, method, headers, body, into } = request;
    const proxy =
      transport.proxy === undefined ? proxyFor(url, transport.env) : new URL(transport.proxy);
    const client = await clientFor(url, proxy);
    signal.throwIfAborted();
    // Without a body, got keeps a POST open until one is written.
    const sent = method === 'POST' ? { method, body: body ?? '' } : {};
    const stream = client.stream(url, { headers, ...sent });
    let late = false;
    let tunnel: ProxyTunnel | undefined;
    if (proxy || onPhase) {
      stream.once('request', (outgoing) => {
        if (proxy) tunnel = watchProxyTunnel(outgoing, url, proxy);
        if (onPhase) watchConnectionPhases(outgoing, url, onPhase, tunnel?.address);
      });
    }
    const cancel = () => stream.destroy();
    // got's own timeout doesn't run while a proxy delays the connection.
    const deadline = createDeadline(Math.min(requestTimeoutMs, maxTimerMs), () => {
      late = true;
      cancel();
    });
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answer = into
        ? await streamedAnswer(stream, { into, maxBodyBytes, deadline })
        : await wholeAnswer(stream, maxBodyBytes);
      tunnel?.check(answer);
      if (tunnel && url.protocol === 'http:') onPhase?.('connection', viaProxy(tunnel.address));
      return answer;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof ImportwatchError) throw error;
      if (error instanceof SinkError) throw error.cause;
      tunnel?.check();
      if (error instanceof TooLarge) throw tooLargeError(url, maxBodyBytes);
      if (late) throw lateError(url, requestTimeoutMs, tunnel);
      const failure = error as RequestError;
      for (const phase of phasesBefore(codeOf(failure), tunnel)) onPhase?.(phase, '');
      throw networkError(failure, url, tunnel);
    } finally {
      deadline.pause();
      signal.removeEventListener('abort', cancel);
    }
  }

  const send: Send = async (request, signal) => {
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
  return Object.assign(send, { close: clientFor.close });
}

function lateError({ origin }: URL, withinMs: number, tunnel?: ProxyTunnel): ImportwatchError {
  const through = tunnel ? ` through the proxy ${tunnel.address}` : '';
  const message = `${origin} didn't send a complete answer${through} within ${formatDuration(withinMs)}.`;
  return new ImportwatchError('no-reply', message, {
    hint: 'If the service is always this slow, raise requestTimeout in the profile.',
  });
}

function tooLargeError({ origin }: URL, maxBodyBytes: number): ImportwatchError {
  return new ImportwatchError(
    'bad-answer',
    `${origin} sent an answer of more than ${maxBodyBytes} bytes.`,
    {
      hint: 'If the service really sends that much, raise maxBodyBytes in the profile. Otherwise check baseUrl.',
    },
  );
}
