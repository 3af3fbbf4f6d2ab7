import { fix } from '../../policies/ssh-stays-behind-the-bastion/fix';
import { facts } from '../remediation/a-loop';
import { aSession, awsError, type SentCommand } from './a-session';

const resource = {
  type: 'AWS::EC2::SecurityGroup',
  id: 'sg-1',
  arn: 'sg-1',
  account: '111122223333',
  region: 'eu-west-1',
};
const ssh = { SecurityGroupRuleId: 'sgr-1', GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
const toBastion = { ...ssh, PrefixListId: 'pl-1' };

/** A list at version 2, what was in it before and who owns it. */
function aList(now: readonly string[], before: readonly string[], OwnerId = '111122223333') {
  let version = 2;
  const entries = [before, now].map((cidrs) => cidrs.map((Cidr) => ({ Cidr, Description: 'for people' })));
  return ({ name, input }: SentCommand) => {
    switch (name) {
      case 'DescribeSecurityGroupRules':
        return { SecurityGroupRules: [toBastion] };
      case 'DescribeManagedPrefixLists':
        return { PrefixLists: [{ OwnerId, Version: version, State: 'modify-complete' }] };
      case 'GetManagedPrefixListEntries':
        return { Entries: entries[Number(input.TargetVersion ?? version) - 1] };
      case 'ModifyManagedPrefixList': {
        const gone = ((input.RemoveEntries ?? []) as { Cidr: string }[]).map(({ Cidr }) => Cidr);
        const added = (input.AddEntries ?? []) as { Cidr: string; Description: string }[];
        entries.push([...(entries.at(-1) ?? []).filter(({ Cidr }) => !gone.includes(Cidr)), ...added]);
        version += 1;
        return {};
      }
      default:
        return {};
    }
  };
}

async function decided(session: ReturnType<typeof aSession>) {
  const state = await fix.read(resource, session, async () => false);
  if (!state) throw new Error('the group is gone');
  return { state, decision: fix.decide(state, facts) };
}

async function mended(session: ReturnType<typeof aSession>) {
  const { state, decision } = await decided(session);
  if (decision.kind !== 'plan') throw new Error(`${decision.kind}: ${decision.because}`);
  const from = session.sent.length;
  await fix.apply(decision.change, session);
  return { state, change: decision.change, calls: session.sent.slice(from) };
}

describe('a prefix list that somebody changed later', () => {
  it('loses what was added, if it was the bastion’s before; the rule stays', async () => {
    const session = aSession(aList(['10.0.0.0/28', '0.0.0.0/0'], ['10.0.0.0/28']));
    const { calls, state, change } = await mended(session);
    expect(calls.map(({ name, input }) => [name, input.RemoveEntries])).toEqual([
      ['ModifyManagedPrefixList', [{ Cidr: '0.0.0.0/0' }]],
    ]);
    expect((await decided(session)).decision.kind).toBe('leave');

    await fix.undo(state, change, session);
    expect(session.sent.at(-1)?.input).toMatchObject({
      CurrentVersion: 3,
      AddEntries: [{ Cidr: '0.0.0.0/0', Description: 'for people' }],
    });
  });

  it('stays as it is when it never was the bastion’s: the rule is replaced', async () => {
    const { calls } = await mended(aSession(aList(['192.0.2.0/24', '0.0.0.0/0'], ['192.0.2.0/24'])));
    expect(calls.map(({ name }) => name)).toEqual(['AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress']);
  });

  it('is not ours to change when another account owns it', async () => {
    const { calls } = await mended(aSession(aList(['10.0.0.0/28', '0.0.0.0/0'], ['10.0.0.0/28'], '444455556666')));
    expect(calls.map(({ name }) => name)).toEqual(['AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress']);
  });

  it('is for a person when nobody here can read it', async () => {
    const list = aList([], []);
    const session = aSession((sent) =>
      sent.name === 'DescribeManagedPrefixLists' ? awsError('UnauthorizedOperation') : list(sent),
    );
    expect((await decided(session)).decision.kind).toBe('ask');
  });

  it('somebody else was quicker to mend is read again', async () => {
    const list = aList(['10.0.0.0/28', '0.0.0.0/0'], ['10.0.0.0/28']);
    const session = aSession((sent) =>
      sent.name === 'ModifyManagedPrefixList' ? awsError('PrefixListVersionMismatch') : list(sent),
    );
    await expect(mended(session)).resolves.toBeDefined();
  });
});

describe("another group's members", () => {
  const from = (...members: readonly object[]) =>
    aSession(({ name }) => {
      if (name === 'DescribeSecurityGroupRules')
        return { SecurityGroupRules: [{ ...ssh, ReferencedGroupInfo: { GroupId: 'sg-2' } }] };
      return name === 'DescribeNetworkInterfaces' ? { NetworkInterfaces: members } : {};
    });
  const member = (address: string) => ({
    Groups: [{ GroupId: 'sg-2' }],
    PrivateIpAddresses: [{ PrivateIpAddress: address }],
  });

  it.each([
    ['in the bastion subnet may come in', from(member('10.0.0.4')), 'leave'],
    ['elsewhere are for a person', from(member('10.0.0.4'), member('10.0.9.4')), 'ask'],
    ['that are none may be anybody tomorrow', from(), 'ask'],
  ])('%s', async (_, session, kind) => expect((await decided(session)).decision.kind).toBe(kind));
});

describe('a full group', () => {
  it('gets what a range let in beside the port once the range has made room', async () => {
    let full = true;
    const session = aSession(({ name }) => {
      if (name === 'DescribeSecurityGroupRules')
        return { SecurityGroupRules: [{ ...ssh, FromPort: 20, ToPort: 25, CidrIpv4: '0.0.0.0/0' }] };
      if (name === 'RevokeSecurityGroupIngress') full = false;
      return name === 'AuthorizeSecurityGroupIngress' && full ? awsError('RulesPerSecurityGroupLimitExceeded') : {};
    });
    const { calls } = await mended(session);
    const last = calls.at(-1);
    expect(calls.map(({ name }) => name).filter((name) => name.startsWith('Revoke'))).toHaveLength(1);
    expect(last?.name).toBe('AuthorizeSecurityGroupIngress');
    expect(last?.input.IpPermissions).toMatchObject([
      { FromPort: 20, ToPort: 21 },
      { FromPort: 23, ToPort: 25 },
    ]);
  });
});

it('knows whose group it is by its tags', async () => {
  const session = aSession(() => ({ Tags: [{ Key: 'aws:cloudformation:stack-name', Value: 'shop' }] }));
  expect(await fix.tags?.(resource, session)).toEqual({ 'aws:cloudformation:stack-name': 'shop' });
});
