import type { IsMember } from '../../lib/model/guardrail';

/** Redshift's word for everybody who subscribes through AWS Data Exchange. */
export const marketplace = 'ADX';

// Lake Formation also grants to people of a directory and to `IAM_ALLOWED_PRINCIPALS`, who are all the account's own.
const accountIn = (receiver: string): string | undefined => /\b\d{12}\b/.exec(receiver)?.[0];
export const organizationIn = (receiver: string): string | undefined => /\bo-[a-z0-9]{10,32}\b/.exec(receiver)?.[0];

/** Somebody beyond the account, who may still be of the organization: an account, a principal of one, an organization. */
export function isOther(receiver: string, account: string): boolean {
  if (receiver === marketplace || organizationIn(receiver) !== undefined) return true;
  const named = accountIn(receiver);
  return named !== undefined && named !== account;
}

/** Who that is, where no account of ours is meant; an organization is told by its id, since only facts say which is ours. */
export async function strangerIn(receiver: string, isMember: IsMember): Promise<string | undefined> {
  const organization = organizationIn(receiver);
  if (organization !== undefined) return organization;
  const account = accountIn(receiver);
  return account !== undefined && (await isMember(account)) ? undefined : receiver;
}
