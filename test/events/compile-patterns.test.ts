import fc from 'fast-check';
import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { EventPattern } from '../../lib/model/guardrail';
import { event, pattern } from './arbitrary-patterns';
import { matches } from './matches';

const call = (eventName: string, more: object = {}) =>
  ({ source: ['aws.iam'], detail: { eventName: [eventName], ...more } }) as EventPattern;

it('gives the keys of all patterns that match, in their order', () => {
  const matching = compilePatterns([
    { key: 'any', pattern: { source: [{ exists: true }] } },
    { key: 'delete', pattern: call('DeleteUser') },
    { key: 'create', pattern: call('CreateUser') },
    { key: 'iam', pattern: { source: ['aws.iam'] } },
    { key: 'some', pattern: { source: [{ prefix: 'aws.' }] } },
  ]);
  expect(matching({ source: 'aws.iam', detail: { eventName: 'CreateUser' } })).toEqual([
    'any',
    'create',
    'iam',
    'some',
  ]);
  expect(matching({ source: 'aws.s3' })).toEqual(['any', 'some']);
  expect(matching({})).toEqual([]);
});

it('gives a key once, however many of its patterns match', () => {
  const matching = compilePatterns([
    { key: 'users', pattern: call('CreateUser') },
    { key: 'other', pattern: call('CreateUser') },
    { key: 'users', pattern: { $or: [{ source: ['aws.iam'] }, { source: [{ prefix: 'aws.' }] }] } },
  ]);
  expect(matching({ source: 'aws.iam', detail: { eventName: 'CreateUser' } })).toEqual(['users', 'other']);
});

it('keeps nothing from one event to the next', () => {
  const matching = compilePatterns([
    { key: 'absent', pattern: call('CreateUser', { errorCode: [{ exists: false }] }) },
  ]);
  const denied = { source: 'aws.iam', detail: { eventName: 'CreateUser', errorCode: 'AccessDenied' } };
  expect(matching(denied)).toEqual([]);
  expect(matching({ ...denied, detail: { eventName: 'CreateUser' } })).toEqual(['absent']);
  expect(matching(denied)).toEqual([]);
});

it('finds an event whose field has several values by any of them', () => {
  const matching = compilePatterns([{ key: 1, pattern: { resources: ['arn:two'] } }]);
  expect(matching({ resources: ['arn:one', 'arn:two'] })).toEqual([1]);
});

it('names the pattern that is none', () => {
  expect(() => compilePatterns([{ key: 'iam', pattern: { source: 'aws.iam' } }])).toThrow(
    'iam: not an event pattern: source: must be an object or an array; got "aws.iam"',
  );
});

it('matches many patterns as it matches each alone', () => {
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 8 }),
      fc.array(event, { minLength: 1, maxLength: 8 }),
      (patterns, events) => {
        const matching = compilePatterns(patterns.map((one, key) => ({ key, pattern: one })));
        for (const one of events) {
          const alone = patterns.flatMap((each, key) => (matches(each, one) ? [key] : []));
          expect(matching(one)).toEqual(alone);
        }
      },
    ),
  );
});
