/**
 * Whether an address names this machine or a private network: loopback, RFC 1918, link-local and
 * the like, by its numbers, or `localhost`. Other names aren't resolved.
 */
export function isInternal({ hostname }: Pick<URL, 'hostname'>): boolean {
  if (/(^|\.)localhost\.?$/.test(hostname)) return true;
  if (/^\d+(\.\d+){3}$/.test(hostname)) return isInternalV4(hostname.split('.').map(Number));
  return hostname.startsWith('[') && isInternalV6(hostname.slice(1, -1));
}

function isInternalV4([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  if (a === 100) return b >= 64 && b < 128;
  if (a === 172) return b >= 16 && b < 32;
  if (a === 169) return b === 254;
  if (a === 198) return b === 18 || b === 19;
  return a === 192 && b === 168;
}

/** In the form that `URL` gives it. */
function isInternalV6(address: string): boolean {
  const mapped = /^(?:::ffff:|64:ff9b::)(?:([\da-f]{1,4}):)?([\da-f]{1,4})$/.exec(address);
  if (mapped) {
    const high = Number.parseInt(mapped[1] ?? '0', 16);
    return isInternalV4([high >> 8, high & 255]);
  }
  return address === '::' || address === '::1' || /^f(?:[cd]|e[89ab]|f)/.test(address);
}
