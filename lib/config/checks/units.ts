import { purposes } from '../../model/organization';
import type { Complaint } from '../complaint';
import { quotas } from '../quotas';
import type { Check } from './check';
import { type UnitNode, unitNodes } from './unit-tree';

export const checkUnits: Check = function* (draft) {
  const nodes = unitNodes(draft);
  const bySpelling = new Map<string, UnitNode>();
  for (const node of nodes) {
    const { unit, path, level, at, parent } = node;
    if (level === quotas.unitLevels + 1) {
      const message = `is ${level} levels deep, and AWS takes ${quotas.unitLevels}`;
      yield { path: at, message, advice: 'move it up, and what is inside it' };
    }
    if (!parent && unit.purpose === undefined) {
      const choice = purposes.filter((purpose) => purpose !== 'management').join(', ');
      yield { path: at, message: 'has no purpose, and no unit above it has one', advice: `add one of ${choice}` };
    }
    const first = path === undefined ? undefined : bySpelling.get(path.toLowerCase());
    if (first) yield duplicate(node, first);
    else if (path !== undefined) bySpelling.set(path.toLowerCase(), node);
  }
  if (nodes.length > quotas.units) {
    yield {
      path: ['units'],
      message: `has ${nodes.length} units, and AWS takes ${quotas.units}`,
      advice: 'merge some',
    };
  }
};

function duplicate({ unit, at }: UnitNode, first: UnitNode): Complaint {
  const same = unit.name === first.unit.name ? 'is taken' : `differs only in case from '${first.unit.name}'`;
  return {
    path: [...at, 'name'],
    message: `'${unit.name}' ${same}`,
    advice: 'rename one',
    first: [...first.at, 'name'],
  };
}
