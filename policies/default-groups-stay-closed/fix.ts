import { DescribeNetworkInterfacesCommand, DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Resource } from '../../lib/model/finding';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { describeRule, type StandingRule } from '../../lib/model/security-group-rule';
import { authorizeRules, revokeRules } from '../../lib/remediation/change-security-group';
import { ec2Tags } from '../../lib/remediation/ec2-tags';
import { standingRules } from '../../lib/remediation/security-group-rules';

interface State {
  readonly group: string;
  readonly isDefault: boolean;
  readonly rules: readonly StandingRule[];
  /** Some of the network interfaces in the group; none when nobody uses it. */
  readonly members: readonly string[];
}

interface Change {
  readonly group: string;
  readonly revoke: readonly StandingRule[];
}

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroupRules',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeTags',
      ],
      resources: ['*'],
      because: 'EC2 has no resource to name for describing',
    },
    {
      actions: [
        'ec2:AuthorizeSecurityGroupEgress',
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:CreateTags',
        'ec2:RevokeSecurityGroupEgress',
        'ec2:RevokeSecurityGroupIngress',
      ],
      resources: ['arn:aws:ec2:*:*:security-group/*', 'arn:aws:ec2:*:*:security-group-rule/*'],
    },
  ],

  async read(resource, session) {
    const found = await groupOf(resource, session);
    if (!found) return undefined;
    const { group, isDefault } = found;
    // Most groups are not meant, and end here after one call.
    if (!isDefault) return { group, isDefault, rules: [], members: [] };
    const rules: StandingRule[] = [];
    for await (const rule of standingRules(session, group)) rules.push(rule);
    return { group, isDefault, rules, members: rules.length > 0 ? await membersOf(group, session) : [] };
  },

  decide({ group, isDefault, rules, members }) {
    if (!isDefault) return { kind: 'leave', because: `${group} was made by somebody` };
    if (rules.length === 0) return { kind: 'leave', because: `${group} lets nothing in or out` };
    const because = `${group} lets pass ${rules.map(describeRule).join(', ')}`;
    if (members.length === 0) return { kind: 'plan', change: { group, revoke: rules }, because };
    return { kind: 'ask', because: `${because}; ${members.join(', ')} use it, and need a group of their own first` };
  },

  apply: ({ group, revoke }, session) => revokeRules(group, revoke, session),

  async undo(_before, { group, revoke }, session) {
    await authorizeRules(group, revoke, session);
  },

  tags: ec2Tags,
});

/** The group itself, or the default group of a network. */
async function groupOf({ id, type }: Pick<Resource, 'id' | 'type'>, session: Session) {
  const request =
    type === 'AWS::EC2::VPC'
      ? {
          Filters: [
            { Name: 'vpc-id', Values: [id] },
            { Name: 'group-name', Values: ['default'] },
          ],
        }
      : { GroupIds: [id] };
  try {
    const { SecurityGroups = [] } = await session.client(EC2Client).send(new DescribeSecurityGroupsCommand(request));
    const [group] = SecurityGroups;
    // Nobody else can call a group so: EC2 keeps the name.
    return group && { group: group.GroupId ?? '', isDefault: group.GroupName === 'default' };
  } catch (error) {
    if (isNamed(error, 'InvalidGroup.NotFound', 'InvalidGroupId.NotFound')) return undefined;
    throw error;
  }
}

async function membersOf(group: string, session: Session): Promise<readonly string[]> {
  const Filters = [{ Name: 'group-id', Values: [group] }];
  const { NetworkInterfaces = [] } = await session
    .client(EC2Client)
    .send(new DescribeNetworkInterfacesCommand({ Filters, MaxResults: 5 }));
  return NetworkInterfaces.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? []);
}
