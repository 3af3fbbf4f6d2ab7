import { PatternProblem } from './pattern-problem';

/** Four bytes or sixteen. */
export type IpAddress = readonly number[];

/** Undefined when the text is no literal address; names are never looked up. */
export function ipAddress(text: string): IpAddress | undefined {
  return text.includes(':') ? sixteenBytes(text) : fourBytes(text);
}

export function sameAddress(one: IpAddress, other: IpAddress | undefined): boolean {
  return one.length === other?.length && one.every((byte, index) => byte === other[index]);
}

/** Host bits are ignored: `10.0.0.5/24` is `10.0.0.0/24`. */
export function cidr(text: string, at: string): (value: string) => boolean {
  const [ip, bits, ...more] = text.split('/');
  const network = ip === undefined ? undefined : ipAddress(ip);
  if (bits === undefined || more.length > 0) throw new PatternProblem(at, `malformed CIDR '${text}'; one '/' required`);
  if (!network) throw new PatternProblem(at, `'${ip}' is not an IPv4 or IPv6 address`);
  const most = network.length * 8 - 1;
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!(length <= most)) {
    throw new PatternProblem(
      at,
      `mask bits are a number from 0 to ${most}; got '${bits}'. A single address needs no CIDR`,
    );
  }
  return (value) => {
    const address = ipAddress(value);
    return address?.length === network.length && sharesBits(network, address, length);
  };
}

function sharesBits(network: IpAddress, address: IpAddress, bits: number): boolean {
  return network.every((byte, index) => {
    const shared = Math.min(8, Math.max(0, bits - index * 8));
    const mask = (0xff << (8 - shared)) & 0xff;
    return (byte & mask) === ((address[index] ?? 0) & mask);
  });
}

// Octets are decimal, leading zeros or not.
function fourBytes(text: string): IpAddress | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const bytes = match?.slice(1).map(Number);
  return bytes?.every((byte) => byte <= 255) ? bytes : undefined;
}

function sixteenBytes(text: string): IpAddress | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...(right ?? [])];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const bytes = groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]);
  return isMapped(bytes) ? bytes.slice(12) : bytes;
}

// ::ffff:a.b.c.d is an IPv4 address to the engine.
function isMapped(bytes: IpAddress): boolean {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
}
