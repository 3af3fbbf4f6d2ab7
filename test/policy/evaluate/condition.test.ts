import type { Json } from '../../../lib/model/json';
import { denies } from './denies';

type Given = string | readonly string[] | undefined;
type Row = readonly [operator: string, wanted: Json, given: Given, holds: boolean];

const strings: readonly Row[] = [
  ['StringEquals', 'a', 'a', true],
  ['StringEquals', 'a', 'A', false],
  ['StringEquals', ['a', 'b'], 'b', true],
  ['StringEquals', 'a*', 'a*', true],
  ['StringEquals', 'a*', 'ab', false],
  ['StringEquals', 'a', undefined, false],
  ['StringEquals', 'a', [], false],
  ['StringEquals', '', '', true],
  ['StringEquals', 'a', ['b', 'a'], true],
  ['StringNotEquals', 'a', 'b', true],
  ['StringNotEquals', ['a', 'b'], 'b', false],
  ['StringNotEquals', 'a', undefined, true],
  ['StringNotEquals', 'a', ['b', 'a'], false],
  ['StringEqualsIgnoreCase', 'aB', 'Ab', true],
  ['StringNotEqualsIgnoreCase', 'aB', 'Ab', false],
  ['StringLike', 'a*c', 'abbc', true],
  ['StringLike', 'a*c', 'abbcd', false],
  ['StringLike', 'a?c', 'abc', true],
  ['StringLike', 'a?c', 'ac', false],
  ['StringLike', '*', '', true],
  ['StringLike', 'A*', 'ab', false],
  ['StringNotLike', ['a*', 'b*'], 'cc', true],
  ['StringNotLike', ['a*', 'b*'], 'bc', false],
  ['StringNotLike', 'a*', undefined, true],
];

const numbers: readonly Row[] = [
  ['NumericEquals', '10', '10.0', true],
  ['NumericEquals', 10, '10', true],
  ['NumericNotEquals', '10', '11', true],
  ['NumericNotEquals', '10', undefined, true],
  ['NumericLessThan', '10', '9', true],
  ['NumericLessThan', '10', '10', false],
  ['NumericLessThanEquals', '10', '10', true],
  ['NumericGreaterThan', '10', '9', false],
  ['NumericGreaterThan', '9', '10', true],
  ['NumericGreaterThanEquals', '-1.5', '-1.5', true],
  ['NumericLessThan', '10', 'ten', false],
  ['NumericNotEquals', '10', 'ten', true],
];

const dates: readonly Row[] = [
  ['DateEquals', '2026-11-21T00:00:00Z', '1795219200', true],
  ['DateEquals', '2026-11-21', '2026-11-21T01:00:00+01:00', true],
  ['DateNotEquals', '2026-11-21', '2026-11-22', true],
  ['DateLessThan', '2026-11-21T12:00:00Z', '2026-11-21T11:59:59.999Z', true],
  ['DateLessThan', '1795219200', '2026-11-21T00:00:00Z', false],
  ['DateLessThanEquals', '1795219200', '2026-11-21T00:00:00Z', true],
  ['DateGreaterThan', '2026', '2026-01-01T00:00:01Z', true],
  ['DateGreaterThan', '2026-11-21T12:00:00Z', undefined, false],
  ['DateGreaterThanEquals', '2026-11-21T12:00:00Z', '2026-11-21T12:00:00Z', true],
  ['DateGreaterThan', '2026-11-21', 'tomorrow', false],
];

const others: readonly Row[] = [
  ['Bool', 'true', 'true', true],
  ['Bool', true, 'True', true],
  ['Bool', 'true', 'false', false],
  ['Bool', 'false', undefined, false],
  ['BinaryEquals', 'QmluYXJ5VmFsdWU=', 'QmluYXJ5VmFsdWU', true],
  ['BinaryEquals', 'QmluYXJ5VmFsdWU=', 'QmluYXJ5', false],
  ['IpAddress', '203.0.113.0/24', '203.0.113.255', true],
  ['IpAddress', '203.0.113.0/24', '203.0.114.0', false],
  ['IpAddress', '203.0.113.7', '203.0.113.7', true],
  ['IpAddress', ['10.0.0.0/8', '2001:db8::/32'], '2001:0DB8:1::7', true],
  ['IpAddress', '2001:db8::/32', '2001:db9::1', false],
  ['IpAddress', '0.0.0.0/0', '::1', false],
  ['IpAddress', '203.0.113.0/24', 'elasticmapreduce.amazonaws.com', false],
  ['NotIpAddress', '203.0.113.0/24', '203.0.114.0', true],
  ['NotIpAddress', ['10.0.0.0/8', '203.0.113.0/24'], '203.0.113.1', false],
  ['NotIpAddress', '203.0.113.0/24', undefined, true],
];

