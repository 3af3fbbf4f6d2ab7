import { type ApiCall, textOf, valuesOf } from '../../lib/events/api-call';
import { items } from '../../lib/events/cloudtrail-record';

type Says = (domain: string, parameters: ApiCall['parameters']) => string;

/** Calls by which a domain is lost, by their names in IAM, and what each means. */
export const deeds: Readonly<Record<string, Says>> = {
  AcceptDomainTransferFromAnotherAwsAccount: (domain) => `${domain} was taken over from another account`,
  AssociateDelegationSignerToDomain: (domain) => `${domain} trusts another key to sign it`,
  DeleteDomain: (domain) => `${domain} is given up, for anybody to register`,
  DisableDomainAutoRenew: (domain) => `${domain} is no longer renewed`,
  DisableDomainTransferLock: (domain) => `${domain} may be moved to another registrar`,
  DisassociateDelegationSignerFromDomain: (domain) => `${domain} is no longer signed`,
  PushDomain: (domain) => `${domain} is moved to another registrar`,
  RetrieveDomainAuthCode: (domain) => `somebody has the code that moves ${domain} to another registrar`,
  TransferDomainToAnotherAwsAccount: (domain, { accountId }) =>
    `${domain} is given to account ${textOf(accountId) ?? 'unknown'}`,
  UpdateDomainContact: (domain) => `${domain} has another owner, or another address of its owner`,
  UpdateDomainNameservers: (domain, { nameservers }) =>
    `${domain} is answered for by ${items(nameservers).map(nameOf).join(', ') || 'other name servers'}`,
};

/** The one call that a fix takes back. */
export const unlocking = 'DisableDomainTransferLock';

/** Whichever way CloudTrail has written its first letter. */
export function deedOf({ name }: ApiCall): string | undefined {
  const written = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return Object.hasOwn(deeds, written) ? written : undefined;
}

/** `example.com`, or `{ name: example.com }` as the older records have it. */
export function nameOf(value: unknown): string | undefined {
  return textOf(value) ?? textOf(valuesOf(value).name);
}
