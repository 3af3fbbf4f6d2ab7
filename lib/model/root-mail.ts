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
