import type { Json } from '../../../lib/model/json';
import { compilePolicy } from '../../../lib/policy/evaluate/policy';
import { PolicyError } from '../../../lib/policy/evaluate/policy-error';

const good = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
const condition = (operator: string, value: Json, key = 'aws:x') => ({
  ...good,
  Condition: { [operator]: { [key]: value } },
});

const statements: readonly (readonly [title: string, statement: Json, message: string])[] = [
  ['no object', 'Deny', "tested: Statement[0]: must be an object, got 'Deny'"],
  ['a misspelt element', { ...good, Resources: '*' }, 'tested: Statement[0].Resources: unknown element'],
  [
    'no effect',
    { Action: 's3:*', Resource: '*' },
    "tested: Statement[0].Effect: must be 'Allow' or 'Deny', got undefined",
  ],
  ['no action', { Effect: 'Deny', Resource: '*' }, 'tested: Statement[0]: has no Action, nor NotAction'],
  ['both actions', { ...good, NotAction: 's3:*' }, 'tested: Statement[0]: has both Action and NotAction'],
  ['no resource', { Effect: 'Deny', Action: 's3:*' }, 'tested: Statement[0]: has no Resource, nor NotResource'],
  [
    'an action without service',
    { ...good, Action: 'GetObject' },
    "tested: Statement[0].Action: 'GetObject' is no action",
  ],
  [
    'a number for an action',
    { ...good, Action: [7] },
    'tested: Statement[0].Action: must be text or a list of text, got 7',
  ],
  ['an empty list', { ...good, Action: [] }, 'tested: Statement[0].Action: is empty'],
  ['a resource that is no ARN', { ...good, Resource: 'orders' }, "tested: Statement[0].Resource: 'orders' is no ARN"],
  [
    'a principal',
    { ...good, Principal: '*' },
    'tested: Statement[0].Principal: this type of policy names no principals',
  ],
  ['a numeric sid', { ...good, Sid: 1 }, 'tested: Statement[0].Sid: must be text, got 1'],
  [
    'an unknown operator',
    condition('StringEqual', 'a'),
    "tested: Statement[0].Condition.StringEqual: 'StringEqual' is no condition operator; use Null or one of StringEquals",
  ],
  ['an operator of the prototype', condition('toString', 'a'), "'toString' is no condition operator"],
  [
    'an unknown set',
    condition('ForSomeValues:StringEquals', 'a'),
    "'ForSomeValues:StringEquals' is no condition operator",
  ],
  ['NullIfExists', condition('NullIfExists', 'true'), "'NullIfExists' is no condition operator"],
  [
    'a condition that is text',
    { ...good, Condition: 'x' },
    'tested: Statement[0].Condition: must be an object of operators',
  ],
  [
    'keys that are a list',
    { ...good, Condition: { Bool: ['x'] } },
    'tested: Statement[0].Condition.Bool: must be an object of condition keys',
  ],
  [
    'a key without prefix',
    condition('StringEquals', 'a', 'SourceIp'),
    "tested: Statement[0].Condition.StringEquals.SourceIp: 'SourceIp' is no condition key",
  ],
  ['no values', condition('StringEquals', []), 'has no value, so it would never match'],
  ['an object for a value', condition('StringEquals', {}), 'values are strings, got {}'],
  ['a truth that is none', condition('Bool', 'yes'), "'yes': write 'true' or 'false'"],
  ['a null that is none', condition('Null', '1'), "'1': write 'true' or 'false'"],
  ['a number that is none', condition('NumericLessThan', 'ten'), "'ten' is no number"],
  ['a date that is none', condition('DateLessThan', 'tomorrow'), "'tomorrow' is no date"],
  ['a date that never was', condition('DateLessThan', '2026-13-01'), "'2026-13-01' is no date"],
  ['an address that is none', condition('IpAddress', '10.0.0.256'), "'10.0.0.256' is no address or range"],
  [
    'a placeholder for an address',
    condition('NotIpAddress', '<my-corporate-cidr>'),
    "'<my-corporate-cidr>' is no address or range",
  ],
  ['bytes that are none', condition('BinaryEquals', '%%'), "'%%' is not base64"],
  ['a placeholder for a variable', condition('StringLike', `\${REGION}`), `'\${REGION}' is no policy variable`],
  ['a variable that is never closed', { ...good, Resource: `arn:aws:s3:::\${aws:x` }, 'is never closed'],
];

it.each(statements)('a statement with %s is an error that says where', (_title, statement, message) => {
  const compile = () => compilePolicy('tested', { Version: '2012-10-17', Statement: [statement] }, 'forbidden');
  expect(compile).toThrow(PolicyError);
  expect(compile).toThrow(message);
});

const documents: readonly (readonly [title: string, content: unknown, message: string])[] = [
  ['is a list', [], 'tested: must be an object, got []'],
  ['is nothing', null, 'tested: must be an object, got null'],
  ['has an unknown element', { Version: '2012-10-17', Statements: [] }, 'tested: Statements: unknown element'],
  ['has another version', { Version: '2012-10-18', Statement: [] }, "tested: Version: must be '2012-10-17'"],
  ['has no statements', { Version: '2012-10-17' }, "tested: has no 'Statement'"],
  [
    'has a sid twice',
    {
      Statement: [
        { ...good, Sid: 'A' },
        { ...good, Sid: 'A' },
      ],
    },
    "tested: Statement: sid 'A' is there twice",
  ],
];

it.each(documents)('a document that %s is an error', (_title, content, message) => {
  expect(() => compilePolicy('tested', content, 'forbidden')).toThrow(message);
});

const resourceStatements: readonly (readonly [title: string, elements: object, message: string])[] = [
  ['nobody', {}, 'tested: Statement[0]: has no Principal, nor NotPrincipal'],
  ['an unknown kind', { Principal: { Group: 'x' } }, 'tested: Statement[0].Principal.Group: unknown kind of principal'],
  ['an empty object', { Principal: {} }, 'tested: Statement[0].Principal: names nobody'],
  ['a number', { Principal: { AWS: 3 } }, 'tested: Statement[0].Principal.AWS: principals are strings, got 3'],
  ['text', { Principal: 'me' }, "tested: Statement[0].Principal: must be '*' or an object"],
];

it.each(resourceStatements)('a resource control policy for %s is an error', (_title, elements, message) => {
  expect(() => compilePolicy('tested', { Statement: [{ ...good, ...elements }] }, 'required')).toThrow(message);
});

it('an error carries document and place', () => {
  try {
    compilePolicy('tested', { Statement: [{ ...good, Effect: 'No' }] }, 'forbidden');
    throw new Error('nothing was thrown');
  } catch (error) {
    expect(error).toMatchObject({ name: 'PolicyError', document: 'tested', path: 'Statement[0].Effect' });
  }
});
