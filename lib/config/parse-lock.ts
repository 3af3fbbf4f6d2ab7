import type { Lock } from '../model/lock';
import type { OrganizationId, RootId, UnitId } from '../model/organization';
import { checkLock } from './checks/lock';
import { locate } from './locate';
import { Places } from './places';
import type { Problem } from './problem';
import { record } from './record';
import { type LockFile, lockSchema } from './schema/lock';
import { checkShape } from './shape';
import type { Source } from './source';
import { readYamlMapping } from './yaml-mapping';

export interface ParsedLock {
  /** Knows nothing when there is any problem. */
  readonly lock: Lock;
  readonly problems: readonly Problem[];
  /** What the file holds, for further complaints about it. */
  readonly root: object;
  readonly places: Places;
}

export const emptyLock: Lock = { units: record<UnitId>([]), accounts: record<string>([]) };

/** Reads what a lock file says. Ids are checked by shape, since a wrong one would be believed. */
export function parseLock(source: Source): ParsedLock {
  const places = new Places();
  const { value: root = {}, problems } = readYamlMapping(source, places);
  if (problems.length > 0) return { lock: emptyLock, problems, root, places };
  const { value, complaints } = checkShape(lockSchema, root);
  const all = [...complaints, ...(value ? checkLock(value) : [])];
  return {
    lock: value && all.length === 0 ? toLock(value) : emptyLock,
    problems: all.map((complaint) => locate(complaint, root, places)),
    root,
    places,
  };
}

// The schema has checked the shapes that these types stand for.
function toLock({ organization, root, units = {}, accounts = {}, shards, ...rest }: LockFile): Lock {
  const { identityCenter, assignmentStacks } = rest;
  return {
    ...(organization && { organization: organization as OrganizationId }),
    ...(root && { root: root as RootId }),
    units: record(Object.entries(units) as [string, UnitId][]),
    accounts: record(Object.entries(accounts)),
    ...(shards && { shards: record(Object.entries(shards)) }),
    ...(identityCenter && { identityCenter }),
    ...(assignmentStacks && { assignmentStacks }),
  };
}
