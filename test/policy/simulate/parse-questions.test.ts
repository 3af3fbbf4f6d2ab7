import { parseContext } from '../../../lib/policy/simulate/parse-context';
import { parseQuestions } from '../../../lib/policy/simulate/parse-questions';

const one = { action: 's3:GetObject', resource: 'arn:aws:s3:::x', context: {} };

it.each([
  ['a list', JSON.stringify([one, one]), [one, one]],
  ['one object', JSON.stringify(one), [one]],
  ['lines', `${JSON.stringify(one)}\n\n${JSON.stringify(one)}\n`, [one, one]],
  ['an empty list', '[]', []],
  [
    'one without resource and context',
    '{"action":"s3:ListAllMyBuckets"}',
    [{ ...one, action: 's3:ListAllMyBuckets', resource: '*' }],
  ],
  ['other keys', JSON.stringify({ ...one, technique: 'x' }), [one]],
  ['a principal', JSON.stringify({ ...one, principal: 'arn:x' }), [{ ...one, principal: 'arn:x' }]],
  [
    'numbers and booleans',
    JSON.stringify({ ...one, context: { 'a:b': true, 'a:c': [1, '2'] } }),
    [{ ...one, context: { 'a:b': 'true', 'a:c': ['1', '2'] } }],
  ],
])('%s', (_, text, expected) => expect(parseQuestions('file', text)).toEqual(expected));

it.each([
  ['{"action":', /^file:1: is neither JSON nor a line of JSON/],
  [`${JSON.stringify(one)}\nnot json`, /^file:2: is neither/],
  ['[1]', /^file: request 1: must be an object, got 1/],
  ['[{"resource":"*"}]', /request 1: has no action/],
  ['[{"action":"s3:X","resource":1}]', /resource must be an ARN/],
  ['[{"action":"s3:X","principal":1}]', /principal must be an ARN/],
  ['[{"action":"s3:X","context":[]}]', /context must be an object/],
  ['[{"action":"s3:X","context":{"a:b":null}}]', /context a:b must be text/],
])('%s is refused', (text, message) => expect(() => parseQuestions('file', text)).toThrow(message));

it('reads condition keys of a command line; a key that is there twice has both values', () => {
  expect(parseContext(['a:b=1', 'a:c=x=y', 'a:d=', 'a:b=2'])).toEqual({ 'a:b': ['1', '2'], 'a:c': 'x=y', 'a:d': '' });
});

it.each(['a:b', 'a=b', '=x'])("'%s' is no condition key", (pair) => {
  expect(() => parseContext([pair])).toThrow(`context '${pair}' is no key=value`);
});
