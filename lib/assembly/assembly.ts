import type { AccountId, Region, UnitId } from '../model/organization';
import type { Template } from '../model/template';

/** What synth wrote, as anybody may read it. */
export interface Assembly {
  readonly directory: string;
  /** In the order of deployment. */
  readonly stacks: readonly SynthesizedStack[];
}

export interface SynthesizedStack {
  readonly id: string;
  readonly name: string;
  readonly account: AccountId;
  readonly region: Region;
  readonly template: Template;
  /** Size of the template's file. */
  readonly bytes: number;
  /** Ids of the stacks that must be there before. */
  readonly after: readonly string[];
  readonly stackSets: readonly SynthesizedStackSet[];
}

/** A StackSet in a stack: a template for many accounts. */
export interface SynthesizedStackSet {
  readonly logicalId: string;
  readonly name: string;
  readonly template: Template;
  readonly bytes: number;
  /** Ids of the units whose accounts get it, with all units below. */
  readonly units: readonly UnitId[];
  readonly regions: readonly Region[];
}
