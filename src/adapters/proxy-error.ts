import { ImportwatchError } from '../core/errors.ts';

/** What to do about a proxy. */
export const checkProxy = 'Check the proxy variables of the environment, or proxy in the profile.';

/** The proxy would not connect to the service: what it said is not the answer of the service. */
export function proxyError(status: number, { origin }: URL, proxy: string): ImportwatchError {
  if (status >= 500) {
    const message = `The proxy ${proxy} cannot connect to ${origin} now (HTTP ${status}).`;
    return new ImportwatchError('unreachable', message, { status });
  }
  const said =
    status === 407
      ? `wants other credentials to connect to ${origin} (HTTP 407)`
      : status >= 100
        ? `refuses to connect to ${origin} (HTTP ${status})`
        : 'does not answer as a proxy does';
  return new ImportwatchError('proxy', `The proxy ${proxy} ${said}.`, {
    ...(status >= 100 && { status }),
    hint: checkProxy,
  });
}
