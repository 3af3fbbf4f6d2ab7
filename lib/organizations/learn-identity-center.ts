import { ListInstancesCommand, type SSOAdminClient } from '@aws-sdk/client-sso-admin';
import type { AccountId } from '../model/organization';
import { allPages } from './calls/all-pages';

/** The ARN of the organization's own instance; undefined where there is none. Accounts may have instances of their own. */
export async function learnIdentityCenter(
  client: Pick<SSOAdminClient, 'send'>,
  managementAccount: AccountId,
): Promise<string | undefined> {
  const instances = await allPages(
    (NextToken) => client.send(new ListInstancesCommand({ NextToken })),
    ({ Instances }) => Instances,
  );
  return instances.find(({ OwnerAccountId }) => OwnerAccountId === managementAccount)?.InstanceArn;
}
