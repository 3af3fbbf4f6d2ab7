import { createHash } from 'node:crypto';
import type { JsonObject } from './json';
import { type AccountId, lineage, type Organization } from './organization';

/** What Cost Explorer groups costs by, so that budgets and people see units. */
export const costCategoryName = 'breakwater-unit';
/** What belongs to no unit: the management account, and accounts whose id is not known yet. */
export const noUnit = 'none';

const maxCharacters = 50;

/** A unit's value of the cost category, which takes neither slashes nor long names. */
export function costCategoryValue(path: string): string {
  const text = path.replaceAll('/', ' - ').replace(/[^\p{L}\p{N}\p{Zs}_-]/gu, '-');
  const isExact = text.replaceAll(' - ', '/') === path && text.length <= maxCharacters && text !== noUnit;
  if (isExact) return text;
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return `${text.slice(0, maxCharacters - hash.length - 1).trimEnd()}-${hash}`;
}

/** Rules that put each account's costs where its unit is. They grow by an id for each account, and no resource does. */
export function costCategoryRules({ units, accounts }: Organization): readonly JsonObject[] {
  const ids = new Map<string, AccountId[]>();
  for (const { unit, id } of accounts) {
    if (unit === undefined || id === undefined) continue;
    const known = ids.get(unit);
    if (known) known.push(id);
    else ids.set(unit, [id]);
  }
  return units.flatMap(({ path }) => {
    const Values = ids.get(path);
    return Values ? [{ Value: costCategoryValue(path), Rule: { Dimensions: { Key: 'LINKED_ACCOUNT', Values } } }] : [];
  });
}

/** Values of the unit and of those below it that have accounts; its own where none has. */
export function costCategoryValuesIn({ accounts }: Organization, path: string): readonly string[] {
  const inUse = new Set(accounts.flatMap(({ unit, id }) => (unit !== undefined && id !== undefined ? [unit] : [])));
  const below = [...inUse].filter((unit) => lineage(unit).includes(path));
  return (below.length > 0 ? below : [path]).map(costCategoryValue);
}
