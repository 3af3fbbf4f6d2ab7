import type { Guardrail } from '../model/guardrail';
import { lineage, modeIn, type Organization } from '../model/organization';

/** The root, or the path of a unit. */
export type Target = string;

/**
 * Where a guardrail's controls are attached: the highest nodes whose whole subtree enforces it.
 * `bindsManagement` is for management policies, which on the root bind the management account too; SCPs and RCPs never do.
 * @throws Error when a unit enforces, a unit below it does not, and accounts sit between the two: any attachment would bind
 * too much or too little.
 */
export function targetsOf(
  organization: Organization,
  guardrail: Pick<Guardrail, 'id' | 'appliesTo'>,
  bindsManagement: boolean,
): readonly Target[] {
  const enforcing = new Set(
    organization.units.map(({ path }) => path).filter((path) => modeIn(organization, guardrail, path) === 'enforce'),
  );
  if (enforcing.size === 0) return [];
  if (enforcing.has('root'))
    throw new Error(`${organization.name}: a unit named 'root' would be taken for the root; rename it`);
  const rootMayEnforce = !bindsManagement || modeIn(organization, guardrail, undefined) === 'enforce';
  if (rootMayEnforce && enforcing.size === organization.units.length) return ['root'];

  const mixed = new Set(
    organization.units.filter(({ path }) => !enforcing.has(path)).flatMap(({ path }) => lineage(path)),
  );
  for (const path of enforcing) if (mixed.has(path)) assertNobodyBetween(organization, guardrail.id, path, enforcing);
  return organization.units
    .filter(({ path, parent }) => !mixed.has(path) && (parent === undefined || mixed.has(parent)))
    .map(({ path }) => path);
}

function assertNobodyBetween(
  organization: Organization,
  guardrail: string,
  path: string,
  enforcing: ReadonlySet<string>,
): void {
  const own = organization.accounts.filter(({ unit }) => unit === path).map(({ name }) => name);
  if (own.length === 0) return;
  const spared = organization.units.filter((unit) => unit.path.startsWith(`${path}/`) && !enforcing.has(unit.path));
  throw new Error(
    `${guardrail}: enforces in unit '${path}' but not in ${list(spared.map((unit) => unit.path))} below it, and a policy on '${path}' ` +
      `would bind both; move the accounts that sit directly in '${path}' (${list(own)}) into a unit of their own, ` +
      'or give both units one mode',
  );
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `'${name}'`);
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(', ');
}
