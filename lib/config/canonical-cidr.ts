import { parseCidr } from '../model/cidr';

/** The range as EC2 writes it (no host bits, IPv6 compressed), or undefined when it is none. */
export function canonicalCidr(text: string): string | undefined {
  const cidr = parseCidr(text);
  if (!cidr) return undefined;
  const address = cidr.version === 4 ? writeIpv4(cidr.first) : writeIpv6(cidr.first);
  return `${address}/${cidr.prefix}`;
}

function writeIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.');
}

// The URL standard compresses IPv6 addresses as RFC 5952 asks.
function writeIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - 16 * index)) & 0xffffn);
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]/`).hostname.slice(1, -1);
}
