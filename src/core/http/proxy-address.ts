const protocols = /^(https?|socks[45]?|socks4a|socks5h):\/\/[^/]/i;

/** The address of a proxy, if its kind is supported. */
export function parseProxyAddress(text: string): URL | undefined {
  return protocols.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * The secret parts: the password, as written and decoded, and the pair in the form in which it is
 * sent. A name without a password is a token.
 */
export function credentialsIn({ username, password }: URL): readonly string[] {
  if (password === '') return username === '' ? [] : [username, decoded(username)];
  return [password, decoded(password), `${decoded(username)}:${decoded(password)}`];
}

/** The same address, safe to decode: a lone `%` becomes an escaped one. */
export function withPlainCredentials(address: URL): URL {
  const plain = new URL(address);
  plain.username = encodeURIComponent(decoded(address.username));
  plain.password = encodeURIComponent(decoded(address.password));
  return plain;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/%(?![\da-f]{2})/gi, '%25'));
  } catch {
    return text;
  }
}
