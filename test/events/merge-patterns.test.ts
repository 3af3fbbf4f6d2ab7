import fc from 'fast-check';
import { mergePatterns } from '../../lib/events/merge-patterns';
import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import { maxPatternCharacters, patternCharacters } from '../../lib/events/pattern/pattern-quota';
import { validatePattern } from '../../lib/events/pattern/validate-pattern';
import type { EventPattern } from '../../lib/model/guardrail';
import { event, pattern } from './arbitrary-patterns';

const call = (service: string, ...eventName: string[]): EventPattern => ({
  source: [`aws.${service}`],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventSource: [`${service}.amazonaws.com`], eventName },
});

it('unites the names of calls to one service', () => {
  expect(mergePatterns([call('iam', 'CreateUser', 'CreateRole'), call('iam', 'DeleteUser', 'CreateRole')])).toEqual([
    call('iam', 'CreateUser', 'CreateRole', 'DeleteUser'),
  ]);
});

it('does not unite names where anything else differs', () => {
  const ended = { ...call('iam', 'CreateUser'), account: ['111122223333'] };
  const [merged, ...more] = mergePatterns([call('iam', 'DeleteUser'), ended]);
  expect(more).toEqual([]);
  const matching = compilePatterns([{ key: 'merged', pattern: merged as EventPattern }]);
  const created = { source: 'aws.iam', 'detail-type': 'AWS API Call via CloudTrail', account: '444455556666' };
  expect(matching({ ...created, detail: { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' } })).toEqual([]);
});

it('says once what different calls share', () => {
  const [merged, ...more] = mergePatterns([call('iam', 'CreateUser'), call('s3', 'PutBucketAcl')]);
  expect(more).toEqual([]);
  expect(merged).toEqual({
    'detail-type': ['AWS API Call via CloudTrail'],
    $or: [
      { source: ['aws.iam'], detail: { eventSource: ['iam.amazonaws.com'], eventName: ['CreateUser'] } },
      { source: ['aws.s3'], detail: { eventSource: ['s3.amazonaws.com'], eventName: ['PutBucketAcl'] } },
    ],
  });
});

it('puts the $or as far in as what is shared allows', () => {
  const one = { detail: { s: ['x'], a: ['1'], b: ['1'] } };
  const other = { detail: { s: ['x'], a: ['2'], b: ['2'] } };
  expect(mergePatterns([one, other])).toEqual([
    {
      detail: {
        s: ['x'],
        $or: [
          { a: ['1'], b: ['1'] },
          { a: ['2'], b: ['2'] },
        ],
      },
    },
  ]);
});

it('shares nothing with a pattern that says no more than all do', () => {
  const all = { source: ['aws.iam'] };
  const some = { source: ['aws.iam'], account: [{ exists: false }] };
  expect(mergePatterns([all, some])).toEqual([{ $or: [all, some] }]);
});

it('keeps a pattern apart whose field is named like an operator', () => {
  const reserved = { detail: { requestParameters: { prefix: ['logs/'] } } };
  expect(mergePatterns([reserved, { detail: { other: ['x'], more: ['y'] } }])).toHaveLength(2);
});

it('does not unite where the order of keys has a meaning', () => {
  const $or: readonly EventPattern[] = [{ a: [2] }, { b: [3] }];
  const [before, after] = [
    { a: [1], $or },
    { $or, a: [9] },
  ];
  const matching = compilePatterns(mergePatterns([before, after]).map((one) => ({ key: 'merged', pattern: one })));
  expect([{ a: 9 }, { a: 2 }, { a: 1, b: 3 }].map(matching)).toEqual([['merged'], ['merged'], ['merged']]);
  expect(matching({ a: 1 })).toEqual([]);
});

it('makes no pattern that EventBridge would refuse or read otherwise', () => {
  const fieldNamedOr = { $or: ['x'] };
  expect(mergePatterns([{ $or: [{ a: [1] }, { b: [1] }] }, fieldNamedOr])).toHaveLength(2);
  const namedLikeOperators: readonly EventPattern[] = [{ 'anything-but': ['x'] }, { numeric: ['=', 1] }];
  expect(mergePatterns(namedLikeOperators)).toEqual(namedLikeOperators);
});

it('puts a pattern to those it shares most with', () => {
  const denied = (service: string, name: string) => ({ ...call(service, name), account: [name] });
  const [iam, s3] = [denied('iam', 'x'.repeat(80)), denied('s3', 'y'.repeat(80))];
  const [first, second, ...more] = mergePatterns([iam, s3, denied('s3', 'z')], 480);
  expect(more).toEqual([]);
  expect(first).toEqual(iam);
  expect(JSON.stringify(second).match(/aws\.s3/g)).toHaveLength(1);
});

it('lets calls to one service share among themselves', () => {
  const denied = (service: string, name: string) => ({ ...call(service, name), account: [name] });
  const mixed = ['a', 'b', 'c'].flatMap((name) => [denied('iam', name), denied('s3', name)]);
  const [merged, ...more] = mergePatterns(mixed);
  expect(more).toEqual([]);
  expect(JSON.stringify(merged).match(/aws\.(iam|s3)/g)).toEqual(['aws.iam', 'aws.s3']);
});

it('starts another pattern at the quota', () => {
  const names = Array.from({ length: 120 }, (_, index) => call(`service${index}`, `PutResourcePolicy${index}`));
  const merged = mergePatterns(names);
  expect(merged.length).toBeLessThan(12);
  expect(Math.max(...merged.map(patternCharacters))).toBeLessThanOrEqual(maxPatternCharacters);
  const united = mergePatterns(names.map((_, index) => call('iam', `CreateSomethingLong${index}`)));
  expect(united.length).toBe(2);
});

it('stays within the combinations EventBridge takes', () => {
  const branches = (name: string) => ({
    [name]: ['x'],
    $or: Array.from({ length: 40 }, (_, a) => ({ a: [a], b: [a] })),
  });
  const patterns = Array.from({ length: 30 }, (_, index) => branches(`n${index}`));
  const merged = mergePatterns(patterns, 1_000_000);
  expect(merged.map(validatePattern)).toEqual(merged.map(() => undefined));
  expect(merged.length).toBe(2);
});

it('names a pattern that is too long by itself, or none', () => {
  expect(() => mergePatterns([call('iam', 'A'), call('iam', 'x'.repeat(3_000))])).toThrow(
    /^pattern 2, \{"source":\["aws\.iam"\].*: 3132 characters, EventBridge takes 2048; split it$/,
  );
  expect(() => mergePatterns([{ source: [] }])).toThrow('pattern 1, {"source":[]}: source: empty arrays');
});

it('gives the same again, and nothing for nothing', () => {
  const patterns = ['iam', 's3', 'ec2'].map((service) => call(service, 'Create', 'Delete'));
  expect(JSON.stringify(mergePatterns(patterns))).toBe(JSON.stringify(mergePatterns(patterns)));
  expect(mergePatterns([])).toEqual([]);
});

it('matches exactly what its parts match', () => {
  const limit = fc.integer({ min: 150, max: 600 });
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 7 }),
      fc.array(event, { minLength: 5 }),
      limit,
      (patterns, events, max) => {
        const parts = patterns.filter((one) => patternCharacters(one) <= max);
        const merged = mergePatterns(parts, max);
        const [matchesParts, matchesMerged] = [parts, merged].map((list) =>
          compilePatterns(list.map((one) => ({ key: 'matched', pattern: one }))),
        );
        expect(events.map((one) => matchesMerged?.(one))).toEqual(events.map((one) => matchesParts?.(one)));
        expect(merged.filter((one) => patternCharacters(one) > max)).toEqual([]);
        expect(merged.length).toBeLessThanOrEqual(parts.length);
      },
    ),
    { numRuns: 300 },
  );
});
