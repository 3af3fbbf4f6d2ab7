import { contains, parseCidr } from '../../model/cidr';
import { compileArnPattern } from './arn-pattern';
import { compilePattern, type Dialect, parsePattern } from './pattern';
import { type Place, PolicyError, shown } from './policy-error';
import type { RequestContext } from './request-context';

/** Whether one value of the request satisfies one value of the policy. */
export type Comparison = (given: string, context: RequestContext) => boolean;
/** Reads the policy's value once. `variables`: whether the policy's version has them. */
export type CompileComparison = (wanted: string, place: Place, variables: boolean) => Comparison;

export const stringEquals: CompileComparison = (wanted, place, variables) => {
  if (!wanted.includes('${')) return (given) => given === wanted;
  return compilePattern(parsePattern(wanted, { wildcards: false, variables }, place));
};

export const stringEqualsIgnoreCase: CompileComparison = (wanted, place, variables) => {
  const folded = wanted.toLowerCase();
  if (!wanted.includes('${')) return (given) => given.toLowerCase() === folded;
  const parts = parsePattern(wanted, { wildcards: false, variables }, place).map((part) =>
    typeof part === 'object' && 'text' in part ? { text: part.text.toLowerCase() } : part,
  );
  const matches = compilePattern(parts, (value) => value.toLowerCase());
  return (given, context) => matches(given.toLowerCase(), context);
};

export const stringLike: CompileComparison = (wanted, place, variables) =>
  compilePattern(parsePattern(wanted, { wildcards: true, variables }, place));

/** ArnEquals and ArnLike are the same: both know wildcards. */
export const arnLike: CompileComparison = (wanted, place, variables) => {
  const dialect: Dialect = { wildcards: true, variables };
  return compileArnPattern(parsePattern(wanted, dialect, place));
};

export const bool: CompileComparison = (wanted, place) => {
  const folded = wanted.toLowerCase();
  if (folded !== 'true' && folded !== 'false')
    throw new PolicyError(place, `${shown(wanted)}: write 'true' or 'false'`);
  return (given) => given.toLowerCase() === folded;
};

export const binaryEquals: CompileComparison = (wanted, place) => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(wanted)) throw new PolicyError(place, `${shown(wanted)} is not base64`);
  const bytes = Buffer.from(wanted, 'base64');
  return (given) => bytes.equals(Buffer.from(given, 'base64'));
};

export const ipAddress: CompileComparison = (wanted, place) => {
  const range = parseCidr(wanted);
  if (!range)
    throw new PolicyError(place, `${shown(wanted)} is no address or range; write 203.0.113.0/24 or 2001:db8::/32`);
  return (given) => {
    const address = parseCidr(given);
    return address !== undefined && contains(range, address);
  };
};

type Order = (given: number, wanted: number) => boolean;

export const numeric =
  (order: Order): CompileComparison =>
  (wanted, place) => {
    const limit = numberOf(wanted);
    if (Number.isNaN(limit)) throw new PolicyError(place, `${shown(wanted)} is no number`);
    return (given) => order(numberOf(given), limit);
  };

export const date =
  (order: Order): CompileComparison =>
  (wanted, place) => {
    const limit = secondsOf(wanted);
    if (Number.isNaN(limit)) {
      throw new PolicyError(place, `${shown(wanted)} is no date; write 2027-03-01T00:00:00Z, or seconds since 1970`);
    }
    return (given) => order(secondsOf(given), limit);
  };

function numberOf(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : Number.NaN;
}

const isoDate = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** Four digits are a year; more of them count seconds. */
function secondsOf(text: string): number {
  if (isoDate.test(text))
    return Date.parse(/T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`) / 1_000;
  return /^\d{5,}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
