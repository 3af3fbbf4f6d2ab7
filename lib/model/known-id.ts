import type { Organization } from './organization';

/** The id that AWS gave. @throws Error saying what `organization.lock.yaml` lacks. */
export function knownId<Id>({ name }: Pick<Organization, 'name'>, what: string, id: Id | undefined): Id {
  if (id !== undefined) return id;
  throw new Error(
    `${name}: the id of ${what} is not in organization.lock.yaml yet; deploy it, then run 'breakwater sync'`,
  );
}
