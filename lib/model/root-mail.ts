import type { Region } from './organization';

/** Where mail to the root users of accounts goes. */
export interface RootMail {
  /** Plus addressing extends it: `aws@example.com` → `aws+orders-prod@example.com`. */
  readonly address: string;
  /** Where Amazon SES receives what is sent to its domain; undefined where the mail goes elsewhere. */
  readonly receive?: Region;
}

/** The address of an account that has none of its own. */
export function plannedAddress(address: string, account: string): string {
  const at = address.lastIndexOf('@');
  const name = account
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
  return `${address.slice(0, at)}+${name}${address.slice(at)}`;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Of bucket (with account and region after it), topics, queue, pipe, rule set and rules. */
export const rootMailName = 'breakwater-root-mail';

/** The event that each mail becomes. */
export const rootMailEvent = { source: 'breakwater.root-mail', detailType: 'Mail to a root user' } as const;

/**
 * Subjects of mail that somebody gets who is about to take an account over, and of mail whose subject is encoded,
 * so that nobody knows.
 */
export const alarmingSubjects = [
  '*assword*',
  '*MFA*',
  '*root user*',
  '*erification*',
  '*erify*',
  '*email address*',
  '*closure*',
  '=?*',
] as const;
