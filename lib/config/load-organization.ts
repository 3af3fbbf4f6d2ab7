import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Organization } from '../model/organization';
import { buildOrganization } from './build';
import { checkAccess } from './checks/access';
import { accountNamesOfAllTime, checkAccounts } from './checks/accounts';
import { checkAdministration } from './checks/administration';
import { checkBastion } from './checks/bastion';
import { checkBudgets } from './checks/budgets';
import type { Check, OrganizationDraft } from './checks/check';
import { checkClosing } from './checks/closing';
import { checkExemptions } from './checks/exemptions';
import { checkGuardrails } from './checks/guardrails';
import { checkLeftovers } from './checks/lock';
import { checkLogs } from './checks/logs';
import { checkOperations } from './checks/operations';
import { checkRegions } from './checks/regions';
import { checkRoles } from './checks/roles';
import { checkRootMail } from './checks/root-mail';
import { checkServices } from './checks/services';
import { checkTags } from './checks/tags';
import { unitNames } from './checks/unit-tree';
import { checkUnits } from './checks/units';
import { type Gathered, gather } from './gather';
import { locate } from './locate';
import { lockFileName } from './lock';
import { emptyLock, type ParsedLock, parseLock } from './parse-lock';
import { Places } from './places';
import { inReadingOrder, type Problem } from './problem';
import { type OrganizationFile, organizationSchema } from './schema/organization';
import { checkShape, type Shape } from './shape';
import { isSource, readSource } from './source';
import { unknownIds } from './unknown-ids';

export interface Loaded {
  /** Undefined when there is any error. Frozen; expired exemptions are reported and left out. */
  readonly organization?: Organization;
  /** All there are, in the order of files and lines. */
  readonly problems: readonly Problem[];
  /** What the lock file has still to learn, in words: `account 'orders-prod'`. */
  readonly unknownIds: readonly string[];
}

export interface LoadOptions {
  /** @default now */
  readonly today?: Date;
  /** Ids of the guardrails there are; without them, references to guardrails are not checked. */
  readonly guardrailIds?: readonly string[];
}

const checks: readonly Check[] = [
  checkRegions,
  checkUnits,
  checkAccounts,
  checkRootMail,
  checkRoles,
  checkTags,
  checkGuardrails,
  checkExemptions,
  checkBastion,
  checkLogs,
  checkServices,
  checkOperations,
  checkAdministration,
  checkClosing,
  checkAccess,
  checkBudgets,
];

/**
 * Reads the folder of an organization: `organization.yaml`, `accounts/*.yaml` and `organization.lock.yaml`.
 * Nothing in it is run, and nothing wrong in it throws.
 */
export function loadOrganization(folder: string, options: LoadOptions = {}): Loaded {
  const { today = new Date(), guardrailIds } = options;
  const home = resolve(folder);
  if (!statSync(home, { throwIfNoEntry: false })?.isDirectory()) {
    const message = 'there is no such folder; create it with an organization.yaml in it';
    return { problems: [{ file: home, line: 1, column: 1, message, severity: 'error' }], unknownIds: [] };
  }
  const places = new Places();
  const gathered = gather(home, places);
  const { root, shape, isWhole } = shapeOf(gathered);
  const draft = shape.draft as OrganizationDraft;
  const hasEveryAccount = isWhole && gathered.hasEveryAccount;
  const complaints = [
    ...shape.complaints,
    ...checks.flatMap((check) => [...check(draft, { today, guardrailIds, hasEveryAccount })]),
  ].filter(({ path }) => isWhole || path.length > 1);
  const { lock, problems: lockProblems } = loadLock(home, draft, hasEveryAccount);
  const problems = [
    ...gathered.problems,
    ...complaints.map((complaint) => locate(complaint, root, places)),
    ...lockProblems,
  ].sort(inReadingOrder);
  if (!shape.value || problems.some(({ severity }) => severity === 'error')) return { problems, unknownIds: [] };
  const organization = buildOrganization(shape.value, lock, today);
  return { organization, problems, unknownIds: unknownIds(organization) };
}

interface Root {
  readonly root: object;
  readonly shape: Shape<OrganizationFile>;
  /** False when `organization.yaml` could not be read, and only accounts of other files are left to check. */
  readonly isWhole: boolean;
}

function shapeOf({ root, accounts }: Gathered): Root {
  if (root) return { root, shape: checkShape(organizationSchema, root), isWhole: true };
  const rest = Object.fromEntries(Object.keys(organizationSchema.shape).map((key) => [key, null]));
  const partial = { ...rest, accounts };
  return { root: partial, shape: checkShape(organizationSchema, partial), isWhole: false };
}

function loadLock(
  folder: string,
  draft: OrganizationDraft,
  hasEveryAccount: boolean,
): Pick<ParsedLock, 'lock' | 'problems'> {
  if (!existsSync(join(folder, lockFileName))) return { lock: emptyLock, problems: [] };
  const source = readSource(folder, lockFileName);
  if (!isSource(source)) return { lock: emptyLock, problems: [source] };
  const { lock, problems, root, places } = parseLock(source);
  const leftovers = [...checkLeftovers(lock, unitNames(draft), accountNamesOfAllTime(draft, hasEveryAccount))];
  return { lock, problems: [...problems, ...leftovers.map((complaint) => locate(complaint, root, places))] };
}
