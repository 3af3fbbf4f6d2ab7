import type { Template } from '../model/template';
import type { Assembly } from './assembly';

export interface SynthStatistics {
  readonly templates: number;
  readonly resources: number;
  readonly bytes: number;
}

/** Counts what is deployed: every stack's template, and the templates of StackSets as their own. */
export function statisticsOf(assembly: Assembly): SynthStatistics {
  const templates = assembly.stacks.flatMap((stack) => [stack, ...stack.stackSets]);
  return {
    templates: templates.length,
    resources: sum(templates, ({ template }) => resourcesIn(template)),
    bytes: sum(templates, ({ bytes }) => bytes),
  };
}

function resourcesIn({ Resources = {} }: Template): number {
  return Object.keys(Resources).length;
}

function sum<Item>(items: readonly Item[], size: (item: Item) => number): number {
  return items.reduce((total, item) => total + size(item), 0);
}
