import { createHash } from 'node:crypto';
import type { Access } from './access';
import { type Account, type AccountId, lineage, type Organization, unitAt } from './organization';

/** One group, one permission set, one account: what Identity Center calls an account assignment. */
export interface Assignment {
  /** Of names, so that it stays the same whatever becomes of ids. Only the account's may have spaces. */
  readonly key: string;
  readonly group: string;
  readonly permissionSet: string;
  readonly account: AccountId;
}

// CloudFormation takes 500 resources a stack (2026-11); the first also holds the permission sets.
const roomPerStack = 400;

/**
 * Every assignment, in the order of the file. Accounts whose id is not known yet are left out: whoever takes access
 * away must not wait for a new account. Suspended accounts take no assignment, and would fail the stack.
 */
export function assignmentsOf(organization: Organization, access: Access): readonly Assignment[] {
  const found = new Map<string, Assignment>();
  for (const { group, permissionSet, units, accounts } of access.assignments) {
    for (const { name, unit, id } of organization.accounts) {
      const isMeant = accounts.includes(name) || lineage(unit).some((path) => units.includes(path));
      if (!isMeant || id === undefined || isSuspended(organization, unit)) continue;
      const key = `${group} ${permissionSet} ${name}`;
      found.set(key, { key, group, permissionSet, account: id });
    }
  }
  return [...found.values()];
}

/**
 * Assignments by the stack that holds them; there is always a first. A hash decides, and where they no longer fit, twice as
 * many stacks share them: half of each stack moves to a new, later one, so that it is deleted before it is made again.
 */
export function assignmentShards(organization: Organization, access: Access): readonly (readonly Assignment[])[] {
  const all = assignmentsOf(organization, access).map((assignment) => ({ assignment, hash: hashOf(assignment.key) }));
  for (let count = access.stacks; ; count *= 2) {
    const shards: Assignment[][] = Array.from({ length: count }, () => []);
    for (const { assignment, hash } of all) shards[hash % count]?.push(assignment);
    if (shards.every(({ length }) => length <= roomPerStack)) return shards;
  }
}

function hashOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0);
}

function isSuspended(organization: Organization, unit: Account['unit']): boolean {
  return unit !== undefined && unitAt(organization, unit)?.purpose === 'suspended';
}
