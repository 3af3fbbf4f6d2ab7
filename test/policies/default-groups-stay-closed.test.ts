import type { Template } from '../../lib/model/template';
import { guardrail } from '../../policies/default-groups-stay-closed';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { judged } from './judged';

const { check, monitor, fix } = guardrail;

describe('check', () => {
  const problems = (GroupId: unknown) =>
    check?.({ Resources: { Rule: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId } } } } as Template, {
      bastion: facts.bastion,
    });

  it.each([
    ['a list', { 'Fn::GetAtt': ['Network', 'DefaultSecurityGroup'] }],
    ['a sentence', { 'Fn::GetAtt': 'Network.DefaultSecurityGroup' }],
  ])('refuses a rule of a default group, named by %s', (_, group) => {
    expect(problems(group)).toEqual([
      { logicalId: 'Rule', path: 'Properties.GroupId', message: expect.stringMatching(/make a group/) },
    ]);
  });

  it.each([
    ['another attribute', { 'Fn::GetAtt': ['Shop', 'GroupId'] }],
    ['a reference', { Ref: 'Shop' }],
    ['an id', 'sg-1'],
  ])('lets %s pass', (_, group) => expect(problems(group)).toEqual([]));
});

describe('finding', () => {
  const ec2 = (eventName: string, requestParameters: object, responseElements: object | null = null) =>
    judged(
      monitor,
      anApiCall({ eventSource: 'ec2.amazonaws.com', eventName, requestParameters, responseElements } as never),
    );

  it.each(['CreateVpc', 'CreateDefaultVpc'])('is made of %s', (name) => {
    const found = ec2(name, {}, { vpc: { vpcId: 'vpc-1' } });
    expect(found).toMatchObject({ kind: 'finding', resources: [{ type: 'AWS::EC2::VPC', id: 'vpc-1' }] });
  });

  it.each([
    ['AuthorizeSecurityGroupIngress', { groupId: 'sg-1' }, null],
    ['AuthorizeSecurityGroupEgress', { groupId: 'sg-1' }, null],
    ['ModifySecurityGroupRules', { ModifySecurityGroupRulesRequest: { GroupId: 'sg-1' } }, null],
    [
      'AuthorizeSecurityGroupIngress',
      { groupName: 'default' },
      { securityGroupRuleSet: { items: { groupId: 'sg-1' } } },
    ],
  ])('%s is worth a look', (name, request, response) => {
    expect(ec2(name, request, response)).toMatchObject({ kind: 'look', resources: [{ id: 'sg-1' }] });
  });

  it('is not made of a group that is not named', () => {
    expect(ec2('AuthorizeSecurityGroupIngress', { groupName: 'default' }).kind).toBe('ignored');
  });
});

describe('fix', () => {
  const rule = {
    SecurityGroupRuleId: 'sgr-1',
    GroupId: 'sg-1',
    IpProtocol: '-1',
    CidrIpv4: '0.0.0.0/0',
    IsEgress: true,
  };
  const answers =
    (name: string, rules: readonly object[] = [rule], members: readonly object[] = []) =>
    (sent: { name: string }) =>
      ({
        DescribeSecurityGroups: { SecurityGroups: [{ GroupId: 'sg-1', GroupName: name }] },
        DescribeSecurityGroupRules: { SecurityGroupRules: rules },
        DescribeNetworkInterfaces: { NetworkInterfaces: members },
      })[sent.name];
  const resource = {
    type: 'AWS::EC2::SecurityGroup',
    id: 'sg-1',
    arn: 'sg-1',
    account: '111122223333',
    region: 'eu-west-1',
  };
  const decided = async (session: ReturnType<typeof aSession>) => {
    const state = await fix?.read(resource, session, async () => false);
    return state && fix?.decide(state, facts);
  };

  it.each([
    ['an open group nobody uses is closed', answers('default'), 'plan', 3],
    ['a closed group is left', answers('default', []), 'leave', 2],
    ['a group somebody made is left, after one call', answers('shop'), 'leave', 1],
    ['a group in use is for a person', answers('default', [rule], [{ NetworkInterfaceId: 'eni-1' }]), 'ask', 3],
  ])('%s', async (_, answer, kind, calls) => {
    const session = aSession(answer);
    expect((await decided(session))?.kind).toBe(kind);
    expect(session.sent).toHaveLength(calls);
  });

  it('takes a group that is gone for success', async () => {
    expect(await decided(aSession(() => awsError('InvalidGroup.NotFound')))).toBeUndefined();
  });

  it('finds the group of a network', async () => {
    const session = aSession(answers('default'));
    await fix?.read({ ...resource, type: 'AWS::EC2::VPC', id: 'vpc-1' }, session, async () => false);
    expect(session.sent[0]?.input).toMatchObject({ Filters: [{ Values: ['vpc-1'] }, { Values: ['default'] }] });
  });

  it('revokes each rule by its id and direction, and undo gives them back', async () => {
    const inside = {
      ...rule,
      SecurityGroupRuleId: 'sgr-2',
      IsEgress: false,
      CidrIpv4: undefined,
      ReferencedGroupInfo: { GroupId: 'sg-1' },
    };
    const session = aSession(answers('default', [rule, inside]));
    const decision = await decided(session);
    if (decision?.kind !== 'plan') throw new Error('nothing to do');
    const before = session.sent.length;
    await fix?.apply(decision.change, session);
    await fix?.undo({} as never, decision.change, session);
    expect(
      session.sent.slice(before).map(({ name, input }) => [name, input.SecurityGroupRuleIds ?? input.IpPermissions]),
    ).toEqual([
      ['RevokeSecurityGroupIngress', ['sgr-2']],
      ['RevokeSecurityGroupEgress', ['sgr-1']],
      ['AuthorizeSecurityGroupIngress', [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-1' }] }]],
      ['AuthorizeSecurityGroupEgress', [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]],
    ]);
  });
});