const arns: readonly Row[] = [
  ['ArnLike', 'arn:aws:iam::*:role/admin-*', 'arn:aws:iam::111122223333:role/admin-x', true],
  ['ArnEquals', 'arn:aws:iam::*:role/admin-*', 'arn:aws:iam::111122223333:role/admin-x', true],
  ['ArnLike', 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:role/a/path/x', true],
  ['ArnLike', 'arn:aws:*:role/x', 'arn:aws:iam::111122223333:role/x', false],
  ['ArnLike', 'arn:aws:logs:*:*:log-group:*', 'arn:aws:logs:eu-west-1:111122223333:log-group:a:*', true],
  ['ArnLike', 'arn:aws:iam::11112222333?:root', 'arn:aws:iam::111122223333:root', true],
  ['ArnLike', 'arn:aws:iam::111122223333:role/x', 'arn:aws:iam::111122223333:role/X', false],
  ['ArnLike', 'arn:aws:iam::111122223333:role/x', 'not an arn', false],
  ['ArnNotLike', 'arn:aws:iam::*:role/x', 'not an arn', true],
  ['ArnNotLike', ['arn:aws:iam::*:role/x', 'arn:aws:iam::*:role/y'], 'arn:aws:iam::111122223333:role/y', false],
  ['ArnNotEquals', 'arn:aws:iam::*:role/x', 'arn:aws:iam::111122223333:role/y', true],
  ['ArnNotLike', 'arn:aws:iam::*:role/x', undefined, true],
];

const missing: readonly Row[] = [
  ['StringEqualsIfExists', 'a', undefined, true],
  ['StringEqualsIfExists', 'a', 'b', false],
  ['StringNotEqualsIfExists', 'a', undefined, true],
  ['StringNotEqualsIfExists', 'a', 'a', false],
  ['BoolIfExists', 'true', undefined, true],
  ['BoolIfExists', 'true', 'false', false],
  ['NumericLessThanIfExists', '1', undefined, true],
  ['DateLessThanIfExists', '2026', undefined, true],
  ['IpAddressIfExists', '10.0.0.0/8', undefined, true],
  ['NotIpAddressIfExists', '10.0.0.0/8', '10.1.1.1', false],
  ['ArnLikeIfExists', 'arn:aws:iam::*:role/x', undefined, true],
  ['BinaryEqualsIfExists', 'QQ==', undefined, true],
  ['Null', 'true', undefined, true],
  ['Null', 'true', [], true],
  ['Null', 'true', 'a', false],
  ['Null', false, 'a', true],
  ['Null', 'false', undefined, false],
];

const sets: readonly Row[] = [
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
  ['ForAnyValue:StringEquals', 'a', 'a', true],
  ['ForAnyValue:StringEquals', 'a', undefined, false],
  ['ForAnyValue:StringEqualsIfExists', 'a', undefined, false],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], false],
  ['ForAnyValue:StringNotEquals', 'a', undefined, false],
  ['ForAnyValue:ArnLike', 'arn:aws:iam::*:role/x', ['arn:aws:iam::1:role/y', 'arn:aws:iam::1:role/x'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'a'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringEquals', 'a', undefined, true],
  ['ForAllValues:StringEquals', 'a', [], true],
  ['ForAllValues:StringNotLike', 'a*', ['b', 'c'], true],
  ['ForAllValues:StringNotLike', 'a*', ['b', 'ab'], false],
  ['ForAllValues:StringNotLike', 'a*', undefined, true],
  ['ForAllValues:StringEqualsIfExists', 'a', ['a', 'b'], false],
];

it.each([...strings, ...numbers, ...dates, ...others, ...arns, ...missing, ...sets])(
  '%s %j of %j is %s',
  (operator, wanted, given, holds) => {
    const context: Record<string, string | readonly string[]> = given === undefined ? {} : { 'aws:tested': given };
    expect(denies({ Condition: { [operator]: { 'aws:tested': wanted } } }, { context })).toBe(holds);
  },
);

it('keys are the same whatever their case', () => {
  const Condition = { StringEquals: { 'AWS:sourceVPC': 'vpc-1' } };
  expect(denies({ Condition }, { context: { 'aws:SourceVpc': 'vpc-1' } })).toBe(true);
});

it('all operators and all keys must hold', () => {
  const Condition = { StringEquals: { 'aws:a': '1', 'aws:b': '2' }, Bool: { 'aws:c': 'true' } };
  const context = { 'aws:a': '1', 'aws:b': '2', 'aws:c': 'true' };
  expect(denies({ Condition }, { context })).toBe(true);
  for (const key of Object.keys(context)) {
    expect(denies({ Condition }, { context: { ...context, [key]: 'other' } })).toBe(false);
  }
});
