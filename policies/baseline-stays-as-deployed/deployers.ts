import type { Facts } from '../../lib/model/facts';
import type { AccountId, Partition } from '../../lib/model/organization';
import { deployRoles } from '../../lib/model/platform';
import { wildcardMatches } from '../../lib/model/wildcard';

/** Whom CDK deploys as in an account: its deploy role starts CloudFormation, which then goes on as its own. */
export function deployersIn(partition: Partition, account: AccountId): readonly string[] {
  return [`arn:${partition}:iam::${account}:role/cdk-*-deploy-role-*`, deployRoles(partition, account)];
}

/** The accounts where the landing zone itself is deployed. */
export function ownAccounts({ managementAccount, securityAccount, logArchiveAccount }: Facts): readonly AccountId[] {
  return [managementAccount, securityAccount, logArchiveAccount];
}

export function isDeployer(role: string, facts: Facts): boolean {
  return ownAccounts(facts)
    .flatMap((account) => deployersIn(facts.partition, account))
    .some((pattern) => wildcardMatches(pattern, role));
}
