import { resource, type World } from './a-loop';

/** Has the ledger remember earlier fixes of the door, or the peace it is left in. */
export function remembered(
  { table }: World,
  what: { readonly fixes?: readonly number[]; readonly suspendedUntil?: string },
): void {
  const key = { pk: `resource#${resource.arn}`, sk: 'doors-stay-closed' };
  table.items.set(`${key.pk}\n${key.sk}`, { ...key, ...what });
}
