import { check } from '../../policies/privileges-stay-bounded/check';
import { facts } from '../remediation/a-loop';
import { admin, all, own, some } from './an-iam-policy';

it('templates that make administrators are refused, however CDK writes the ARN', () => {
  const holding = (...arns: readonly unknown[]) => ({
    Type: 'AWS::IAM::Role',
    Properties: { ManagedPolicyArns: arns },
  });
  const join = (name: string) => ({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]],
  });
  const Resources = {
    Plain: holding(own, admin),
    Joined: holding(join('AdministratorAccess')),
    Substituted: holding({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/IAMFullAccess' }),
    Reader: holding(join('ReadOnlyAccess'), { Ref: 'Own' }),
    Inline: {
      Type: 'AWS::IAM::User',
      Properties: { Policies: [{ PolicyDocument: some }, { PolicyDocument: all }] },
    },
    Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: all } },
    Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: some } },
    Empty: { Type: 'AWS::IAM::Group' },
  };
  expect(check({ Resources } as never, facts).map(({ logicalId, path }) => `${logicalId} ${path}`)).toEqual([
    'Plain Properties.ManagedPolicyArns.1',
    'Joined Properties.ManagedPolicyArns.0',
    'Substituted Properties.ManagedPolicyArns.0',
    'Inline Properties.Policies.1',
    'Managed Properties.PolicyDocument',
  ]);
});
