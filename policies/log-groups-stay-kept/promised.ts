import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';

/** How names begin that AWS services give their log groups, or insist on. */
const ofServices = ['/aws/', 'API-Gateway-Execution-Logs_', 'RDSOSMetrics', 'aws-cloudtrail-logs-', 'aws-waf-logs-'];

/**
 * Whether somebody looks into things with the group's logs later: services write them, and everything in the platform's
 * accounts. What a team calls its own log group, the team may have no use for.
 */
export function isPromised({ id, account }: Pick<Resource, 'id' | 'account'>, facts: Facts): boolean {
  const { managementAccount, securityAccount, logArchiveAccount } = facts;
  if ([managementAccount, securityAccount, logArchiveAccount].includes(account)) return true;
  return ofServices.some((beginning) => id.startsWith(beginning));
}
