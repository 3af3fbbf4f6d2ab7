import { type Cidr, contains, parseCidr } from '../../model/cidr';
import { PatternProblem } from './pattern-problem';

type IpAddress = Pick<Cidr, 'version' | 'first'>;

/** Undefined when the text is no literal address; names are never looked up. */
export function ipAddress(text: string): IpAddress | undefined {
  // The engine knows neither ranges here nor IPv6 addresses that end in an IPv4 one.
  if (text.includes('/') || (text.includes(':') && text.includes('.'))) return undefined;
  const address = parseCidr(text);
  return address && isMapped(address) ? { version: 4, first: address.first & 0xffffffffn } : address;
}

export function sameAddress(one: IpAddress, other: IpAddress | undefined): boolean {
  return one.version === other?.version && one.first === other.first;
}

/** Host bits are ignored: `10.0.0.5/24` is `10.0.0.0/24`. */
export function cidr(text: string, at: string): (value: string) => boolean {
  const [ip = '', bits, ...more] = text.split('/');
  const network = ipAddress(ip);
  if (bits === undefined || more.length > 0) throw new PatternProblem(at, `malformed CIDR '${text}'; one '/' required`);
  if (!network) throw new PatternProblem(at, `'${ip}' is not an IPv4 or IPv6 address`);
  const most = network.version === 4 ? 31 : 127;
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!(prefix <= most)) {
    throw new PatternProblem(
      at,
      `mask bits are a number from 0 to ${most}; got '${bits}'. A single address needs no CIDR`,
    );
  }
  return (value) => {
    const address = ipAddress(value);
    return address !== undefined && contains({ ...network, prefix }, { ...address, prefix: most + 1 });
  };
}

// ::ffff:a.b.c.d is an IPv4 address to the engine.
function isMapped({ version, first }: IpAddress): boolean {
  return version === 6 && first >> 32n === 0xffffn;
}
