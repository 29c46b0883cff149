import { credentialsIn, parseProxyAddress } from '../../core/http/proxy-address.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { isLoopback } from '../../core/text/loopback.ts';
import { isExempt } from './no-proxy.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment sets for an address, if any. Read like curl and Go do: the
 * lower-case name comes first, a proxy without a scheme is an http one, and a host in NO_PROXY
 * covers its subdomains. Loopback addresses need no proxy. Throws `config` for an invalid address.
 */
export function proxyFor(url: URL, env: Env): URL | undefined {
  const names = [`${url.protocol.slice(0, -1)}_proxy`, 'all_proxy'].flatMap(spellings);
  const name = names.find((name) => env[name]);
  if (name === undefined || isLoopback(url) || isExempt(url, read(env, 'no_proxy'))) return;
  const proxy = parse(env[name] ?? '');
  if (proxy) return proxy;
  throw new ImportwatchError('config', `${name} isn't the address of a proxy.`, {
    hint: 'Example: http://proxy.example.com:8080.',
  });
}

/** The secrets of the proxies in the environment. */
export function proxySecrets(env: Env): readonly string[] {
  return ['http_proxy', 'https_proxy', 'all_proxy']
    .flatMap((name) => spellings(name).flatMap((spelling) => env[spelling] || []))
    .flatMap((text) => parse(text) ?? [])
    .flatMap(credentialsIn);
}

function read(env: Env, name: string): string {
  return (
    spellings(name)
      .map((spelling) => env[spelling])
      .find(Boolean) ?? ''
  );
}

function spellings(name: string): readonly string[] {
  return [name, name.toUpperCase()];
}

function parse(text: string): URL | undefined {
  return parseProxyAddress(text.includes('://') ? text : `http://${text}`);
}
