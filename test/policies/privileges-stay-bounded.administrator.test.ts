import {
  isAdministratorPolicy,
  makesAdministrator,
  withoutAdministration,
} from '../../policies/privileges-stay-bounded/administrator';
import { admin, all, document, some, statement } from './an-iam-policy';

it.each([
  ['everything', statement({}), true],
  ['everything, spelt out', statement({ Action: ['s3:GetObject', '*:*'] }), true],
  ['all of IAM', statement({ Action: 'IAM:*' }), true],
  ['everything under a condition', statement({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), true],
  ['everything but a service', statement({ Action: undefined, NotAction: 's3:*' }), true],
  ['everything but a bucket', statement({ Resource: undefined, NotResource: 'arn:aws:s3:::x' }), true],
  ['everything among others', statement({ Resource: ['arn:aws:s3:::x', '*'] }), true],
  ['everything but IAM', statement({ Action: undefined, NotAction: ['iam:*', 'organizations:*'] }), false],
  ['nothing', statement({ Effect: 'Deny' }), false],
  ['all of a service', statement({ Action: 's3:*' }), false],
  ['everything to one bucket', statement({ Resource: 'arn:aws:s3:::x' }), false],
])('a policy that allows %s', (_what, one, expected) => {
  expect(makesAdministrator(document(some.Statement as never, one))).toBe(expected);
  expect(makesAdministrator({ Statement: one })).toBe(expected);
});

it('keeps the other statements, or one that nobody can be denied', () => {
  const task = statement({ Action: 'sqs:*' });
  expect(withoutAdministration(document(statement({}), task))).toEqual(document(task));
  expect(withoutAdministration(all)).toEqual(document(statement({ Action: 'sts:GetCallerIdentity' })));
});

it.each([
  [admin, true],
  ['arn:aws-us-gov:iam::aws:policy/IAMFullAccess', true],
  ['arn:aws:iam::aws:policy/ReadOnlyAccess', false],
  ['arn:aws:iam::aws:policy/job-function/NotAdministratorAccess', false],
  ['arn:aws:iam::111122223333:policy/AdministratorAccess', false],
])('%s: %s', (arn, expected) => expect(isAdministratorPolicy(arn)).toBe(expected));
