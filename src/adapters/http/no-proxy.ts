import { BlockList, isIP } from 'node:net';

const usualPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Whether NO_PROXY exempts an address, as curl and Go read it. Entries are separated by commas or
 * blanks. Each is `*`, a host, a domain (`example.com`, `.example.com`, `*.example.com`), an IP
 * address or a range of them (`10.0.0.0/8`), and all but `*` may have a port.
 */
export function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const host = bare(hostname);
  const onPort = port || usualPorts[protocol];
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, wanted] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
      if (wanted !== undefined && wanted !== onPort) return false;
      return isIP(host) === 0 ? isBelow(host, bare(name)) : isWithin(host, bare(name));
    });
}

/** Without the brackets of IPv6 and the trailing dot of a fully qualified name. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]/, '$1').replace(/\.$/, '');
}

function isBelow(host: string, name: string): boolean {
  const domain = name.replace(/^\*?\./, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

/** `range`: an address in any spelling, or a network with its prefix length. */
function isWithin(host: string, range: string): boolean {
  const [, network = range, length] = /^(.*)\/(\d{1,3})$/.exec(range) ?? [];
  const [address, mappedBits] = unmapped(network);
  const family = familyOf(address);
  const [plain] = unmapped(host);
  if (family === undefined || family !== familyOf(plain)) return false;
  const bits = family === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length) - mappedBits;
  if (prefix < 0 || prefix > bits) return false;
  const networks = new BlockList();
  networks.addSubnet(address, prefix, family);
  return networks.check(plain, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}

/** An IPv4 address written as IPv6 (`::ffff:a.b.c.d`), and how many bits that adds. */
function unmapped(address: string): readonly [plain: string, mappedBits: number] {
  if (isIP(address) !== 6 || address.includes('%')) return [address, 0];
  const shortest = bare(new URL(`http://[${address}]`).hostname);
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(shortest) ?? [];
  if (high === undefined || low === undefined) return [shortest, 0];
  const halves = [high, low].map((half) => Number.parseInt(half, 16));
  return [halves.flatMap((half) => [half >> 8, half & 0xff]).join('.'), 96];
}
