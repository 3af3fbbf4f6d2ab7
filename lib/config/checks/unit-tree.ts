import type { Path } from '../places';
import type { OrganizationDraft, UnitDraft } from './check';
import type { Names } from './names';

export interface UnitNode {
  readonly unit: UnitDraft;
  /** Undefined when its name or that of a unit above could not be read. */
  readonly path: string | undefined;
  readonly level: number;
  readonly at: Path;
  readonly parent: UnitNode | undefined;
}

/** Every unit that could be read, parents first, in the order of the file. */
export function unitNodes(draft: OrganizationDraft): readonly UnitNode[] {
  return descend(draft.units, ['units'], undefined);
}

export function unitNames(draft: OrganizationDraft): Names {
  const nodes = unitNodes(draft);
  const paths = nodes.flatMap(({ path }) => path ?? []);
  const lists = [draft.units, ...nodes.map(({ unit }) => unit.units)];
  const isWhole = lists.every((list) => list !== null && !list?.includes(null));
  return { names: new Set(paths), isComplete: isWhole && paths.length === nodes.length };
}

function descend(units: UnitDraft['units'], at: Path, parent: UnitNode | undefined): readonly UnitNode[] {
  return (units ?? []).flatMap((unit, index) => {
    if (!unit) return [];
    const isNamed = unit.name !== null && (!parent || parent.path !== undefined);
    const path = isNamed ? [parent?.path, unit.name].filter((name) => name !== undefined).join('/') : undefined;
    const node: UnitNode = { unit, path, level: (parent?.level ?? 0) + 1, at: [...at, index], parent };
    return [node, ...descend(unit.units, [...node.at, 'units'], node)];
  });
}
