import { IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { type Outsider, outsidersIn } from './trust';

export const monitor = defineMonitor({
  patterns: [
    {
      source: ['aws.iam'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: ['iam.amazonaws.com'], eventName: ['CreateRole', 'UpdateAssumeRolePolicy'] },
    },
  ],

  finding(event, facts) {
    const { name, parameters, response, ended, error } = apiCallIn(event);
    if (ended === 'failed') return { kind: 'ignored', because: `${name} failed: ${error}` };
    if (ended === 'denied') {
      // A denied call is recorded without its policy, and most roles people may not make would have trusted nobody.
      if (name !== 'UpdateAssumeRolePolicy') return { kind: 'ignored', because: `${name} was denied` };
      const because = 'somebody tried to change whom a role trusts';
      return { kind: 'attempted', resources: [accountItself(event, facts)], because };
    }
    const role = textOf(parameters.roleName);
    if (!role) return { kind: 'ignored', because: 'it names no role' };
    const document = parseIamDocument(parameters.policyDocument ?? parameters.assumeRolePolicyDocument);
    const outsiders = strangers(outsidersIn(document, { ...facts, account: event.account }), facts);
    if (outsiders.length === 0) return { kind: 'ignored', because: `${role} trusts nobody from elsewhere` };
    const arn = textOf(valuesOf(response.role).arn) ?? `arn:${facts.partition}:iam::${event.account}:role/${role}`;
    return {
      kind: 'finding',
      resources: [{ type: 'AWS::IAM::Role', id: role, arn, account: event.account, region: event.region }],
      because: `${role} trusts ${outsiders.map(({ principal }) => principal).join(', ')}`,
    };
  },

  /** Once an hour and account, since IAM is global; a page of roles brings their trust along. */
  async *reconcile(session, facts): AsyncIterable<Resource> {
    const { account, region } = session;
    if (region !== facts.homeRegion) return;
    for await (const { Roles = [] } of paginateListRoles({ client: session.client(IAMClient) }, {})) {
      for (const { RoleName: id = '', Arn: arn = '', Path, AssumeRolePolicyDocument } of Roles) {
        // AWS's own roles are trusted by AWS, and nobody else may change them.
        if (Path?.startsWith('/aws-service-role/') || Path?.startsWith('/aws-reserved/')) continue;
        const outsiders = outsidersIn(parseIamDocument(AssumeRolePolicyDocument), { ...facts, account });
        if (strangers(outsiders, facts).length > 0) yield { type: 'AWS::IAM::Role', id, arn, account, region };
      }
    }
  },
});

/** Without the accounts that are known to be ours; for the others the organization is asked before anything is done. */
function strangers(outsiders: readonly Outsider[], facts: Facts): readonly Outsider[] {
  const known = [facts.managementAccount, facts.securityAccount, facts.logArchiveAccount];
  return outsiders.filter(({ accounts }) => accounts.length === 0 || !accounts.every((id) => known.includes(id)));
}
