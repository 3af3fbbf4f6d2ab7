import type { PolicyStatement } from '../../lib/model/control';
import { iamStatement } from '../../lib/policy/iam-statement';
import { rcp, scp } from './organization';

const platform = ['arn:aws:iam::*:role/breakwater/*', 'arn:aws:iam::*:role/stacksets-exec-*'];
const platformOfTheOwner = [
  `arn:aws:iam::\${aws:ResourceAccount}:role/breakwater/*`,
  `arn:aws:iam::\${aws:ResourceAccount}:role/stacksets-exec-*`,
];

const cases: readonly { readonly title: string; readonly part: PolicyStatement; readonly written: object }[] = [
  {
    title: 'an SCP statement spares the platform',
    part: scp('A'),
    written: {
      Sid: 'A',
      Effect: 'Deny',
      Action: 's3:PutBucketAcl',
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': platform } },
    },
  },
  {
    title: 'an RCP statement names everybody, and spares only the platform of the account that owns the resource',
    part: rcp('A'),
    written: {
      Sid: 'A',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': platformOfTheOwner } },
    },
  },
  {
    title: 'a statement that binds the platform too has no condition of ours',
    part: scp('A', { exemptsPlatform: false, resources: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] }),
    written: {
      Sid: 'A',
      Effect: 'Deny',
      Action: 's3:PutBucketAcl',
      Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'],
    },
  },
  {
    title: 'principals that a statement spares already are joined by the platform, whatever the case of the key',
    part: scp('A', {
      actions: undefined,
      notActions: ['iam:*', 'sts:*'],
      notResources: ['arn:aws:s3:::a'],
      condition: {
        ArnNotLike: { 'aws:PrincipalARN': 'arn:aws:iam::*:role/Admin' },
        StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] },
      },
    }),
    written: {
      Sid: 'A',
      Effect: 'Deny',
      NotAction: ['iam:*', 'sts:*'],
      NotResource: 'arn:aws:s3:::a',
      Condition: {
        ArnNotLike: { 'aws:PrincipalARN': ['arn:aws:iam::*:role/Admin', ...platform] },
        StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' },
      },
    },
  },
];

it.each(cases)('$title', ({ part, written }) => {
  expect(iamStatement(part, 'g', 'aws')).toEqual(written);
});

it('follows the partition', () => {
  expect(JSON.stringify(iamStatement(scp('A'), 'g', 'aws-us-gov'))).toContain(
    'arn:aws-us-gov:iam::*:role/breakwater/*',
  );
});

const wrong: readonly { readonly title: string; readonly part: PolicyStatement; readonly error: RegExp }[] = [
  {
    title: 'a sid with other characters',
    part: scp('Deny-it'),
    error: /g: statement 'Deny-it': a sid is letters and digits/,
  },
  { title: 'no actions', part: scp('A', { actions: undefined }), error: /has no actions, nor notActions/ },
  { title: 'empty actions', part: scp('A', { actions: [] }), error: /has no actions, nor notActions/ },
  { title: 'both kinds of actions', part: scp('A', { notActions: ['s3:*'] }), error: /both actions and notActions/ },
  {
    title: 'both kinds of resources',
    part: scp('A', { resources: ['*'], notResources: ['arn:aws:s3:::a'] }),
    error: /both resources and notResources/,
  },
];

it.each(wrong)('$title is an error', ({ part, error }) => {
  expect(() => iamStatement(part, 'g', 'aws')).toThrow(error);
});
