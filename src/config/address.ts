/** What is wrong with the address of a service, as the rest of a sentence; shows nothing of it. */
export function baseUrlMistake(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!/^https?:\/\//i.test(text) || !url) {
    return 'is not an address; write it as https://host.example.com.';
  }
  if (url.username || url.password) {
    return 'holds credentials; they go into settings of their own.';
  }
  return /[?#]/.test(text) ? 'cannot have a query or a fragment.' : undefined;
}

const proxyProtocols = /^(https?|socks[45]?|socks4a|socks5h):\/\/[^/]/i;

export function proxyMistake(text: string): string | undefined {
  return proxyProtocols.test(text) && URL.canParse(text)
    ? undefined
    : 'is not the address of a proxy; write it as http://proxy.example.com:8080.';
}

/** `localhost`, 127.0.0.0/8 and [::1]: what is sent there stays on the machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
