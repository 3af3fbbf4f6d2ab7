import { defineFix } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { ruleKey } from '../../lib/model/security-group-rule';
import { authorizeRules, modifyRules, revokeRules } from '../../lib/remediation/change-security-group';
import { ec2Tags } from '../../lib/remediation/ec2-tags';
import { ingressRules } from '../../lib/remediation/security-group-rules';
import { type Change, decide, type State } from './decide';
import { narrowList, widenList } from './prefix-list';
import { readGroup } from './read-group';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'ec2:DescribeManagedPrefixLists',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroupRules',
        'ec2:DescribeTags',
      ],
      resources: ['*'],
      because: 'EC2 has no resource to name for describing',
    },
    {
      actions: ['ec2:GetManagedPrefixListEntries', 'ec2:ModifyManagedPrefixList'],
      resources: ['arn:aws:ec2:*:*:prefix-list/*'],
    },
    {
      actions: [
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:CreateTags',
        'ec2:ModifySecurityGroupRules',
        'ec2:RevokeSecurityGroupIngress',
      ],
      resources: ['arn:aws:ec2:*:*:security-group/*', 'arn:aws:ec2:*:*:security-group-rule/*'],
    },
  ],

  async read({ id: group }, session) {
    try {
      return await readGroup(group, session);
    } catch (error) {
      if (isNamed(error, 'InvalidGroup.NotFound', 'InvalidGroupId.NotFound')) return undefined;
      throw error;
    }
  },

  decide: (state, { bastion }) => decide(state, bastion),

  async apply({ group, narrow, authorize, rewrite, revoke }, session) {
    for (const list of narrow) await narrowList(list, session);
    const refused = await authorizeRules(group, authorize, session);
    const rewritten = rewrite.map(({ rule, source }) => ({ ...rule, source }));
    await modifyRules(group, rewritten, session);
    await revokeRules(group, revoke, session);
    // A full group has room once something is gone. What still does not fit stays out: closing the port comes first.
    if (revoke.length > 0) await authorizeRules(group, refused, session);
  },

  async undo({ group }, { narrow, authorize, rewrite, revoke }, session) {
    await authorizeRules(group, revoke, session);
    await modifyRules(
      group,
      rewrite.map(({ rule }) => rule),
      session,
    );
    const added = new Set(authorize.map(ruleKey));
    const standing: { readonly id: string }[] = [];
    for await (const rule of ingressRules(session, group)) if (added.has(ruleKey(rule))) standing.push(rule);
    await revokeRules(group, standing, session);
    for (const list of narrow) await widenList(list, session);
  },

  tags: ec2Tags,
});
