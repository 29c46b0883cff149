import { parseProxyAddress } from '../../core/http/proxy-address.ts';

/** The problem of a service's address, as the rest of a sentence that doesn't quote it. */
export function baseUrlMistake(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!/^https?:\/\//i.test(text) || !url) {
    return "isn't a valid address. Use an address such as https://host.example.com.";
  }
  if (url.username || url.password) {
    return 'contains credentials. Put them in their own settings.';
  }
  return /[?#]/.test(text) ? "can't have a query or a fragment." : undefined;
}

export function proxyMistake(text: string): string | undefined {
  return parseProxyAddress(text)
    ? undefined
    : "isn't the address of a proxy. Use an address such as http://proxy.example.com:8080.";
}
